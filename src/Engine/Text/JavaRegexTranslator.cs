using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Grader.Engine.Text;

/// <summary>What matching a piece of a pattern may cost a backtracking matcher, and how large it is when its counts are written out.</summary>
/// <param name="Degree">Quantifiers in a row that may share a text in many ways: the cost grows with the text's length to that power.</param>
/// <param name="IsExponential">A quantified piece can itself be read in several ways.</param>
/// <param name="HasChoice">An alternation is in it.</param>
/// <param name="Size">Single characters and classes, repetitions counted.</param>
internal readonly record struct PatternCost(int Degree, bool IsExponential, bool HasChoice, long Size);

/// <summary>A Java pattern as .NET writes it.</summary>
/// <param name="NeedsBacktracking">It looks around, refers back or forbids to go back, which a matcher in linear time cannot do.</param>
/// <param name="GroupNames">Java counts named groups like the others, .NET behind them: names become numbers.</param>
internal sealed record TranslatedPattern(
    string Text, RegexOptions Options, bool NeedsBacktracking, PatternCost Cost, int GroupCount, IReadOnlyDictionary<string, int> GroupNames);

/// <summary>The pattern is none in Java, or none that this engine takes.</summary>
internal sealed class JavaRegexSyntaxException(string message, bool isUnsupported = false) : Exception(message)
{
    public bool IsUnsupported { get; } = isUnsupported;
}

/// <summary>Reads java.util.regex syntax and writes .NET's: classes that are ASCII-only, possessive quantifiers, numbering of groups, quoting.</summary>
internal sealed class JavaRegexTranslator
{
    private const int MaxLength = 10_000;
    private const int MaxDepth = 100;

    private const string AnyButLineEnds = @"[^\n\r\u0085\u2028\u2029]";
    private const string LineEnd = @"(?:\r\n|[\n\v\f\r\u0085\u2028\u2029])";

    private readonly string pattern;
    private readonly StringBuilder output = new();
    private readonly Dictionary<string, int> names = new(StringComparer.Ordinal);
    private int position;
    private int depth;
    private int groups;
    private int highestReference;
    private bool needsBacktracking;
    private bool dotAll;
    private bool ignoresBlanks;

    private JavaRegexTranslator(string pattern) => this.pattern = pattern;

    /// <exception cref="JavaRegexSyntaxException">No pattern, or one that has no equal in .NET.</exception>
    public static TranslatedPattern Translate(string pattern)
    {
        if (pattern.Length > MaxLength)
        {
            throw new JavaRegexSyntaxException($"A regular expression of more than {MaxLength} characters is more than this engine takes", isUnsupported: true);
        }

        var translator = new JavaRegexTranslator(pattern);
        PatternCost cost = translator.Alternatives();
        return translator.position < pattern.Length ? throw new JavaRegexSyntaxException("Unmatched closing ')'")
            : translator.highestReference > translator.groups ? throw new JavaRegexSyntaxException($"Group {translator.highestReference} does not exist")
            : new TranslatedPattern(translator.output.ToString(), RegexOptions.CultureInvariant, translator.needsBacktracking, cost, translator.groups, translator.names);
    }

    private bool AtEnd => position >= pattern.Length;

    private PatternCost Alternatives()
    {
        if (++depth > MaxDepth)
        {
            throw new JavaRegexSyntaxException($"A regular expression nested more than {MaxDepth} levels deep is more than this engine takes", isUnsupported: true);
        }

        PatternCost total = Sequence();
        while (!AtEnd && pattern[position] == '|')
        {
            output.Append(pattern[position++]);
            PatternCost next = Sequence();
            total = new PatternCost(Math.Max(total.Degree, next.Degree), total.IsExponential || next.IsExponential, true, total.Size + next.Size);
        }

        depth--;
        return total;
    }

    private PatternCost Sequence()
    {
        PatternCost total = default;
        while (!AtEnd && pattern[position] is not ('|' or ')'))
        {
            if (SkipIgnored())
            {
                continue;
            }

            int start = output.Length;
            PatternCost piece = Quantified(Atom(), start);
            total = new PatternCost(total.Degree + piece.Degree, total.IsExponential || piece.IsExponential, total.HasChoice || piece.HasChoice, total.Size + piece.Size);
        }

        return total;
    }

