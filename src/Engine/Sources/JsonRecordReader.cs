using System.Text;
using Grader.Engine.Analysis;
using Grader.Engine.Expressions;
using Grader.Engine.Files;
using Grader.Plans;
using Grader.Plans.Types;

namespace Grader.Engine.Sources;

/// <summary>A row of a JSON file.</summary>
/// <param name="Line">Counted from 1.</param>
/// <param name="Text">The line as written; null where the reader was not asked to keep it.</param>
/// <param name="IsMalformed">Bad syntax, or a value of the wrong type: nulls stand in for what could not be read.</param>
/// <param name="IsNoRecord">Bad syntax, or no object at all, so that every column is null.</param>
public readonly record struct JsonRecord(int Line, string? Text, Datum[] Row, bool IsMalformed, bool IsNoRecord);

/// <summary>Reads JSON lines, or one document with <c>multiLine</c>, into rows as Spark 3.5 does (spark-semantics 5.2 and 11).</summary>
/// <remarks>Not safe for concurrent use: one reader reads one file at a time.</remarks>
public sealed class JsonRecordReader
{
    private readonly StructType schema;
    private readonly JsonReadOptions options;
    private readonly JsonValueConverter converter;
    private readonly JsonTokenizer json;
    private readonly JsonType root;
    private readonly int corruptColumn;
    private readonly bool keepText;

    /// <param name="schema">All columns, the corrupt-record column included where the program declared one.</param>
    /// <param name="keepText">Whether records carry their line.</param>
    /// <param name="nowMicros">Gives the day of a time without a date.</param>
    public JsonRecordReader(StructType schema, CaseInsensitiveOptions options, TimeZoneInfo zone, bool keepText = false, long nowMicros = 0)
    {
        this.schema = schema;
        this.options = new JsonReadOptions(options, zone);
        this.keepText = keepText;
        converter = new JsonValueConverter(this.options, nowMicros);
        json = new JsonTokenizer(this.options);
        corruptColumn = CorruptRecordColumn.Find(schema, this.options.CorruptRecordColumn);
        root = new JsonType(corruptColumn < 0 ? schema : new StructType(schema.Fields.Where((_, i) => i != corruptColumn).ToSeq()));
    }

    /// <summary>Reads a file's rows in order. FAILFAST throws at the first malformed record.</summary>
    public IEnumerable<JsonRecord> ReadFile(ReadOnlyMemory<byte> content) => Read(WholeContent.Stream(content));

    /// <summary>Reads a file's rows in order, from its beginning. FAILFAST throws at the first malformed record.</summary>
    public IEnumerable<JsonRecord> Read(Stream content)
    {
        if (options.MultiLine)
        {
            ArraySegment<byte> bytes = Utf8(content);
            bool hasMark = bytes.AsSpan().StartsWith("\uFEFF"u8);
            return ReadRecord(root, bytes.Array!, bytes.Offset + (hasMark ? 3 : 0), bytes.Count - (hasMark ? 3 : 0), 1);
        }

        return ReadLines(options.Encoding is null ? content : WholeContent.Stream(Utf8(content)));
    }

    /// <summary>Reads a file's rows in order, from its beginning, as the request says: the same rows as <see cref="Read"/> in the columns that it requires.</summary>
    internal IEnumerable<Datum[]> ReadRows(Stream content, ScanRequest request)
    {
        if (options.MultiLine || options.Encoding is not null || corruptColumn >= 0)
        {
            return Read(content).Select(record => record.Row);
        }

        // In the other modes a bad value in any column has its effect on the whole record.
        return ReadRows(content, request.KeepsRows, options.Mode == ParseMode.Permissive ? new JsonType(schema, request.RequiredColumns) : root);
    }

    private IEnumerable<Datum[]> ReadRows(Stream content, bool keepsRows, JsonType columns)
    {
        var flat = new FlatJsonReader(columns, options);
        var lines = new LineReader(content, options.LineSeparator);
        var row = new Datum[columns.Children.Length];
        for (int line = 1; lines.Next(); line++)
        {
            if (flat.TryRead(lines.Buffer.AsSpan(lines.LineStart, lines.LineLength), row))
            {
                yield return row;
                row = keepsRows ? new Datum[row.Length] : row;
                continue;
            }

            foreach (JsonRecord record in ReadRecord(columns, lines.Buffer, lines.LineStart, lines.LineLength, line))
            {
                yield return record.Row;
            }
        }
    }

