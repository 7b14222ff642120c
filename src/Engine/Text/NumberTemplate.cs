using System.Globalization;
using System.Numerics;
using System.Text;
using Grader.Plans.Types;

namespace Grader.Engine.Text;

/// <summary>The templates of <c>to_number</c> and <c>to_char</c>: <c>0 9 . D , G $ S MI PR</c>.</summary>
internal sealed class NumberTemplate
{
    private readonly List<Part> parts;

    private NumberTemplate(List<Part> parts) => this.parts = parts;

    private enum PartKind { Digits, Point, Dollar, Sign, Minus, Open, Close }

    public int Scale { get; private init; }

    public int Precision { get; private init; }

    /// <param name="problem">Spark's subclass of INVALID_FORMAT and its sentence, where the text is no template.</param>
    public static NumberTemplate? TryParse(string text, out (string Subclass, string Words) problem)
    {
        problem = default;
        if (text.Length == 0)
        {
            problem = ("EMPTY", "The number format string cannot be empty.");
            return null;
        }

        List<Part> parts = Tokenize(text);
        int point = parts.FindIndex(part => part.Kind == PartKind.Point);
        int first = parts.FindIndex(part => part.Kind == PartKind.Digits), dollar = parts.FindIndex(part => part.Kind == PartKind.Dollar);
        List<Part> fraction = point < 0 ? [] : parts[(point + 1)..];
        if (parts.Find(part => part.Unknown is not null) is { } unknown)
        {
            problem = ("UNEXPECTED_TOKEN", $"Found the unexpected character '{unknown.Unknown}' in the format string; the structure of the format string must match: `[MI|S]` `[$]` `[0|9|G|,]*` `[.|D]` `[0|9]*` `[$]` `[PR|MI|S]`.");
        }
        else if (first < 0)
        {
            problem = ("WRONG_NUM_DIGIT", "The format string requires at least one number digit.");
        }
        else if (first < dollar)
        {
            problem = ("CUR_MUST_BEFORE_DIGIT", "Currency characters must appear before digits in the number format.");
        }
        else if (point >= 0 && point < dollar)
        {
            problem = ("CUR_MUST_BEFORE_DEC", "Currency characters must appear before any decimal point in the number format.");
        }
        else if (fraction.Exists(part => part.Kind == PartKind.Digits && part.Groups.Contains(',', StringComparison.Ordinal)))
        {
            problem = ("THOUSANDS_SEPS_MUST_BEFORE_DEC", "Thousands separators (, or G) may not appear after the decimal point in the number format.");
        }
        else if (parts.Exists(part => part.Kind == PartKind.Digits && part.Groups.Split(',').Any(group => group.Length == 0)))
        {
            problem = ("CONT_THOUSANDS_SEPS", "Thousands separators (, or G) must have digits in between them in the number format.");
        }
        else if (parts.Where(part => part.Kind != PartKind.Digits).GroupBy(part => part.Kind).FirstOrDefault(group => group.Count() > 1) is { } repeated)
        {
            problem = ("WRONG_NUM_TOKEN", $"At most one {Name(repeated.Key)} is allowed in the number format.");
        }
        else if (Unordered(parts) is { } misplaced)
        {
            problem = ("UNEXPECTED_TOKEN", $"Found the unexpected {misplaced} in the format string; the structure of the format string must match: `[MI|S]` `[$]` `[0|9|G|,]*` `[.|D]` `[0|9]*` `[$]` `[PR|MI|S]`.");
        }

        return problem.Subclass is not null ? null : new NumberTemplate(parts)
        {
            Scale = fraction.Sum(part => part.DigitCount),
            Precision = parts.Sum(part => part.DigitCount),
        };
    }