    private bool SkipIgnored()
    {
        if (!ignoresBlanks || !(char.IsWhiteSpace(pattern[position]) || pattern[position] == '#'))
        {
            return false;
        }

        if (pattern[position] == '#')
        {
            int end = pattern.IndexOf('\n', position);
            position = end < 0 ? pattern.Length : end;
        }
        else
        {
            position++;
        }

        return true;
    }

    private PatternCost Quantified(PatternCost atom, int start)
    {
        if (AtEnd || pattern[position] is not ('*' or '+' or '?' or '{'))
        {
            return atom;
        }

        int from = position;
        (int min, int? max) = Counts();
        string counts = pattern[from..position];
        bool isPossessive = !AtEnd && pattern[position] == '+';
        if (isPossessive)
        {
            output.Insert(start, "(?>").Append(counts).Append(')');
            needsBacktracking = true;
            position++;
        }
        else
        {
            output.Append(counts);
            if (!AtEnd && pattern[position] == '?')
            {
                output.Append(pattern[position++]);
            }
        }

        if (!AtEnd && pattern[position] is '*' or '+' or '?')
        {
            throw new JavaRegexSyntaxException($"Dangling meta character '{pattern[position]}'");
        }

        bool isVariable = min != max && max != 1;
        bool isExponential = atom.IsExponential || (isVariable && !isPossessive && (atom.Degree > 0 || atom.HasChoice));
        long size = Math.Min(atom.Size * Math.Max(1, Math.Max(min, max ?? min)), int.MaxValue);
        return new PatternCost(isPossessive ? 0 : atom.Degree + (isVariable ? 1 : 0), isExponential, atom.HasChoice, size);
    }

    private (int Min, int? Max) Counts()
    {
        switch (pattern[position++])
        {
            case '*':
                return (0, null);
            case '+':
                return (1, null);
            case '?':
                return (0, 1);
        }

        int end = pattern.IndexOf('}', position);
        string[] parts = end < 0 ? [] : pattern[position..end].Split(',');
        if (parts.Length is < 1 or > 2 || !TryCount(parts[0], out int min))
        {
            throw new JavaRegexSyntaxException("Illegal repetition");
        }

        position = end + 1;
        int? max = parts.Length == 1 ? min : parts[1].Length == 0 ? null : TryCount(parts[1], out int most) ? most : throw new JavaRegexSyntaxException("Unclosed counted closure");
        return max < min ? throw new JavaRegexSyntaxException("Illegal repetition range") : (min, max);
    }

