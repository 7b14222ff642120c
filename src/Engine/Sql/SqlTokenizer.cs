using System.Text;

namespace Grader.Engine.Sql;

/// <summary>Cuts SQL text into tokens by Spark's lexical rules.</summary>
internal static class SqlTokenizer
{
    private static readonly string[] LongSymbols = ["<=>", "<>", "!=", "<=", ">=", "==", "||", "->", "=>"];

    public static IReadOnlyList<SqlToken> Tokenize(string text)
    {
        List<SqlToken> tokens = [];
        int position = 0;
        while (true)
        {
            position = SkipBlanks(text, position);
            if (position == text.Length)
            {
                tokens.Add(new SqlToken(SqlTokenKind.End, "", position, position));
                return tokens;
            }

            SqlToken token = Next(text, position);
            tokens.Add(token);
            position = token.End;
        }
    }

    private static int SkipBlanks(string text, int position)
    {
        while (position < text.Length)
        {
            if (char.IsWhiteSpace(text[position]))
            {
                position++;
            }
            else if (text.AsSpan(position).StartsWith("--"))
            {
                int end = text.IndexOf('\n', position);
                position = end < 0 ? text.Length : end + 1;
            }
            else if (text.AsSpan(position).StartsWith("/*"))
            {
                position = AfterComment(text, position);
            }
            else
            {
                break;
            }
        }

        return position;
    }

    /// <summary>Bracketed comments nest; hints are comments to us, since none changes a row.</summary>
    private static int AfterComment(string text, int start)
    {
        int nesting = 0;
        for (int i = start; i + 1 < text.Length; i++)
        {
            if (text[i] == '/' && text[i + 1] == '*')
            {
                nesting++;
                i++;
            }
            else if (text[i] == '*' && text[i + 1] == '/')
            {
                nesting--;
                i++;
                if (nesting == 0)
                {
                    return i + 1;
                }
            }
        }

        throw SqlSyntax.At(text, start, "UNCLOSED_BRACKETED_COMMENT", "Found an unclosed bracketed comment. Please, append */ at the end of the comment.");
    }

    private static SqlToken Next(string text, int start)
    {
        char c = text[start];
        if (c is '\'' or '"')
        {
            return StringToken(text, start, start, isRaw: false);
        }

        if (c is 'r' or 'R' && start + 1 < text.Length && text[start + 1] is '\'' or '"' && c is 'r' or 'R')
        {
            return StringToken(text, start, start + 1, isRaw: true);
        }

        if (c == '`')
        {
            return QuotedIdentifier(text, start);
        }

        if (char.IsAsciiDigit(c) || (c == '.' && start + 1 < text.Length && char.IsAsciiDigit(text[start + 1])))
        {
            return Number(text, start);
        }

        if (char.IsLetter(c) || c == '_')
        {
            int end = start + 1;
            while (end < text.Length && (char.IsLetterOrDigit(text[end]) || text[end] == '_'))
            {
                end++;
            }

            return new SqlToken(SqlTokenKind.Word, text[start..end], start, end);
        }

        foreach (string symbol in LongSymbols)
        {
            if (text.AsSpan(start).StartsWith(symbol))
            {
                return new SqlToken(SqlTokenKind.Symbol, symbol, start, start + symbol.Length);
            }
        }

        return new SqlToken(SqlTokenKind.Symbol, c.ToString(), start, start + 1);
    }

    private static SqlToken StringToken(string text, int start, int quoteAt, bool isRaw)
    {
        char quote = text[quoteAt];
        var value = new StringBuilder();
        for (int i = quoteAt + 1; i < text.Length; i++)
        {
            if (text[i] == quote)
            {
                return new SqlToken(SqlTokenKind.String, value.ToString(), start, i + 1);
            }

            if (text[i] == '\\' && !isRaw && i + 1 < text.Length)
            {
                i = Escape(text, i + 1, value);
            }
            else
            {
                value.Append(text[i]);
            }
        }

        // Spark's lexer takes the quote as a character of its own.
        throw SqlSyntax.Error(text, quote.ToString(), quoteAt);
    }

    /// <summary>Resolves the escape whose letter stands at <paramref name="at"/>; returns the place of its last character.</summary>
    private static int Escape(string text, int at, StringBuilder value)
    {
        char c = text[at];
        if (c == 'u' && at + 4 < text.Length && int.TryParse(text.AsSpan(at + 1, 4), System.Globalization.NumberStyles.AllowHexSpecifier, null, out int code))
        {
            value.Append((char)code);
            return at + 4;
        }

        if (c is >= '0' and <= '1' && at + 2 < text.Length && IsOctal(text[at + 1]) && IsOctal(text[at + 2]))
        {
            value.Append((char)((c - '0') * 64 + (text[at + 1] - '0') * 8 + (text[at + 2] - '0')));
            return at + 2;
        }

        value.Append(c switch
        {
            '0' => "\0",
            'b' => "\b",
            'n' => "\n",
            'r' => "\r",
            't' => "\t",
            'Z' => "\u001A",
            '%' => "\\%", // kept for LIKE
            '_' => "\\_",
            _ => c.ToString(),
        });
        return at;
    }

    private static bool IsOctal(char c) => c is >= '0' and <= '7';

    private static SqlToken QuotedIdentifier(string text, int start)
    {
        var value = new StringBuilder();
        for (int i = start + 1; i < text.Length; i++)
        {
            if (text[i] != '`')
            {
                value.Append(text[i]);
            }
            else if (i + 1 < text.Length && text[i + 1] == '`')
            {
                value.Append('`');
                i++;
            }
            else
            {
                return new SqlToken(SqlTokenKind.QuotedIdentifier, value.ToString(), start, i + 1);
            }
        }

        throw SqlSyntax.Error(text, "`", start);
    }

    private static SqlToken Number(string text, int start)
    {
        int end = Digits(text, start);
        if (end < text.Length && text[end] == '.')
        {
            end = Digits(text, end + 1);
        }

        if (end < text.Length && text[end] is 'e' or 'E')
        {
            int exponent = end + 1 < text.Length && text[end + 1] is '+' or '-' ? end + 2 : end + 1;
            if (exponent < text.Length && char.IsAsciiDigit(text[exponent]))
            {
                end = Digits(text, exponent);
            }
        }

        // The suffix belongs to the number: 1L, 2S, 3Y, 4D, 5F, 6BD. With any other letters it is a name: a name may begin with a digit.
        int suffix = end;
        while (end < text.Length && (char.IsLetterOrDigit(text[end]) || text[end] == '_'))
        {
            end++;
        }

        bool isName = end > suffix && text[suffix..end].ToUpperInvariant() is not ("L" or "S" or "Y" or "D" or "F" or "BD")
            && text[start..end].All(c => char.IsLetterOrDigit(c) || c == '_');
        return new SqlToken(isName ? SqlTokenKind.Word : SqlTokenKind.Number, text[start..end], start, end);
    }

    private static int Digits(string text, int position)
    {
        while (position < text.Length && char.IsAsciiDigit(text[position]))
        {
            position++;
        }

        return position;
    }
}
