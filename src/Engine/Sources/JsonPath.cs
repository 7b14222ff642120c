using System.Globalization;
using System.Text;

namespace Grader.Engine.Sources;

/// <summary>Paths of <c>get_json_object</c>: <c>$.a['b'][0][*].c</c>, by Hive's rules as Spark keeps them.</summary>
internal sealed class JsonPath
{
    private readonly Step[] steps;

    private JsonPath(Step[] steps) => this.steps = steps;

    private enum StepKind { Name, AnyName, Index, AnyIndex }

    private enum Style { Raw, Quoted, Flattened }

    /// <summary>Null where the text is no path.</summary>
    public static JsonPath? TryParse(string text)
    {
        List<Step> steps = [];
        int at = 1;
        if (!text.StartsWith('$'))
        {
            return null;
        }

        while (at < text.Length)
        {
            if (TakeName(text, ref at, steps) || TakeSubscript(text, ref at, steps))
            {
                continue;
            }

            return null;
        }

        return new JsonPath([.. steps]);
    }

    /// <summary>What the path finds, strings without quotes; null where it finds nothing or the text is no JSON.</summary>
    public string? Evaluate(JsonTokenizer json, string text)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(text);
        json.Reset(bytes, 0, bytes.Length);
        var output = new JsonFragment();
        try
        {
            json.Next();
            return Find(json, output, Style.Raw, 0) ? output.ToString() : null;
        }
        catch (JsonSyntaxException)
        {
            return null;
        }
    }

    private static bool TakeName(string text, ref int at, List<Step> steps)
    {
        if (text[at] == '.')
        {
            int end = text.AsSpan(at + 1).IndexOfAny('.', '[') is var found && found < 0 ? text.Length : at + 1 + found;
            string name = text[(at + 1)..end];
            steps.Add(name == "*" ? new Step(StepKind.AnyName) : new Step(StepKind.Name, name));
            at = end;
            return name.Length > 0;
        }

        if (string.CompareOrdinal(text, at, "['", 0, 2) == 0)
        {
            int end = text.IndexOf('\'', at + 2);
            string name = end < 0 ? "" : text[(at + 2)..end];
            steps.Add(name == "*" ? new Step(StepKind.AnyName) : new Step(StepKind.Name, name));
            at = end + 2;
            return name.Length > 0 && !name.Contains('?', StringComparison.Ordinal) && end + 1 < text.Length && text[end + 1] == ']';
        }

        return false;
    }

    private static bool TakeSubscript(string text, ref int at, List<Step> steps)
    {
        int end = text[at] == '[' ? text.IndexOf(']', at) : -1;
        if (end < 0)
        {
            return false;
        }

        string index = text[(at + 1)..end].Trim();
        at = end + 1;
        if (index == "*")
        {
            steps.Add(new Step(StepKind.AnyIndex));
            return true;
        }

        bool isNumber = long.TryParse(index, NumberStyles.None, CultureInfo.InvariantCulture, out long number);
        steps.Add(new Step(StepKind.Index, "", number));
        return isNumber;
    }

    // Depth is bounded twice: by the tokenizer's nesting and by the path's steps.
    private bool Find(JsonTokenizer json, JsonFragment output, Style style, int step)
    {
        bool isLast = step == steps.Length;
        switch (json.Token)
        {
            case JsonToken.String when isLast && style == Style.Raw:
                output.Raw(json.Text);
                return true;
            case JsonToken.StartArray when isLast && style == Style.Flattened:
                return Each(json, output, style, step) > 0;
            case not JsonToken.EndOfInput when isLast:
                output.Value(JsonText.Rewrite(json));
                return true;
            case JsonToken.StartObject when steps[step].Kind is StepKind.Name or StepKind.AnyName:
                return FindField(json, output, style, step);
            case JsonToken.StartArray when steps[step].Kind == StepKind.AnyIndex && step + 1 < steps.Length && steps[step + 1].Kind == StepKind.AnyIndex:
                output.Open();
                int found = Each(json, output, Style.Flattened, step + 2);
                output.Close();
                return found > 0;
            case JsonToken.StartArray when steps[step].Kind == StepKind.AnyIndex && style != Style.Quoted:
                return FindAny(json, output, style, step);
            case JsonToken.StartArray when steps[step].Kind == StepKind.AnyIndex:
                output.Open();
                int count = Each(json, output, Style.Quoted, step + 1);
                output.Close();
                return count > 0;
            case JsonToken.StartArray when steps[step].Kind == StepKind.Index:
                return FindIndex(json, output, step + 1 < steps.Length && steps[step + 1].Kind == StepKind.AnyIndex ? Style.Quoted : style, step);
            default:
                json.SkipChildren();
                return false;
        }
    }

    private bool FindField(JsonTokenizer json, JsonFragment output, Style style, int step)
    {
        bool isFound = false;
        while (json.Next() != JsonToken.EndObject)
        {
            bool matches = !isFound && (steps[step].Kind == StepKind.AnyName || (json.TryName(out ReadOnlySpan<byte> name) && Encoding.UTF8.GetString(name) == steps[step].Name));
            json.Next();
            if (matches && (json.Token != JsonToken.Null || steps[step].Kind == StepKind.AnyName))
            {
                isFound = Find(json, output, style, step + 1);
            }
            else
            {
                json.SkipChildren();
            }
        }

        return isFound;
    }

    // One match stands without an array around it.
    private bool FindAny(JsonTokenizer json, JsonFragment output, Style style, int step)
    {
        var matches = new JsonFragment();
        int count = Each(json, matches, style == Style.Raw ? Style.Quoted : Style.Flattened, step + 1);
        if (count > 0)
        {
            output.Value(count > 1 ? $"[{matches}]" : matches.ToString());
        }

        return count > 0;
    }

    private bool FindIndex(JsonTokenizer json, JsonFragment output, Style style, int step)
    {
        bool isFound = false;
        for (long i = 0; json.Next() != JsonToken.EndArray; i++)
        {
            if (i == steps[step].Index)
            {
                isFound = Find(json, output, style, step + 1);
            }
            else
            {
                json.SkipChildren();
            }
        }

        return isFound;
    }

    private int Each(JsonTokenizer json, JsonFragment output, Style style, int step)
    {
        int count = 0;
        while (json.Next() != JsonToken.EndArray)
        {
            count += Find(json, output, style, step) ? 1 : 0;
        }

        return count;
    }

    private readonly record struct Step(StepKind Kind, string Name = "", long Index = 0);

    /// <summary>Values one after the other, with commas between them.</summary>
    private sealed class JsonFragment
    {
        private readonly StringBuilder text = new();
        private bool needsComma;

        public void Raw(string value) => Value(value);

        public void Value(string value)
        {
            text.Append(needsComma ? "," : "").Append(value);
            needsComma = true;
        }

        public void Open()
        {
            text.Append(needsComma ? ",[" : "[");
            needsComma = false;
        }

        public void Close()
        {
            text.Append(']');
            needsComma = true;
        }

        public override string ToString() => text.ToString();
    }
}
