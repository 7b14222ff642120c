using System.Runtime.InteropServices;
using System.Text;
using Grader.Engine.Analysis;
using Grader.Engine.Expressions;

namespace Grader.Engine.Sources;

/// <summary>One line of a text file as the only column <c>value STRING</c>; the whole file with the option <c>wholetext</c>.</summary>
public sealed class TextRecordReader(CaseInsensitiveOptions options)
{
    private readonly bool wholeText = JsonReadOptions.Flag(options, "wholetext", false);
    private readonly string? lineSeparator = options["lineSep"];

    /// <summary>Reads a file; lines count from 1.</summary>
    public IEnumerable<TextRecord> ReadFile(ReadOnlyMemory<byte> content)
    {
        if (wholeText)
        {
            yield return Record(1, Encoding.UTF8.GetString(content.Span));
            yield break;
        }

        ArraySegment<byte> bytes = MemoryMarshal.TryGetArray(content, out ArraySegment<byte> segment) ? segment : content.ToArray();
        var lines = new LineScanner(bytes.Array!, bytes.Offset, bytes.Count, lineSeparator);
        for (int line = 1; lines.Next(); line++)
        {
            yield return Record(line, Encoding.UTF8.GetString(bytes.Array!, lines.LineStart, lines.LineLength));
        }
    }

    private static TextRecord Record(int line, string text) => new(line, text, [Datum.Of(text)]);
}

/// <summary>A line of a text file and its row.</summary>
public readonly record struct TextRecord(int Line, string Text, Datum[] Row);
