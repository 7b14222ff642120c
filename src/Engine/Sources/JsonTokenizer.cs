using System.Buffers;
using System.Globalization;
using System.Text;

namespace Grader.Engine.Sources;

internal enum JsonToken { EndOfInput, StartObject, EndObject, StartArray, EndArray, FieldName, String, Integer, Float, True, False, Null }

/// <summary>
/// A pull parser over UTF-8 bytes that takes what Jackson takes with Spark's settings, and remembers the field name of every
/// open level, because Spark goes on at the current token after a value of the wrong type.
/// </summary>
/// <remarks>Works on offsets: no text is made until a value is asked for. Nesting is bounded as in Jackson (1000).</remarks>
internal sealed class JsonTokenizer(JsonReadOptions options)
{
    private const int MaxDepth = 1000;
    private static readonly SearchValues<byte> DoubleQuotedStops = SearchValues.Create([.. Enumerable.Range(0, 32).Select(b => (byte)b), (byte)'"', (byte)'\\']);
    private static readonly SearchValues<byte> SingleQuotedStops = SearchValues.Create([.. Enumerable.Range(0, 32).Select(b => (byte)b), (byte)'\'', (byte)'\\']);

    private byte[] buffer = [];
    private int position;
    private int end;
    private Level[] levels = new Level[16];
    private int depth;
    private bool rootSeen;
    private int valueStart;
    private int valueEnd;
    private bool valueHasEscapes;
    private double specialValue;

    public JsonToken Token { get; private set; }

    /// <summary>Whether <see cref="Token"/> is a Float spelled NaN, Infinity, -INF ….</summary>
    public bool IsSpecial { get; private set; }

    public ReadOnlySpan<byte> Raw => buffer.AsSpan(valueStart, valueEnd - valueStart);

    public bool IsEmptyString => valueStart == valueEnd;

    public double Double => IsSpecial ? specialValue : double.Parse(Raw, NumberStyles.Float, CultureInfo.InvariantCulture);

    public string Text => Decode(valueStart, valueEnd, valueHasEscapes);

    public void Reset(byte[] bytes, int start, int length)
    {
        (buffer, position, end) = (bytes, start, start + length);
        (depth, rootSeen) = (0, false);
    }

    /// <summary>The name that the current token belongs to; false where it has none (inside an array).</summary>
    public bool TryName(out ReadOnlySpan<byte> name)
    {
        int level = Token is JsonToken.StartObject or JsonToken.StartArray ? depth - 2 : depth - 1;
        if (level < 0 || !levels[level].IsObject || levels[level].NameEnd < 0)
        {
            name = default;
            return false;
        }

        ref Level owner = ref levels[level];
        name = owner.NameHasEscapes
            ? Encoding.UTF8.GetBytes(Decode(owner.NameStart, owner.NameEnd, true))
            : buffer.AsSpan(owner.NameStart, owner.NameEnd - owner.NameStart);
        return true;
    }

    public JsonToken Next()
    {
        IsSpecial = false;
        SkipBlank();
        if (depth == 0)
        {
            return Token = rootSeen || position == end ? JsonToken.EndOfInput : Value();
        }

        ref Level level = ref levels[depth - 1];
        if (level.IsObject && Token == JsonToken.FieldName)
        {
            return Token = Value();
        }

        byte current = Peek();
        if (current == (level.IsObject ? '}' : ']'))
        {
            position++;
            depth--;
            return Token = level.IsObject ? JsonToken.EndObject : JsonToken.EndArray;
        }

        if (!level.IsFirst)
        {
            if (current != ',')
            {
                throw Unexpected("a comma");
            }

            position++;
            SkipBlank();
        }

        level.IsFirst = false;
        return Token = level.IsObject ? Name(ref level) : Value();
    }

    /// <summary>Skips what an opening token opened; does nothing at any other token.</summary>
    public void SkipChildren()
    {
        if (Token is not (JsonToken.StartObject or JsonToken.StartArray))
        {
            return;
        }

        int outside = depth - 1;
        while (depth > outside)
        {
            Next();
        }
    }

    private JsonToken Name(ref Level level)
    {
        byte quote = Peek();
        if (quote == '"' || (quote == '\'' && options.AllowSingleQuotes))
        {
            position++;
            level.NameStart = position;
            level.NameHasEscapes = ScanString(quote);
            level.NameEnd = position - 1;
        }
        else if (options.AllowUnquotedFieldNames && (char.IsAsciiLetter((char)quote) || quote is (byte)'_' or (byte)'$' || quote >= 0x80))
        {
            level.NameStart = position;
            while (position < end && (char.IsAsciiLetterOrDigit((char)buffer[position]) || buffer[position] is (byte)'_' or (byte)'$' or (byte)'-' || buffer[position] >= 0x80))
            {
                position++;
            }

            level.NameHasEscapes = false;
            level.NameEnd = position;
        }
        else
        {
            throw Unexpected("a field name");
        }

        SkipBlank();
        if (Peek() != ':')
        {
            throw Unexpected("a colon");
        }

        position++;
        return JsonToken.FieldName;
    }

