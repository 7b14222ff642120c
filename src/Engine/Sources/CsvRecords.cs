using System.Text;
using Grader.Engine.Files;

namespace Grader.Engine.Sources;

/// <summary>The records of one CSV file: without blank lines and comments, the header still among them.</summary>
internal static class CsvRecords
{
    public static IEnumerable<CsvText> Read(Stream content, CsvReadOptions options)
    {
        var tokenizer = new CsvTokenizer(options);
        return options.MultiLine
            ? tokenizer.Document(TextEncoding.Decode(options.Encoding, WholeContent.Of(content)))
            : Lines(content, options).Where(line => IsRecord(line.Text, options)).Select(line => line with { Values = tokenizer.Line(line.Text) });
    }

    /// <summary>All lines, their values not cut.</summary>
    public static IEnumerable<CsvText> Lines(Stream content, CsvReadOptions options)
    {
        Stream utf8 = options.Encoding is { } encoding
            ? WholeContent.Stream(Encoding.UTF8.GetBytes(TextEncoding.Decode(encoding, WholeContent.Of(content))))
            : content;
        var lines = new LineReader(utf8, options.LineSeparator);
        for (int line = 1; lines.Next(); line++)
        {
            yield return new CsvText(line, Encoding.UTF8.GetString(lines.Buffer, lines.LineStart, lines.LineLength), []);
        }
    }

    public static bool IsRecord(string line, CsvReadOptions options) =>
        line.AsSpan().IndexOfAnyExceptInRange('\0', ' ') >= 0 && !(options.Comment != CsvReadOptions.None && line[0] == options.Comment);
}
