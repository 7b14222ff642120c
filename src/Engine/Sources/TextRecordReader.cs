using System.Text;
using Grader.Engine.Analysis;
using Grader.Engine.Expressions;
using Grader.Engine.Files;

namespace Grader.Engine.Sources;

/// <summary>One line of a text file as the only column <c>value STRING</c>; the whole file with the option <c>wholetext</c>.</summary>
public sealed class TextRecordReader(CaseInsensitiveOptions options)
{
    private readonly bool wholeText = JsonReadOptions.Flag(options, "wholetext", false);
    private readonly string? lineSeparator = options["lineSep"];

    /// <summary>Reads a file; lines count from 1.</summary>
    public IEnumerable<TextRecord> ReadFile(ReadOnlyMemory<byte> content) => Read(WholeContent.Stream(content));

    /// <summary>Reads a file from its beginning; lines count from 1.</summary>
    public IEnumerable<TextRecord> Read(Stream content)
    {
        if (wholeText)
        {
            yield return Record(1, Encoding.UTF8.GetString(WholeContent.Of(content)));
            yield break;
        }

        var lines = new LineReader(content, lineSeparator);
        for (int line = 1; lines.Next(); line++)
        {
            yield return Record(line, Encoding.UTF8.GetString(lines.Buffer, lines.LineStart, lines.LineLength));
        }
    }

    private static TextRecord Record(int line, string text) => new(line, text, [Datum.Of(text)]);
}

/// <summary>A line of a text file and its row.</summary>
public readonly record struct TextRecord(int Line, string Text, Datum[] Row);