    private JsonToken Value()
    {
        rootSeen = true;
        byte first = Peek();
        switch (first)
        {
            case (byte)'{':
                Open(isObject: true);
                return JsonToken.StartObject;
            case (byte)'[':
                Open(isObject: false);
                return JsonToken.StartArray;
            case (byte)'"':
                return StringValue(first);
            case (byte)'\'' when options.AllowSingleQuotes:
                return StringValue(first);
            case (byte)'t':
                return Word("true"u8, JsonToken.True);
            case (byte)'f':
                return Word("false"u8, JsonToken.False);
            case (byte)'n':
                return Word("null"u8, JsonToken.Null);
            case (byte)'N' or (byte)'I' or (byte)'+' when options.AllowNonNumericNumbers:
                return SpecialNumber();
            case (byte)'-' or (>= (byte)'0' and <= (byte)'9'):
                return Number();
            default:
                throw Unexpected("a value");
        }
    }

    private JsonToken StringValue(byte quote)
    {
        position++;
        valueStart = position;
        valueHasEscapes = ScanString(quote);
        valueEnd = position - 1;
        return JsonToken.String;
    }

    private void Open(bool isObject)
    {
        if (depth == MaxDepth)
        {
            throw new JsonSyntaxException($"deeper than {MaxDepth} levels", position);
        }

        if (depth == levels.Length)
        {
            Array.Resize(ref levels, depth * 2);
        }

        levels[depth++] = new Level { IsObject = isObject, IsFirst = true, NameEnd = -1 };
        position++;
    }

    // Moves behind the closing quote; says whether there are escapes.
    private bool ScanString(byte quote)
    {
        bool hasEscapes = false;
        SearchValues<byte> stops = quote == '"' ? DoubleQuotedStops : SingleQuotedStops;
        while (true)
        {
            int found = buffer.AsSpan(position, end - position).IndexOfAny(stops);
            if (found < 0)
            {
                throw new JsonSyntaxException("a string without an end", end);
            }

            position += found;
            byte stop = buffer[position];
            if (stop == quote)
            {
                position++;
                return hasEscapes;
            }

            if (stop != '\\')
            {
                if (!options.AllowUnquotedControlChars)
                {
                    throw Unexpected("an escaped control character");
                }

                position++;
                continue;
            }

            hasEscapes = true;
            position++;
            byte escape = Peek();
            if (escape == 'u')
            {
                if (end - position < 5 || !IsHex(buffer.AsSpan(position + 1, 4)))
                {
                    throw Unexpected("four hexadecimal digits");
                }

                position += 5;
            }
            else if (options.AllowBackslashEscapingAnyCharacter || "\"\\/bfnrt"u8.Contains(escape))
            {
                position++;
            }
            else
            {
                throw Unexpected("an escape");
            }
        }
    }

    private JsonToken Number()
    {
        valueStart = position;
        if (buffer[position] == '-')
        {
            position++;
            if (options.AllowNonNumericNumbers && position < end && buffer[position] == 'I')
            {
                position--;
                return SpecialNumber();
            }
        }

        int digits = position;
        SkipDigits();
        if (position == digits)
        {
            throw Unexpected("a digit");
        }

        if (buffer[digits] == '0' && position - digits > 1)
        {
            if (!options.AllowNumericLeadingZeros)
            {
                throw new JsonSyntaxException("a number with a leading zero", digits);
            }
        }

        JsonToken token = JsonToken.Integer;
        if (position < end && buffer[position] == '.')
        {
            position++;
            RequireDigits();
            token = JsonToken.Float;
        }

        if (position < end && buffer[position] is (byte)'e' or (byte)'E')
        {
            position++;
            if (position < end && buffer[position] is (byte)'+' or (byte)'-')
            {
                position++;
            }

            RequireDigits();
            token = JsonToken.Float;
        }

        valueEnd = position;

        // Jackson wants a number at the root to be followed by a blank.
        if (depth == 0 && position < end && buffer[position] > ' ')
        {
            throw Unexpected("a blank");
        }

        return token;
    }

