using Grader.Engine.Analysis;
using Grader.Engine.Operators;
using Grader.Engine.Streaming;
using Grader.Plans.Types;

namespace Grader.Engine.Sources;

/// <summary>Reads files of one format into records, in file order.</summary>
internal sealed class FileFormatReader
{
    private readonly Func<string, ReadOnlyMemory<byte>, IEnumerable<SourceRecord>> read;

    public FileFormatReader(string format, StructType schema, CaseInsensitiveOptions options, TimeZoneInfo zone)
    {
        switch (format)
        {
            case "json":
                var json = new JsonRecordReader(schema, options, zone, keepText: true);
                read = (file, content) => json.ReadFile(content).Select(r => new SourceRecord(file, r.Line, r.Text!, r.Row, r.IsNoRecord));
                break;
            case "text":
                var text = new TextRecordReader(options);
                read = (file, content) => text.ReadFile(content).Select(r => new SourceRecord(file, r.Line, r.Text, r.Row, false));
                break;
            default:
                throw NotSupported.Yet($"Reading {format} files");
        }
    }

    /// <param name="file">Named in the records.</param>
    public IEnumerable<SourceRecord> Read(string file, ReadOnlyMemory<byte> content) => read(file, content);
}
