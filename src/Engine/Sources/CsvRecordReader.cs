using Grader.Engine.Analysis;
using Grader.Engine.Expressions;
using Grader.Plans;
using Grader.Plans.Types;

namespace Grader.Engine.Sources;

/// <summary>A row of a CSV file.</summary>
/// <param name="Line">Line on which the record begins, from 1.</param>
/// <param name="Text">The record as written.</param>
/// <param name="IsMalformed">Too few or too many values, or one of the wrong type.</param>
public readonly record struct CsvRecord(int Line, string Text, Datum[] Row, bool IsMalformed);

/// <summary>Reads CSV files into rows as Spark 3.5 does (UnivocityParser; spark-semantics 5.3).</summary>
public sealed class CsvRecordReader
{
    private readonly StructType schema;
    private readonly CsvReadOptions options;
    private readonly CsvValueConverter converter;
    private readonly StructField[] fields;
    private readonly int corruptColumn;

    /// <param name="schema">All columns, the corrupt-record column included where the program declared one.</param>
    /// <param name="nowMicros">Gives the day of a time without a date.</param>
    public CsvRecordReader(StructType schema, CaseInsensitiveOptions options, TimeZoneInfo zone, long nowMicros = 0)
    {
        this.schema = schema;
        this.options = new CsvReadOptions(options, zone);
        this.options.CheckSupported();
        corruptColumn = CorruptRecordColumn.Find(schema, this.options.CorruptRecordColumn);
        fields = [.. schema.Fields.Where((_, i) => i != corruptColumn)];
        foreach (StructField field in fields)
        {
            CsvValueConverter.CheckSupported(field);
        }

        converter = new CsvValueConverter(this.options, nowMicros);
    }

    /// <summary>Reads a file's rows in order, from its beginning. FAILFAST throws at the first malformed record.</summary>
    /// <param name="file">Named in the refusal of a header.</param>
    public IEnumerable<CsvRecord> Read(string file, Stream content)
    {
        bool isHeader = options.Header;
        foreach (CsvText record in CsvRecords.Read(content, options))
        {
            if (isHeader)
            {
                CheckHeader(file, record.Values);
                isHeader = false;
                continue;
            }

            Datum[] row = Convert(record.Values, out bool isMalformed);
            if (!isMalformed || options.Mode == ParseMode.Permissive)
            {
                yield return new CsvRecord(record.Line, record.Text, WithCorruptText(row, isMalformed ? record.Text : null), isMalformed);
            }
            else if (options.Mode == ParseMode.FailFast)
            {
                throw MalformedRecord.FailFast(row, new StructType(fields.ToSeq()));
            }
        }
    }

    // Values are read as far as there are any: a record of the wrong length is malformed but not lost.
    private Datum[] Convert(List<string> values, out bool isMalformed)
    {
        var row = new Datum[fields.Length];
        isMalformed = values.Count != fields.Length;
        for (int i = 0; i < Math.Min(row.Length, values.Count); i++)
        {
            isMalformed |= !converter.TryConvert(values[i], fields[i].DataType, out row[i]);
        }

        return row;
    }

    private Datum[] WithCorruptText(Datum[] row, string? text) =>
        corruptColumn < 0 ? row : [.. row[..corruptColumn], Datum.Of(text), .. row[corruptColumn..]];

    private void CheckHeader(string file, List<string> header)
    {
        if (options.EnforceSchema)
        {
            return;
        }

        if (header.Count != schema.Fields.Count)
        {
            throw SparkException.IllegalArgument(
                $"Number of column in CSV header is not equal to number of fields in the schema:\n Header length: {header.Count}, schema size: {schema.Fields.Count}\nCSV file: file://{file}");
        }

        for (int i = 0; i < header.Count; i++)
        {
            if (!header[i].Equals(schema.Fields[i].Name, StringComparison.OrdinalIgnoreCase))
            {
                throw SparkException.IllegalArgument(
                    $"CSV header does not conform to the schema.\n Header: {string.Join(", ", header)}\n Schema: {string.Join(", ", schema.Fields.Select(f => f.Name))}\n"
                    + $"Expected: {schema.Fields[i].Name} but found: {header[i]}\nCSV file: file://{file}");
            }
        }
    }
}