    private ArraySegment<byte> Utf8(Stream content)
    {
        ArraySegment<byte> bytes = WholeContent.Of(content);
        return options.Encoding is { } encoding ? Encoding.UTF8.GetBytes(TextEncoding.Decode(encoding, bytes)) : bytes;
    }

    private IEnumerable<JsonRecord> ReadLines(Stream content)
    {
        var lines = new LineReader(content, options.LineSeparator);
        for (int line = 1; lines.Next(); line++)
        {
            if (TryReadObject(lines.Buffer, lines.LineStart, lines.LineLength, line, out JsonRecord record))
            {
                yield return record;
                continue;
            }

            foreach (JsonRecord other in ReadRecord(root, lines.Buffer, lines.LineStart, lines.LineLength, line))
            {
                yield return other;
            }
        }
    }

    // The way of nearly every line: one well-formed object. Whatever else comes is read again by the careful way.
    private bool TryReadObject(byte[] bytes, int start, int length, int line, out JsonRecord record)
    {
        record = default;
        if (length == 0 || bytes[start] != '{')
        {
            return false;
        }

        try
        {
            json.Reset(bytes, start, length);
            json.Next();
            if (converter.Object(json, root, out Datum value) != Conversion.Good)
            {
                return false;
            }

            record = new JsonRecord(line, keepText ? Encoding.UTF8.GetString(bytes, start, length) : null, Row(value.Items, null), IsMalformed: false, IsNoRecord: false);
            return true;
        }
        catch (JsonSyntaxException)
        {
            return false;
        }
    }

    private List<JsonRecord> ReadRecord(JsonType columns, byte[] bytes, int start, int length, int line)
    {
        List<Datum[]> rows = [];
        bool malformed;
        try
        {
            json.Reset(bytes, start, length);
            malformed = json.Next() switch
            {
                JsonToken.EndOfInput => false,
                JsonToken.StartObject => ReadRow(columns, rows),
                JsonToken.StartArray => ReadRows(columns, rows),
                _ => true,
            };
        }
        catch (JsonSyntaxException)
        {
            rows.Clear();
            malformed = true;
        }

        bool isNoRecord = malformed && rows.Count == 0;
        if (isNoRecord)
        {
            rows.Add(new Datum[columns.Children.Length]);
        }

        if (malformed && options.Mode == ParseMode.FailFast)
        {
            throw MalformedRecord.FailFast(Row(rows[0], null), schema);
        }

        if (malformed && options.Mode == ParseMode.DropMalformed)
        {
            return [];
        }

        string? text = keepText || (malformed && corruptColumn >= 0) ? Encoding.UTF8.GetString(bytes, start, length) : null;
        return rows.ConvertAll(fields => new JsonRecord(line, keepText ? text : null, Row(fields, malformed ? text : null), malformed, isNoRecord));
    }

    private bool ReadRow(JsonType columns, List<Datum[]> rows)
    {
        Conversion result = converter.Object(json, columns, out Datum row);
        rows.Add(row.Items);
        return result != Conversion.Good;
    }

    // Every element of an array at the top is a row; one that is no object spoils the record.
    private bool ReadRows(JsonType columns, List<Datum[]> rows)
    {
        bool malformed = false;
        while (json.Next() is not (JsonToken.EndArray or JsonToken.EndOfInput))
        {
            if (json.Token != JsonToken.StartObject)
            {
                rows.Clear();
                return true;
            }

            malformed |= ReadRow(columns, rows);
        }

        return malformed;
    }

    private Datum[] Row(Datum[] fields, string? corruptText)
    {
        if (corruptColumn < 0)
        {
            return fields;
        }

        return [.. fields[..corruptColumn], Datum.Of(corruptText), .. fields[corruptColumn..]];
    }
}
