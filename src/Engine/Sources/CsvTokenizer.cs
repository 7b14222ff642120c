using System.Text;
using Grader.Plans;

namespace Grader.Engine.Sources;

/// <summary>Cuts a CSV text into records and values, as univocity's parser does with Spark's settings.</summary>
/// <remarks>
/// A value that begins with a quote ends at the next quote before a delimiter, blanks included; where other text follows that quote the value is taken as it
/// stands, quotes and all, up to the next delimiter (STOP_AT_DELIMITER).
/// </remarks>
internal sealed class CsvTokenizer(CsvReadOptions options)
{
    private readonly StringBuilder value = new();
    private string text = "";
    private string? newLine;
    private int position;

    /// <summary>The values of a record that is one line.</summary>
    /// <returns>Empty where the line has nothing but blanks that are ignored.</returns>
    public List<string> Line(string line)
    {
        (text, newLine, position) = (line, null, 0);
        return Record();
    }

    /// <summary>The records of a whole file, in which values in quotes may have line ends.</summary>
    public IEnumerable<CsvText> Document(string document)
    {
        (text, newLine, position) = (document, options.LineSeparator ?? FirstLineEnd(document), 0);
        int line = 1;
        while (position < text.Length)
        {
            int start = position;
            bool isComment = options.Comment != CsvReadOptions.None && text[position] == options.Comment;
            List<string> values = isComment ? SkipLine() : Record();
            int length = position - start;
            position += AtLineEnd() ? newLine!.Length : 0;
            if (values.Count > 0)
            {
                yield return new CsvText(line, text.Substring(start, length), values);
            }

            line += newLine is null ? 0 : text.AsSpan(start, position - start).Count(newLine);
        }
    }

    private static string FirstLineEnd(string document)
    {
        int found = document.AsSpan().IndexOfAny('\n', '\r');
        return found < 0 || document[found] == '\n' ? "\n"
            : found + 1 < document.Length && document[found + 1] == '\n' ? "\r\n"
            : "\r";
    }

    private List<string> SkipLine()
    {
        int found = text.IndexOf(newLine!, position, StringComparison.Ordinal);
        position = found < 0 ? text.Length : found;
        return [];
    }

    private List<string> Record()
    {
        var values = new List<string>();
        while (true)
        {
            if (options.IgnoreLeadingWhiteSpace)
            {
                SkipBlanks();
            }

            if (AtEnd() && values.Count == 0)
            {
                return values;
            }

            values.Add(AtEnd() || AtDelimiter() ? options.NullValue : text[position] == options.Quote ? Quoted() : Unquoted());
            if (values.Count > options.MaxColumns)
            {
                throw new SparkException(new SparkError("TextParsingException", null,
                    $"java.lang.ArrayIndexOutOfBoundsException - {options.MaxColumns}\nHint: Number of columns processed may have exceeded limit of {options.MaxColumns} columns. "
                    + "Use settings.setMaxColumns(int) to define the maximum number of columns your input can have"));
            }

            if (AtEnd())
            {
                return values;
            }

            position += options.Delimiter.Length;
            if (AtEnd())
            {
                values.Add(options.NullValue);
                return values;
            }
        }
    }

    private string Unquoted()
    {
        int start = position;
        SkipToDelimiter();
        ReadOnlySpan<char> raw = text.AsSpan(start, position - start);
        raw = options.IgnoreTrailingWhiteSpace ? TrimEnd(raw) : raw;
        return raw.IsEmpty ? options.NullValue : raw.ToString();
    }

    private string Quoted()
    {
        value.Clear();
        position++;
        while (position < text.Length)
        {
            char current = text[position];
            char next = position + 1 < text.Length ? text[position + 1] : CsvReadOptions.None;
            bool hasNext = position + 1 < text.Length;
            if (hasNext && current == options.Escape && (next == options.Quote || (next == options.Escape && current == options.EscapeOfEscape)))
            {
                value.Append(next);
                position += 2;
            }
            else if (hasNext && current == options.EscapeOfEscape && next == options.Escape && current != options.Quote)
            {
                value.Append(next);
                position += 2;
            }
            else if (current != options.Quote)
            {
                value.Append(current);
                position++;
            }
            else
            {
                position++;
                if (position < text.Length && text[position] == options.Quote)
                {
                    // A quote after a quote is one of the value, and may be the last.
                    value.Append(options.Quote);
                    continue;
                }

                int afterQuote = position;
                SkipBlanks();
                if (AtEnd() || AtDelimiter())
                {
                    break;
                }

                position = afterQuote;
                return Unescaped();
            }
        }

        return value.Length == 0 ? options.EmptyValue : value.ToString();
    }

    // Text after the closing quote: the quote was not the closing one, and the value goes on to the delimiter.
    private string Unescaped()
    {
        int start = position;
        SkipToDelimiter();
        ReadOnlySpan<char> rest = text.AsSpan(start, position - start);
        rest = options.IgnoreTrailingWhiteSpace ? TrimEnd(rest) : rest;
        return $"{options.Quote}{value}{options.Quote}{rest}";
    }

    private void SkipToDelimiter()
    {
        while (!AtEnd() && !AtDelimiter())
        {
            position++;
        }
    }

    private void SkipBlanks()
    {
        while (!AtEnd() && text[position] <= ' ' && !AtDelimiter() && text[position] != options.Quote)
        {
            position++;
        }
    }

    private bool AtEnd() => position >= text.Length || AtLineEnd();

    private bool AtLineEnd() => newLine is not null && string.CompareOrdinal(text, position, newLine, 0, newLine.Length) == 0 && position < text.Length;

    private bool AtDelimiter() => string.CompareOrdinal(text, position, options.Delimiter, 0, options.Delimiter.Length) == 0;

    private static ReadOnlySpan<char> TrimEnd(ReadOnlySpan<char> raw)
    {
        while (!raw.IsEmpty && raw[^1] <= ' ')
        {
            raw = raw[..^1];
        }

        return raw;
    }
}

/// <summary>A record as it stood and its values.</summary>
/// <param name="Line">Of its begin, from 1.</param>
internal readonly record struct CsvText(int Line, string Text, List<string> Values);