    /// <summary>Null where the text does not match.</summary>
    public SparkDecimal? Parse(string text)
    {
        var whole = new StringBuilder();
        var fraction = new StringBuilder();
        bool isPast = false, isOpen = false, isClosed = false, isNegative = false;
        int at = 0;
        foreach (Part part in parts)
        {
            char c = at < text.Length ? text[at] : '\0';
            switch (part.Kind)
            {
                case PartKind.Digits:
                    if (!TryDigits(part, text, ref at, isPast, isPast ? fraction : whole))
                    {
                        return null;
                    }

                    break;
                case PartKind.Point when c == '.':
                    isPast = true;
                    at++;
                    break;
                case PartKind.Dollar when c == '$':
                case PartKind.Sign when c == '+':
                    at++;
                    break;
                case PartKind.Dollar when c != '\0':
                    return null;
                case PartKind.Sign or PartKind.Minus when c == '-':
                    isNegative = !isNegative;
                    at++;
                    break;
                case PartKind.Open when c == '<':
                    isOpen = true;
                    at++;
                    break;
                case PartKind.Close when c == '>':
                    isClosed = true;
                    isNegative = !isNegative;
                    at++;
                    break;
            }
        }

        if (at < text.Length || isOpen != isClosed || whole.Length + fraction.Length == 0)
        {
            return null;
        }

        BigInteger unscaled = BigInteger.Parse(whole.ToString() + fraction.ToString().PadRight(Scale, '0'), CultureInfo.InvariantCulture);
        return new SparkDecimal(isNegative ? -unscaled : unscaled, Scale);
    }

    /// <summary>Too many digits give number signs.</summary>
    public string Format(SparkDecimal value)
    {
        int wholeDigits = Precision - Scale;
        string[] plain = value.ToString().TrimStart('-').Split('.');
        string whole = plain[0].TrimStart('0'), fraction = plain.Length > 1 ? plain[1].TrimEnd('0') : "";
        if (whole.Length > wholeDigits || fraction.Length > Scale)
        {
            (whole, fraction) = (new string('#', wholeDigits), new string('#', Scale));
        }

        (whole, fraction) = (whole.PadLeft(wholeDigits), fraction.PadRight(Scale, '0'));
        bool isNegative = value.Unscaled.Sign < 0, isPast = false;
        int wholeAt = 0, fractionAt = 0;
        var result = new StringBuilder();
        foreach (Part part in parts)
        {
            switch (part.Kind)
            {
                case PartKind.Digits when isPast:
                    result.Append(fraction, fractionAt, part.DigitCount);
                    fractionAt += part.DigitCount;
                    break;
                case PartKind.Digits:
                    AppendWhole(result, part, whole, ref wholeAt);
                    break;
                case PartKind.Point:
                    // A blank right before the point stands for no whole part.
                    if (result.Length > 0 && result[^1] == ' ')
                    {
                        result[^1] = '0';
                    }

                    result.Append('.');
                    isPast = true;
                    break;
                case PartKind.Dollar:
                    result.Append('$');
                    break;
                case PartKind.Sign:
                    AppendBeforeBlanks(result, isNegative ? '-' : '+');
                    break;
                case PartKind.Minus when isNegative:
                    AppendBeforeBlanks(result, '-');
                    break;
                case PartKind.Minus:
                    result.Append(' ');
                    break;
                case PartKind.Open when isNegative:
                    result.Append('<');
                    break;
                case PartKind.Close when isNegative:
                    AppendBeforeBlanks(result, '>');
                    break;
                case PartKind.Close:
                    result.Append("  ");
                    break;
            }
        }

        string text = Scale == 0 && result.ToString().IndexOf('.', StringComparison.Ordinal) is >= 0 and var lone ? result.ToString().Remove(lone, 1).Insert(lone, " ") : result.ToString();
        return text is "" or "+" or "-" ? "0" : text;
    }

    private static void AppendWhole(StringBuilder result, Part part, string whole, ref int at)
    {
        foreach (string group in part.Groups.Split(','))
        {
            if (group != part.Groups.Split(',')[0] || result.Length > 0 && at > 0)
            {
                if (result.Length > 0 && char.IsAsciiDigit(result[^1]))
                {
                    result.Append(',');
                }
                else
                {
                    AppendBlank(result);
                }
            }

            foreach (char _ in group)
            {
                char c = whole[at++];
                if (c != ' ')
                {
                    result.Append(c);
                }
                else if (group[0] == '0')
                {
                    result.Append('0');
                }
                else
                {
                    AppendBlank(result);
                }
            }
        }
    }

