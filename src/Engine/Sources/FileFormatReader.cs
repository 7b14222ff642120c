using System.Diagnostics;
using Grader.Engine.Analysis;
using Grader.Engine.Expressions;
using Grader.Engine.Streaming;
using Grader.Plans.Types;

namespace Grader.Engine.Sources;

/// <summary>Reads files of one format, in file order. Several files may be read at the same time.</summary>
internal sealed class FileFormatReader
{
    private readonly Func<string, Stream, IEnumerable<SourceRecord>> readRecords;
    private readonly Func<string, Stream, ScanRequest, IEnumerable<Datum[]>> readRows;
    private readonly int corruptColumn = -1;
    private readonly int columnCount;

    public FileFormatReader(string format, StructType schema, CaseInsensitiveOptions options, TimeZoneInfo zone)
    {
        columnCount = schema.Fields.Count;
        if (format is "json" or "csv")
        {
            corruptColumn = CorruptRecordColumn.Find(schema, CorruptRecordColumn.Name(options));
        }

        switch (format)
        {
            case "json":
                // A reader for each file, as files are read at the same time; one now, to check the options.
                _ = new JsonRecordReader(schema, options, zone);
                readRecords = (file, content) => new JsonRecordReader(schema, options, zone, keepText: true).Read(content)
                    .Select(r => new SourceRecord(file, r.Line, r.Text!, r.Row, r.IsNoRecord));
                readRows = (_, content, request) => new JsonRecordReader(schema, options, zone).ReadRows(content, request);
                break;
            case "text":
                var text = new TextRecordReader(options);
                readRecords = (file, content) => text.Read(content).Select(r => new SourceRecord(file, r.Line, r.Text, r.Row, false));
                readRows = (_, content, _) => text.Read(content).Select(r => r.Row);
                break;
            case "csv":
                var csv = new CsvRecordReader(schema, options, zone);
                readRecords = (file, content) => csv.Read(file, content).Select(r => new SourceRecord(file, r.Line, r.Text, r.Row, false));
                readRows = (file, content, _) => csv.Read(file, content).Select(r => r.Row);
                break;
            case "parquet":
                IsText = false;
                var parquet = new ParquetRecordReader(schema, zone);
                readRecords = parquet.ReadRecords;
                readRows = parquet.ReadRows;
                break;
            case "orc":
                IsText = false;
                var orc = new OrcRecordReader(schema, zone);
                readRecords = orc.ReadRecords;
                readRows = orc.ReadRows;
                break;
            default:
                throw new UnreachableException(format);
        }
    }

    /// <summary>Whether the format is lines of text.</summary>
    public bool IsText { get; } = true;

    /// <param name="file">Named in the records.</param>
    public IEnumerable<SourceRecord> ReadRecords(string file, Stream content) => readRecords(file, content);

    public IEnumerable<Datum[]> ReadRows(string file, Stream content, ScanRequest request)
    {
        if (corruptColumn >= 0 && (request.RequiredColumns?.Select((isRequired, i) => isRequired == (i == corruptColumn)).All(agrees => agrees) ?? columnCount == 1))
        {
            throw CorruptRecordColumn.QueriedAlone();
        }

        return readRows(file, content, request);
    }
}
