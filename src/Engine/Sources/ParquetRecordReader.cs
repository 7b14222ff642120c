using Grader.Engine.Analysis;
using Grader.Engine.Expressions;
using Grader.Engine.Parquet;
using Grader.Engine.Streaming;
using Grader.Plans.Types;

namespace Grader.Engine.Sources;

/// <summary>Rows of Parquet files.</summary>
internal sealed class ParquetRecordReader
{
    private readonly StructType schema;
    private readonly JsonTextWriter json;

    public ParquetRecordReader(StructType schema, TimeZoneInfo zone)
    {
        this.schema = schema;
        json = new JsonTextWriter(CaseInsensitiveOptions.Empty, zone);
    }

    /// <summary>A file without a byte has no rows, as Spark cuts it into no splits; only its schema cannot be found.</summary>
    public IEnumerable<Datum[]> ReadRows(string file, Stream content, ScanRequest request) =>
        content is { CanSeek: true, Length: 0 } ? [] : new ParquetFileReader(file, content).Rows(schema, request.RequiredColumns);

    /// <summary>Rows with the JSON that says the same, as there is no text.</summary>
    public IEnumerable<SourceRecord> ReadRecords(string file, Stream content) => ReadRows(file, content, ScanRequest.Everything)
        .Select((row, i) => new SourceRecord(file, i + 1, json.Write(Datum.Of(row), schema), row, IsMalformed: false));
}
