using Grader.Engine.Analysis;
using Grader.Engine.Expressions;
using Grader.Plans;
using Grader.Plans.Types;

namespace Grader.Engine.Sources;

/// <summary>One CSV text as one struct: what <c>from_csv</c> makes of it.</summary>
internal sealed class CsvTextParser
{
    private readonly CsvReadOptions options;
    private readonly CsvTokenizer tokenizer;
    private readonly CsvValueConverter converter;
    private readonly StructField[] fields;
    private readonly int corruptColumn;

    public CsvTextParser(StructType schema, CaseInsensitiveOptions options, EvaluationContext context)
    {
        this.options = new CsvReadOptions(options, context.TimeZone);
        this.options.CheckSupported();
        tokenizer = new CsvTokenizer(this.options);
        converter = new CsvValueConverter(this.options, context.BatchTimestampMs * 1000);
        corruptColumn = CorruptRecordColumn.Find(schema, this.options.CorruptRecordColumn);
        fields = [.. schema.Fields.Where((_, i) => i != corruptColumn)];
    }

    /// <summary>Values as far as there are any; nulls for the others and for those of the wrong type.</summary>
    /// <exception cref="SparkException">The text is malformed, and the mode is FAILFAST.</exception>
    public Datum Parse(string text)
    {
        List<string> values = tokenizer.Line(text);
        var row = new Datum[fields.Length];
        bool isMalformed = values.Count != fields.Length;
        for (int i = 0; i < Math.Min(row.Length, values.Count); i++)
        {
            isMalformed |= !converter.TryConvert(values[i], fields[i].DataType, out row[i]);
        }

        return isMalformed && options.Mode == ParseMode.FailFast ? throw MalformedRecord.FailFast(row, new StructType(fields.ToSeq()))
            : Datum.Of(corruptColumn < 0 ? row : [.. row[..corruptColumn], isMalformed ? Datum.Of(text) : Datum.Null, .. row[corruptColumn..]]);
    }
}