    // Signs move right, next to the digits.
    private static void AppendBlank(StringBuilder result)
    {
        int at = result.Length;
        while (at > 0 && result[at - 1] is '+' or '-' or '<')
        {
            at--;
        }

        result.Insert(at, ' ');
    }

    private static void AppendBeforeBlanks(StringBuilder result, char sign)
    {
        int at = result.Length;
        while (at > 0 && result[at - 1] == ' ')
        {
            at--;
        }

        result.Insert(at, sign);
    }

    // Groups are compared from the right: leading optional ones may be absent.
    private static bool TryDigits(Part part, string text, ref int at, bool isPast, StringBuilder digits)
    {
        List<int> sizes = [0];
        for (; at < text.Length && (char.IsAsciiDigit(text[at]) || text[at] == ',' || char.IsWhiteSpace(text[at])); at++)
        {
            if (text[at] == ',')
            {
                sizes.Add(0);
            }
            else if (char.IsAsciiDigit(text[at]))
            {
                sizes[^1]++;
                digits.Append(text[at]);
            }
        }

        string[] groups = part.Groups.Split(',');
        if (sizes.Count > groups.Length)
        {
            return false;
        }

        for (int i = 1; i <= groups.Length; i++)
        {
            int actual = i <= sizes.Count ? sizes[^i] : 0;
            bool isExact = groups[^i][0] == '0' && !isPast;
            if (isExact ? actual != groups[^i].Length : actual > groups[^i].Length)
            {
                return false;
            }
        }

        return true;
    }

    private static List<Part> Tokenize(string text)
    {
        List<Part> parts = [];
        for (int i = 0; i < text.Length; i++)
        {
            switch (text[i])
            {
                case '0' or '9' or ',' or 'G':
                    string digit = text[i] == 'G' ? "," : text[i].ToString();
                    if (parts.Count > 0 && parts[^1].Kind == PartKind.Digits)
                    {
                        parts[^1] = parts[^1] with { Groups = parts[^1].Groups + digit };
                    }
                    else
                    {
                        parts.Add(new Part(PartKind.Digits, digit));
                    }

                    break;
                case '.' or 'D':
                    parts.Add(new Part(PartKind.Point));
                    break;
                case '$':
                    parts.Add(new Part(PartKind.Dollar));
                    break;
                case 'S':
                    parts.Add(new Part(PartKind.Sign));
                    break;
                case 'M' when i + 1 < text.Length && text[i + 1] == 'I':
                    parts.Add(new Part(PartKind.Minus));
                    i++;
                    break;
                case 'P' when i + 1 < text.Length && text[i + 1] == 'R':
                    parts.Insert(0, new Part(PartKind.Open));
                    parts.Add(new Part(PartKind.Close));
                    i++;
                    break;
                default:
                    parts.Add(new Part(PartKind.Digits, "", text[i].ToString()));
                    break;
            }
        }

        return parts;
    }

    private static string? Unordered(List<Part> parts)
    {
        PartKind[][] order =
        [
            [PartKind.Open], [PartKind.Minus, PartKind.Sign], [PartKind.Dollar], [PartKind.Digits], [PartKind.Point], [PartKind.Digits], [PartKind.Dollar],
            [PartKind.Minus, PartKind.Sign, PartKind.Close],
        ];
        int at = 0;
        foreach (PartKind[] allowed in order)
        {
            at += at < parts.Count && allowed.Contains(parts[at].Kind) ? 1 : 0;
        }

        return at < parts.Count ? Name(parts[at].Kind) : null;
    }

    private static string Name(PartKind kind) => kind switch
    {
        PartKind.Point => ". or D",
        PartKind.Dollar => "$",
        PartKind.Sign => "S",
        PartKind.Minus => "MI",
        PartKind.Open or PartKind.Close => "PR",
        _ => "digit",
    };

    /// <param name="Groups">Of digits: zeros and nines as written, commas between groups.</param>
    private sealed record Part(PartKind Kind, string Groups = "", string? Unknown = null)
    {
        public int DigitCount => Groups.Count(c => c != ',');
    }
}
