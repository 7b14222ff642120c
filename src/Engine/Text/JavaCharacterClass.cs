using System.Text;

namespace Grader.Engine.Text;

/// <summary>Java's bracketed classes: unions by nesting, intersections by <c>&amp;&amp;</c>; .NET has subtraction only.</summary>
internal sealed class JavaCharacterClass(string pattern, JavaRegexTranslator escapes)
{
    private const string WordCharacters = "a-zA-Z_0-9";
    private const string Blanks = @" \t\n\v\f\r";

    /// <summary>Members in .NET's notation of the class that begins at the position, which moves behind its bracket.</summary>
    public string Read(ref int position)
    {
        var members = new StringBuilder();
        bool isNegated = position < pattern.Length && pattern[position] == '^';
        position += isNegated ? 1 : 0;
        int first = position;
        while (true)
        {
            if (position >= pattern.Length)
            {
                throw new JavaRegexSyntaxException("Unclosed character class");
            }

            char c = pattern[position++];
            if (c == ']' && position - 1 > first)
            {
                return members.Length == 0 ? throw new JavaRegexSyntaxException("Unclosed character class") : (isNegated ? "^" : "") + members;
            }

            if (c == '[')
            {
                string inner = Read(ref position);
                members.Append(inner.StartsWith('^') || inner.Contains("-[", StringComparison.Ordinal) ? throw Unsupported("A negated class inside of a class") : inner);
            }
            else if (c == '&' && position < pattern.Length && pattern[position] == '&')
            {
                position++;
                Subtract(members, isNegated, ref position);
            }
            else
            {
                Member(c, members, ref position);
            }
        }
    }

    /// <summary>The complement classes, which .NET can hold inside of another class only by its own names.</summary>
    public static string? Complement(char letter, bool inClass)
    {
        string members = letter switch
        {
            'D' => "0-9",
            'W' => WordCharacters,
            'S' => Blanks,
            'H' => @" \t\u00A0\u1680\u180E\u2000-\u200A\u202F\u205F\u3000",
            _ => @"\n\v\f\r\u0085\u2028\u2029",
        };
        return !inClass ? $"[^{members}]" : letter switch
        {
            'D' => @"\u0000-/:-\uFFFF",
            'W' => @"\u0000-/:-@\[-\^`{-\uFFFF",
            'S' => @"\u0000-\u0008\u000E-\u001F!-\uFFFF",
            _ => null,
        };
    }

    /// <summary>POSIX names are ASCII-only in Java; others are Unicode categories, blocks and scripts.</summary>
    public static string Property(string name, bool isNegated, bool inClass)
    {
        string? members = name switch
        {
            "Lower" or "javaLowerCase" => "a-z",
            "Upper" or "javaUpperCase" => "A-Z",
            "ASCII" => @"\u0000-\u007F",
            "Alpha" => "a-zA-Z",
            "Digit" => "0-9",
            "Alnum" => "a-zA-Z0-9",
            "Punct" => @"!-/:-@\[-`{-~",
            "Graph" => "!-~",
            "Print" => " -~",
            "Blank" => @" \t",
            "Cntrl" => @"\u0000-\u001F\u007F",
            "XDigit" => "0-9a-fA-F",
            "Space" => Blanks,
            "IsAlphabetic" => @"\p{L}\p{Nl}",
            "IsDigit" => @"\p{Nd}",
            "IsUppercase" => @"\p{Lu}",
            "IsLowercase" => @"\p{Ll}",
            "IsPunctuation" => @"\p{P}",
            "IsWhite_Space" => @"\s",
            "IsLatin" => "A-Za-z\u00AA\u00BA\u00C0-\u00D6\u00D8-\u00F6\u00F8-\u02B8\u1E00-\u1EFF",
            "IsCyrillic" => "\u0400-\u0484\u0487-\u052F\u1C80-\u1C88\u1D2B\u1D78\u2DE0-\u2DFF\uA640-\uA69F",
            "IsGreek" => "\u0370-\u0373\u0375-\u0377\u037A-\u037D\u037F\u0384\u0386\u0388-\u03E1\u03F0-\u03FF\u1F00-\u1FFE",
            _ => null,
        };
        if (members is not null)
        {
            return !inClass ? (isNegated ? $"[^{members}]" : $"[{members}]")
                : isNegated ? throw Unsupported($"\\P{{{name}}} in a class")
                : members;
        }

        string category = name.StartsWith("Is", StringComparison.Ordinal) ? name[2..] : name.StartsWith("general_category=", StringComparison.Ordinal) ? name[17..] : name;
        return category.Length is 1 or 2 && "LMNPSZC".Contains(category[0], StringComparison.Ordinal)
            ? $"\\{(isNegated ? 'P' : 'p')}{{{category}}}"
            : throw Unsupported($"The character property {name}");
    }

    private void Member(char c, StringBuilder members, ref int position)
    {
        string from = One(c, ref position, out bool isSingle);
        members.Append(from);
        if (!isSingle || position + 1 >= pattern.Length || pattern[position] != '-' || pattern[position + 1] is ']' or '[')
        {
            return;
        }

        position++;
        string to = One(pattern[position++], ref position, out bool endsRange);
        members.Append(endsRange ? "-" : "\\-").Append(to);
    }

    private string One(char c, ref int position, out bool isSingle)
    {
        isSingle = true;
        return c == '\\' ? escapes.EscapeInClass(ref position, out isSingle) : JavaRegexTranslator.Literal(c);
    }

    // [a-z&&[^aeiou]] is .NET's [a-z-[aeiou]]; the intersection with a plain class is the subtraction of its complement.
    private void Subtract(StringBuilder members, bool isNegated, ref int position)
    {
        if (isNegated || members.Length == 0 || position >= pattern.Length || pattern[position] != '[')
        {
            throw Unsupported("This intersection of classes");
        }

        position++;
        string other = Read(ref position);
        if (position >= pattern.Length || pattern[position] != ']')
        {
            throw Unsupported("This intersection of classes");
        }

        members.Append("-[").Append(other.StartsWith('^') ? other[1..] : "^" + other).Append(']');
    }

    private static JavaRegexSyntaxException Unsupported(string what) => new($"{what} in a regular expression is not supported by this engine", isUnsupported: true);
}
