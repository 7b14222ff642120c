using Grader.Engine.Text;
using Grader.Plans;
using Grader.Plans.Types;

namespace Grader.Engine.Sources;

/// <summary>
/// The schema of CSV files: names from the header or <c>_c0</c>, <c>_c1</c>, …; every column STRING, or with <c>inferSchema</c> the narrowest type
/// of its values (Spark's CSVInferSchema).
/// </summary>
internal sealed class CsvSchemaInference(CsvReadOptions options)
{
    private static readonly string[] DatePatternsOfTimestamps = ["yyyy-MM-dd", "yyyy-M-d", "yyyy-M-dd", "yyyy-MM-d", "yyyy-MM", "yyyy-M", "yyyy"];

    private readonly CsvTokenizer tokenizer = new(options);
    private readonly CsvValueConverter converter = new(options, nowMicros: 0);

    private readonly JavaDateTimeFormatter? dates = options.DateFormat is { } pattern ? JavaDateTimeFormatter.Create(pattern, TimeZoneInfo.Utc) : null;
    private readonly JavaDateTimeFormatter? timestamps = options.TimestampFormat is { } pattern ? JavaDateTimeFormatter.Create(pattern, options.Zone) : null;

    /// <param name="open">Each file, each time from its beginning.</param>
    public StructType Infer(IReadOnlyList<Func<Stream>> open)
    {
        options.CheckSupported();
        List<string>? first = options.MultiLine ? FirstRecord(open) : FirstLine(open) is { } line ? tokenizer.Line(line) : null;
        if (first is null)
        {
            return new StructType([]);
        }

        string[] names = SafeNames(first);
        var types = new DataType[names.Length];
        Array.Fill(types, options.InferSchema ? new NullType() : new StringType());
        if (options.InferSchema)
        {
            foreach (List<string> values in options.MultiLine ? SampledRecords(open) : SampledLines(open))
            {
                for (int i = 0; i < Math.Min(types.Length, values.Count); i++)
                {
                    types[i] = Merge(types[i], values[i]);
                }
            }
        }

        return new StructType(names.Select((name, i) => new StructField(name, types[i] is NullType ? new StringType() : types[i])).ToSeq());
    }

    private string? FirstLine(IReadOnlyList<Func<Stream>> open) =>
        open.SelectMany(file => CsvRecords.Lines(file(), options)).Select(line => line.Text).FirstOrDefault(line => CsvRecords.IsRecord(line, options));

    private List<string>? FirstRecord(IReadOnlyList<Func<Stream>> open) => open.SelectMany(file => CsvRecords.Read(file(), options)).FirstOrDefault().Values;

    // The header of every file goes: any line that is the same.
    private IEnumerable<List<string>> SampledLines(IReadOnlyList<Func<Stream>> open)
    {
        string? header = options.Header ? FirstLine(open) : null;
        return RecordSample.Take(open.SelectMany(file => CsvRecords.Lines(file(), options)).Select(line => line.Text), options.SamplingRatio)
            .Where(line => CsvRecords.IsRecord(line, options) && line != header).Select(tokenizer.Line);
    }

    private IEnumerable<List<string>> SampledRecords(IReadOnlyList<Func<Stream>> open) => RecordSample.Take(
        open.SelectMany(file => CsvRecords.Read(file(), options).Skip(options.Header ? 1 : 0)).Select(record => record.Values), options.SamplingRatio);

    private string[] SafeNames(List<string> first)
    {
        if (!options.Header)
        {
            return [.. first.Select((_, i) => $"_c{i}")];
        }

        var repeated = first.GroupBy(name => name, StringComparer.OrdinalIgnoreCase).Where(names => names.Count() > 1)
            .Select(names => names.Key).ToHashSet(StringComparer.OrdinalIgnoreCase);
        return [.. first.Select((name, i) => name.Length == 0 || name == options.NullValue ? $"_c{i}" : repeated.Contains(name) ? $"{name}{i}" : name)];
    }

    private DataType Merge(DataType soFar, string text)
    {
        if (text.Length == 0 || text == options.NullValue || soFar is StringType)
        {
            return soFar;
        }

        DataType type = soFar switch
        {
            NullType or IntegerType => IntegerOrWider(text),
            LongType => LongOrWider(text),
            DecimalType => DecimalOrWider(text),
            DoubleType => DoubleOrOther(text),
            DateType => DateOrOther(text),
            TimestampType => TimestampOrOther(text),
            _ => BooleanOrText(text),
        };
        return Common(soFar, type) ?? new StringType();
    }

    private DataType? Common(DataType left, DataType right) => (left, right) switch
    {
        (DateType, TimestampType) or (TimestampType, DateType) =>
            options.TimestampFormat is null && DatePatternsOfTimestamps.Contains(options.DateFormat ?? "yyyy-MM-dd") ? new TimestampType() : new StringType(),
        _ => InferredTypes.Common(left, right),
    };

    private DataType IntegerOrWider(string text) => CsvValueConverter.TryInteger(text, int.MinValue, int.MaxValue, out _) ? new IntegerType() : LongOrWider(text);

    private DataType LongOrWider(string text) => CsvValueConverter.TryInteger(text, long.MinValue, long.MaxValue, out _) ? new LongType() : DecimalOrWider(text);

    // Only whole numbers are decimals: 1.1 is a DOUBLE.
    private DataType DecimalOrWider(string text) =>
        JsonSchemaInference.DecimalTypeOf(text.Replace(",", "", StringComparison.Ordinal)) is { Scale: <= 0 } type ? type : DoubleOrOther(text);

    private DataType DoubleOrOther(string text) => converter.TryFloating(text, out _) ? new DoubleType()
        : options.PreferDate ? DateOrOther(text)
        : TimestampOrOther(text);

    private DataType DateOrOther(string text) =>
        (dates is null ? TemporalText.TryParseDate(text, out _) : dates.TryParse(text, out _)) ? new DateType() : TimestampOrOther(text);

    private DataType TimestampOrOther(string text) =>
        (timestamps is null ? TemporalText.TryParseTimestamp(text, options.Zone, 0, out _) : timestamps.TryParse(text, out _)) ? new TimestampType() : BooleanOrText(text);

    private static DataType BooleanOrText(string text) => bool.TryParse(text, out _) && text.Trim() == text ? new BooleanType() : new StringType();
}
