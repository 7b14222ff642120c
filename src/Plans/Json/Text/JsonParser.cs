namespace Grader.Plans.Json;

/// <summary>
/// Finds the values of a JSON text. Plain loops over bytes and arrays throughout: searches with vector instructions, and collections over values, are
/// what each worker would have to compile.
/// </summary>
internal ref struct JsonParser
{
    private readonly ReadOnlySpan<byte> text;
    private JsonToken[] tokens;
    private int count;
    private int position;

    private JsonParser(ReadOnlySpan<byte> text)
    {
        this.text = text;
        tokens = new JsonToken[Math.Max(16, text.Length / 8)];
    }

    /// <summary>The values in the order of the text, each object's fields as a name and a value.</summary>
    /// <exception cref="WireFormatException">The text is not one JSON value, or over a bound.</exception>
    public static JsonToken[] Parse(ReadOnlySpan<byte> text)
    {
        var parser = new JsonParser(text);
        parser.ReadValue(depth: 0);
        parser.SkipBlanks();
        return parser.position == text.Length ? parser.tokens : throw parser.Fault("something follows the value");
    }

    private void ReadValue(int depth)
    {
        switch (NextByte())
        {
            case (byte)'{':
                ReadObject(depth + 1);
                break;
            case (byte)'[':
                ReadArray(depth + 1);
                break;
            case (byte)'"':
                Add(ReadString());
                break;
            case (byte)'t':
                ReadWord("true"u8, JsonKind.True);
                break;
            case (byte)'f':
                ReadWord("false"u8, JsonKind.False);
                break;
            case (byte)'n':
                ReadWord("null"u8, JsonKind.Null);
                break;
            default:
                ReadNumber();
                break;
        }
    }

    private void ReadArray(int depth)
    {
        int own = BeginContainer(depth);
        int items = 0;
        if (NextByte() != ']')
        {
            do
            {
                ReadValue(depth);
                items++;
            }
            while (HasMore((byte)']'));
        }
        else
        {
            position++;
        }

        tokens[own] = new JsonToken(JsonKind.Array, count, items);
    }

    private void ReadObject(int depth)
    {
        int own = BeginContainer(depth);
        int fields = 0;
        if (NextByte() != '}')
        {
            do
            {
                ReadName(own + 1, fields++);
                ReadValue(depth);
            }
            while (HasMore((byte)'}'));
        }
        else
        {
            position++;
        }

        tokens[own] = new JsonToken(JsonKind.Object, count, fields);
    }

    private int BeginContainer(int depth)
    {
        if (depth > WireLimits.JsonDepth)
        {
            throw Fault($"it is nested more than {WireLimits.JsonDepth} levels deep");
        }

        position++;
        Add(default);
        return count - 1;
    }

    /// <summary>Steps over a comma, or over what closes the container.</summary>
    private bool HasMore(byte close)
    {
        byte next = NextByte();
        if (next != ',' && next != close)
        {
            throw Fault("a comma or the end of a list is missing");
        }

        position++;
        return next == ',';
    }

    private void ReadName(int firstName, int namesBefore)
    {
        if (NextByte() != '"')
        {
            throw Fault("the name of a field is missing");
        }

        JsonToken name = ReadString();
        if (name.IsEscaped || namesBefore >= JsonText.MaxFields || IsTaken(name, firstName, namesBefore))
        {
            throw Fault("the name of a field is escaped, twice there, or one too many");
        }

        Add(name);
        if (NextByte() != ':')
        {
            throw Fault("the value of a field is missing");
        }

        position++;
    }

    private readonly bool IsTaken(JsonToken name, int other, int namesBefore)
    {
        for (int i = 0; i < namesBefore; i++)
        {
            JsonToken taken = tokens[other];
            if (taken.Size == name.Size && text.Slice(taken.Where, taken.Size).SequenceEqual(text.Slice(name.Where, name.Size)))
            {
                return true;
            }

            JsonToken value = tokens[other + 1];
            other = value.Kind is JsonKind.Array or JsonKind.Object ? value.Where : other + 2;
        }

        return false;
    }

    private JsonToken ReadString()
    {
        int start = ++position;
        bool isEscaped = false;
        while (position < text.Length)
        {
            byte next = text[position];
            if (next == '"')
            {
                return new JsonToken(JsonKind.String, start, position++ - start, isEscaped);
            }

            if (next < ' ')
            {
                throw Fault("a text holds a control character");
            }

            if (next == '\\')
            {
                // What is escaped is looked at when the text is read; here only a quote must not end it.
                isEscaped = true;
                position++;
            }

            position++;
        }

        throw Fault("a text does not end");
    }

    private void ReadWord(ReadOnlySpan<byte> word, JsonKind kind)
    {
        if (text.Length - position < word.Length || !text.Slice(position, word.Length).SequenceEqual(word))
        {
            throw Fault("it is no value");
        }

        Add(new JsonToken(kind, position, word.Length));
        position += word.Length;
    }

    // RFC 8259, section 6: -?(0|[1-9][0-9]*)(\.[0-9]+)?([eE][+-]?[0-9]+)?
    private void ReadNumber()
    {
        int start = position;
        Skip('-');
        if (!Skip('0') && !SkipDigits())
        {
            throw Fault("it is no value");
        }

        if (Skip('.') && !SkipDigits())
        {
            throw Fault("a number lacks its decimals");
        }

        if (Skip('e') || Skip('E'))
        {
            _ = Skip('+') || Skip('-');
            if (!SkipDigits())
            {
                throw Fault("a number lacks its exponent");
            }
        }

        Add(new JsonToken(JsonKind.Number, start, position - start));
    }

    private bool Skip(char wanted)
    {
        bool isThere = position < text.Length && text[position] == wanted;
        position += isThere ? 1 : 0;
        return isThere;
    }

    private bool SkipDigits()
    {
        int start = position;
        while (position < text.Length && text[position] is >= (byte)'0' and <= (byte)'9')
        {
            position++;
        }

        return position > start;
    }

    private void SkipBlanks()
    {
        while (position < text.Length && text[position] is (byte)' ' or (byte)'\t' or (byte)'\n' or (byte)'\r')
        {
            position++;
        }
    }

    private byte NextByte()
    {
        SkipBlanks();
        return position < text.Length ? text[position] : throw Fault("it ends too early");
    }

    private void Add(JsonToken token)
    {
        if (count == tokens.Length)
        {
            var larger = new JsonToken[Math.Min(2 * count, text.Length + 1)];
            Array.Copy(tokens, larger, count);
            tokens = larger;
        }

        tokens[count++] = token;
    }

    private readonly WireFormatException Fault(string fault) => new($"not valid JSON: {fault} (at byte {position})");
}