    private static bool TryCount(string text, out int count) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out count);

    private PatternCost Atom()
    {
        char c = pattern[position];
        switch (c)
        {
            case '(':
                return Group();
            case '[':
                position++;
                output.Append('[').Append(new JavaCharacterClass(pattern, this).Read(ref position)).Append(']');
                return new PatternCost(0, false, false, 1);
            case '\\':
                position++;
                return Escape();
            case '*' or '+' or '?':
                throw new JavaRegexSyntaxException($"Dangling meta character '{c}'");
            case '{':
                throw new JavaRegexSyntaxException("Illegal repetition");
            case '.':
                position++;
                output.Append(dotAll ? @"[\s\S]" : AnyButLineEnds);
                return new PatternCost(0, false, false, 1);
            case '^' or '$':
                position++;
                output.Append(c);
                return default;
            default:
                position++;
                output.Append(Literal(c));
                return new PatternCost(0, false, false, 1);
        }
    }

    private PatternCost Group()
    {
        position++;
        (bool savedDotAll, bool savedBlanks) = (dotAll, ignoresBlanks);
        bool isAtomic = false;
        if (At("?"))
        {
            position++;
            if (At(":") || At("=") || At("!") || At(">"))
            {
                isAtomic = pattern[position] != ':';
                needsBacktracking |= isAtomic;
                output.Append("(?").Append(pattern[position++]);
            }
            else if (At("<=") || At("<!"))
            {
                isAtomic = needsBacktracking = true;
                output.Append("(?").Append(pattern.AsSpan(position, 2));
                position += 2;
            }
            else if (At("<"))
            {
                int end = pattern.IndexOf('>', position);
                string name = end < 0 ? "" : pattern[(position + 1)..end];
                if (name.Length == 0 || !char.IsAsciiLetter(name[0]) || !name.All(char.IsAsciiLetterOrDigit) || !names.TryAdd(name, groups + 1))
                {
                    throw new JavaRegexSyntaxException("Illegal group name");
                }

                groups++;
                position = end + 1;
                output.Append('(');
            }
            else if (Flags())
            {
                return default;
            }
        }
        else
        {
            groups++;
            output.Append('(');
        }

        PatternCost inner = Alternatives();
        if (!At(")"))
        {
            throw new JavaRegexSyntaxException("Unclosed group");
        }

        position++;
        output.Append(')');
        (dotAll, ignoresBlanks) = (savedDotAll, savedBlanks);
        return inner with { Size = Math.Max(1, inner.Size), HasChoice = inner.HasChoice && !isAtomic };
    }

    /// <summary>Flags for the rest of the group, or for a group of their own; true where no group follows.</summary>
    private bool Flags()
    {
        bool on = true;
        var kept = new StringBuilder();
        for (; !AtEnd && pattern[position] is not (')' or ':'); position++)
        {
            switch (pattern[position])
            {
                case '-':
                    on = false;
                    kept.Append('-');
                    break;
                case 's':
                    dotAll = on;
                    break;
                case 'x':
                    ignoresBlanks = on;
                    break;
                case 'i' or 'm':
                    kept.Append(pattern[position]);
                    break;
                case 'u' or 'd':
                    break;
                default:
                    throw new JavaRegexSyntaxException($"Unknown inline modifier '{pattern[position]}'", isUnsupported: pattern[position] is 'U');
            }
        }

        if (AtEnd)
        {
            throw new JavaRegexSyntaxException("Unknown inline modifier");
        }

        string flags = kept.ToString().TrimEnd('-');
        bool ends = pattern[position++] == ')';
        output.Append(ends ? (flags.Length == 0 ? "" : $"(?{flags})") : $"(?{flags}:");
        return ends;
    }

    private PatternCost Escape()
    {
        if (AtEnd)
        {
            throw new JavaRegexSyntaxException("Unexpected internal error");
        }

        char c = pattern[position++];
        switch (c)
        {
            case 'Q':
                int end = pattern.IndexOf("\\E", position, StringComparison.Ordinal);
                string quoted = end < 0 ? pattern[position..] : pattern[position..end];
                position = end < 0 ? pattern.Length : end + 2;
                output.Append(string.Concat(quoted.Select(Literal)));
                return new PatternCost(0, false, false, quoted.Length);
            case 'E':
                return default;
            case 'A' or 'z' or 'Z' or 'b' or 'B':
                output.Append('\\').Append(c);
                return default;
            case 'R':
                output.Append(LineEnd);
                return new PatternCost(0, false, false, 2);
            case 'G' or 'X' or 'N':
                throw new JavaRegexSyntaxException($"\\{c} in a regular expression is not supported by this engine", isUnsupported: true);
            case 'k':
                return NamedReference();
            case >= '1' and <= '9':
                return Reference(c - '0');
        }

        position--;
        output.Append(ClassEscape(inClass: false, out _));
        return new PatternCost(0, false, false, 1);
    }

    private PatternCost NamedReference()
    {
        int end = At("<") ? pattern.IndexOf('>', position) : -1;
        if (end < 0 || !names.TryGetValue(pattern[(position + 1)..end], out int number))
        {
            throw new JavaRegexSyntaxException("named capturing group is missing");
        }

        position = end + 1;
        needsBacktracking = true;
        output.Append(CultureInfo.InvariantCulture, $"(?:\\{number})");
        return new PatternCost(0, false, false, 1);
    }

    // More digits belong to the number while so many groups exist.
    private PatternCost Reference(int number)
    {
        while (!AtEnd && char.IsAsciiDigit(pattern[position]) && number * 10 + pattern[position] - '0' <= groups)
        {
            number = number * 10 + pattern[position++] - '0';
        }

        needsBacktracking = true;
        highestReference = Math.Max(highestReference, number);
        output.Append(CultureInfo.InvariantCulture, $"(?:\\{number})");
        return new PatternCost(0, false, false, 1);
    }

    /// <summary>An escape that stands for one character or a class of them; the position is behind the backslash.</summary>
    internal string ClassEscape(bool inClass, out bool isSingle)
    {
        char c = pattern[position++];
        isSingle = false;
        string? members = c switch
        {
            'd' => "0-9",
            'w' => "a-zA-Z_0-9",
            's' => @" \t\n\v\f\r",
            'h' => @" \t\u00A0\u1680\u180E\u2000-\u200A\u202F\u205F\u3000",
            'v' => @"\n\v\f\r\u0085\u2028\u2029",
            _ => null,
        };
        if (members is not null)
        {
            return inClass ? members : $"[{members}]";
        }

        if (c is 'D' or 'W' or 'S' or 'H' or 'V')
        {
            position--;
            return JavaCharacterClass.Complement(c, inClass) is { } complement ? Advance(complement) : throw new JavaRegexSyntaxException($"\\{c} in a class is not supported by this engine", isUnsupported: true);
        }

        if (c is 'p' or 'P')
        {
            return JavaCharacterClass.Property(PropertyName(), c == 'P', inClass);
        }

        isSingle = true;
        return Literal(SingleCharacter(c));
    }

    private string Advance(string result)
    {
        position++;
        return result;
    }

    private string PropertyName()
    {
        if (!At("{"))
        {
            return AtEnd ? throw new JavaRegexSyntaxException("Unknown character property") : pattern[position++].ToString();
        }

        int end = pattern.IndexOf('}', position);
        if (end < 0)
        {
            throw new JavaRegexSyntaxException("Unclosed character family");
        }

        string name = pattern[(position + 1)..end];
        position = end + 1;
        return name;
    }

    private char SingleCharacter(char c)
    {
        switch (c)
        {
            case 't': return '\t';
            case 'n': return '\n';
            case 'r': return '\r';
            case 'f': return '\f';
            case 'a': return '\a';
            case 'e': return '\u001B';
            case 'x' when At("{"):
                int end = pattern.IndexOf('}', position);
                string digits = end < 0 ? "" : pattern[(position + 1)..end];
                position = end + 1;
                return digits.Length <= 4 ? Hex(digits) : throw new JavaRegexSyntaxException("\\x{…} beyond U+FFFF is not supported by this engine", isUnsupported: true);
            case 'x': return HexOf(2);
            case 'u': return HexOf(4);
            case '0':
                int start = position;
                while (!AtEnd && pattern[position] is >= '0' and <= '7' && position - start < (pattern[start] <= '3' ? 3 : 2))
                {
                    position++;
                }

                return position == start ? throw new JavaRegexSyntaxException("Illegal octal escape sequence") : (char)Convert.ToInt32(pattern[start..position], 8);
            case 'c' when !AtEnd: return (char)(pattern[position++] ^ 64);
            default: return char.IsAsciiLetter(c) ? throw new JavaRegexSyntaxException("Illegal/unsupported escape sequence") : c;
        }
    }

    private char HexOf(int count)
    {
        if (position + count > pattern.Length)
        {
            throw new JavaRegexSyntaxException("Illegal hexadecimal escape sequence");
        }

        position += count;
        return Hex(pattern[(position - count)..position]);
    }

    private static char Hex(string digits) => ushort.TryParse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out ushort value)
        ? (char)value
        : throw new JavaRegexSyntaxException("Illegal hexadecimal escape sequence");

    private bool At(string expected) => string.CompareOrdinal(pattern, position, expected, 0, expected.Length) == 0;

    /// <summary>One character that means itself, inside of a class as well as outside.</summary>
    internal static string Literal(char c) => char.IsAsciiLetterOrDigit(c) || c is '_' or ',' or ':' or ';' or '<' or '>' or '=' or '"' or '\'' or '@' or '%' or '~' or '`' or '/' || c > '\u00FF'
        ? c.ToString()
        : $"\\u{(int)c:X4}";

    /// <summary>Reads an escape inside of a class at the position that the class reader stands at.</summary>
    internal string EscapeInClass(ref int at, out bool isSingle)
    {
        position = at;
        string members = AtEnd ? throw new JavaRegexSyntaxException("Unclosed character class") : ClassEscape(inClass: true, out isSingle);
        at = position;
        return members;
    }
}
