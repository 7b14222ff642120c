using Grader.Engine.Analysis;
using Grader.Engine.Expressions;
using Grader.Engine.Orc;
using Grader.Engine.Streaming;
using Grader.Plans.Types;

namespace Grader.Engine.Sources;

/// <summary>Rows of ORC files.</summary>
internal sealed class OrcRecordReader(StructType schema, TimeZoneInfo zone)
{
    private readonly JsonTextWriter json = new(CaseInsensitiveOptions.Empty, zone);

    /// <summary>A file without a byte has no rows, as Spark cuts it into no splits; only its schema cannot be found.</summary>
    public IEnumerable<Datum[]> ReadRows(string file, Stream content, ScanRequest request) =>
        content is { CanSeek: true, Length: 0 } ? [] : new OrcFileReader(file, content).Rows(schema, request.RequiredColumns);

    /// <summary>Rows with the JSON that says the same, as there is no text.</summary>
    public IEnumerable<SourceRecord> ReadRecords(string file, Stream content) => ReadRows(file, content, ScanRequest.Everything)
        .Select((row, i) => new SourceRecord(file, i + 1, json.Write(Datum.Of(row), schema), row, IsMalformed: false));
}