    private JsonToken SpecialNumber()
    {
        ReadOnlySpan<byte> rest = buffer.AsSpan(position, end - position);
        (int length, double value) =
            rest.StartsWith("NaN"u8) ? (3, double.NaN)
            : rest.StartsWith("Infinity"u8) ? (8, double.PositiveInfinity)
            : rest.StartsWith("+Infinity"u8) ? (9, double.PositiveInfinity)
            : rest.StartsWith("-Infinity"u8) ? (9, double.NegativeInfinity)
            : rest.StartsWith("+INF"u8) ? (4, double.PositiveInfinity)
            : rest.StartsWith("-INF"u8) ? (4, double.NegativeInfinity)
            : throw Unexpected("a number");
        valueStart = position;
        position += length;
        valueEnd = position;
        RequireWordEnd();
        (IsSpecial, specialValue) = (true, value);
        return JsonToken.Float;
    }

    private JsonToken Word(ReadOnlySpan<byte> word, JsonToken token)
    {
        if (!buffer.AsSpan(position, end - position).StartsWith(word))
        {
            throw Unexpected("true, false or null");
        }

        valueStart = position;
        position += word.Length;
        valueEnd = position;
        RequireWordEnd();
        return token;
    }

    private void RequireWordEnd()
    {
        if (position < end && (char.IsAsciiLetterOrDigit((char)buffer[position]) || buffer[position] is (byte)'_' or (byte)'$'))
        {
            throw Unexpected("the end of a word");
        }
    }

    private void RequireDigits()
    {
        int start = position;
        SkipDigits();
        if (position == start)
        {
            throw Unexpected("a digit");
        }
    }

    private void SkipDigits()
    {
        while (position < end && char.IsAsciiDigit((char)buffer[position]))
        {
            position++;
        }
    }

    private void SkipBlank()
    {
        while (position < end)
        {
            byte current = buffer[position];
            if (current is (byte)' ' or (byte)'\t' or (byte)'\n' or (byte)'\r')
            {
                position++;
            }
            else if (current == '/' && options.AllowComments)
            {
                SkipComment();
            }
            else
            {
                return;
            }
        }
    }

    private void SkipComment()
    {
        ReadOnlySpan<byte> rest = buffer.AsSpan(position, end - position);
        if (rest.StartsWith("/*"u8))
        {
            int close = rest[2..].IndexOf("*/"u8);
            position = close < 0 ? throw new JsonSyntaxException("a comment without an end", end) : position + close + 4;
        }
        else if (rest.StartsWith("//"u8))
        {
            int lineEnd = rest.IndexOfAny((byte)'\n', (byte)'\r');
            position = lineEnd < 0 ? end : position + lineEnd;
        }
        else
        {
            throw Unexpected("a comment");
        }
    }

    private byte Peek() => position < end ? buffer[position] : throw new JsonSyntaxException("the text ends too early", end);

    private JsonSyntaxException Unexpected(string wanted) => new($"expected {wanted}", position);

    private static bool IsHex(ReadOnlySpan<byte> digits)
    {
        foreach (byte digit in digits)
        {
            if (!char.IsAsciiHexDigit((char)digit))
            {
                return false;
            }
        }

        return true;
    }

    private string Decode(int from, int to, bool hasEscapes)
    {
        ReadOnlySpan<byte> bytes = buffer.AsSpan(from, to - from);
        if (!hasEscapes)
        {
            return Encoding.UTF8.GetString(bytes);
        }

        var text = new StringBuilder(bytes.Length);
        while (!bytes.IsEmpty)
        {
            int escape = bytes.IndexOf((byte)'\\');
            if (escape < 0)
            {
                return text.Append(Encoding.UTF8.GetString(bytes)).ToString();
            }

            text.Append(Encoding.UTF8.GetString(bytes[..escape]));
            byte kind = bytes[escape + 1];
            bytes = bytes[(escape + 2)..];
            switch (kind)
            {
                case (byte)'b': text.Append('\b'); break;
                case (byte)'f': text.Append('\f'); break;
                case (byte)'n': text.Append('\n'); break;
                case (byte)'r': text.Append('\r'); break;
                case (byte)'t': text.Append('\t'); break;
                case (byte)'u':
                    text.Append((char)ushort.Parse(bytes[..4], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture));
                    bytes = bytes[4..];
                    break;
                case < 0x80: text.Append((char)kind); break;
                default:
                    // An escaped character of several bytes stands for itself: give its first byte back.
                    int length = bytes.Length + 1;
                    bytes = buffer.AsSpan(to - length, length);
                    int next = bytes[1..].IndexOf((byte)'\\');
                    int take = next < 0 ? bytes.Length : next + 1;
                    text.Append(Encoding.UTF8.GetString(bytes[..take]));
                    bytes = bytes[take..];
                    break;
            }
        }

        return text.ToString();
    }

    private struct Level
    {
        public bool IsObject;
        public bool IsFirst;
        public int NameStart;
        public int NameEnd;
        public bool NameHasEscapes;
    }
}
