using System.Text;
using Grader.Engine.Analysis;
using Grader.Engine.Expressions;
using Grader.Engine.Sources;
using Grader.Engine.State;
using Grader.Plans;
using Grader.Plans.Types;

namespace Grader.Engine.Tests.Sources;

/// <summary>The fast way through JSON lines against the careful one, on lines near the border between them.</summary>
public class FlatJsonReaderTests
{
    private static readonly StructType Schema = new([
        new("id", new StringType()), new("n", new LongType()), new("i", new IntegerType()), new("s", new ShortType()), new("b", new ByteType()),
        new("d", new DoubleType()), new("f", new FloatType()), new("ok", new BooleanType()), new("t", new TimestampType()), new("w", new TimestampNtzType()),
        new("list", new ArrayType(new LongType())),
    ]);

    private static readonly string[] Values =
    [
        "\"x\"", "\"\"", "\"ключ\"", "\"a\\\"b\"", "\"\\u0041\"", "\"tab\there\"", "1", "-1", "0", "-0", "00", "01", "-", "1.", ".5", "1.5", "-0.25", "1e3", "1E-3", "1e", "1e+400",
        "12.34", "0.1", "123456789012345678901234567890", "9007199254740993", "0.30000000000000004", "1234567890.12345", "2147483648", "32768", "128", "255", "256", "9223372036854775808",
        "true", "false", "null", "True", "nullx", "trues", "NaN", "-Infinity", "\"NaN\"", "[1,2]", "[1,\"a\"]", "{\"a\":1}", "{}", "1_000", "0x10", "'single'",
        "\"2024-03-01T12:00:00Z\"", "\"2024-03-01T12:00:00.123Z\"", "\"2024-03-01 12:00:00\"", "\"2024-03-01T12:00:00.1234567\"", "\"2024-03-01T12:00:00.1234567890Z\"", "\"2024-02-30T12:00:00Z\"",
        "\"2024-03-01T24:00:00Z\"", "\"2024-03-01T12:00:00.Z\"", "\"2024-03-01T12:00:0xZ\"", "\"2024-03-01T12:00:00+03:00\"", "\"2024-3-1T1:2:3Z\"", "\"2024-03-01T12:00:60Z\"", "\"2024-03-01\"", "1709290800",
        "\"0000-01-01T00:00:00Z\"", "\"9999-12-31T23:59:59.999999Z\"", "\" 2024-03-01T12:00:00Z\"", "\"2024-03-01T12:00:00ZZ\"", "\"2024-03-01T02:30:00\"",
    ];

    private static readonly string[] Blanks = ["", "", "", "", " ", "\t", "  "];

    private static readonly string[] Modes = ["PERMISSIVE", "DROPMALFORMED"];

    [Fact]
    public void Every_line_gives_the_rows_that_the_careful_way_gives()
    {
        for (int seed = 0; seed < 3000; seed++)
        {
            var random = new Random(seed);
            string text = string.Join('\n', Enumerable.Range(0, 6).Select(_ => Line(random)));
            TimeZoneInfo zone = random.Next(2) == 0 ? TimeZoneInfo.Utc : TimeZoneInfo.FindSystemTimeZoneById("Europe/Moscow");
            JsonRecordReader reader = new(Schema, new CaseInsensitiveOptions([new Setting("mode", Modes[random.Next(2)])]), zone);
            Datum[][] careful = Outcome(reader.ReadFile(Encoding.UTF8.GetBytes(text)).Select(record => record.Row));
            Datum[][] fast = Outcome(Rows(reader, text, ScanRequest.Everything));
            Assert.True(careful.SequenceEqual(fast, RowComparer.Instance), $"seed {seed}:\n{text}");

            // Rows that are not kept may be one array.
            Datum[][] transient = Outcome(Rows(reader, text, new ScanRequest(null, KeepsRows: false)).Select(row => (Datum[])row.Clone()));
            Assert.True(careful.SequenceEqual(transient, RowComparer.Instance), $"seed {seed}, rows not kept:\n{text}");
        }
    }

    [Fact]
    public void Columns_that_are_required_do_not_depend_on_the_others_being_read()
    {
        for (int seed = 0; seed < 1000; seed++)
        {
            var random = new Random(seed);
            string text = string.Join('\n', Enumerable.Range(0, 6).Select(_ => Line(random)));
            JsonRecordReader reader = new(Schema, new CaseInsensitiveOptions([]), TimeZoneInfo.Utc);

            // An array with a bad element leaves Spark's parser in its middle, so whether it is read shows in the columns behind it.
            bool[] required = [.. Schema.Fields.Select(field => field.DataType is ArrayType || random.Next(2) == 0)];
            Datum[] Kept(Datum[] row) => [.. row.Where((_, i) => required[i])];
            Datum[][] all = Outcome(Rows(reader, text, ScanRequest.Everything).Select(Kept));
            Datum[][] pruned = Outcome(Rows(reader, text, new ScanRequest(required, KeepsRows: true)).Select(Kept));

            // A text that fails the query does so only where it is read.
            Assert.True(HasFailed(all) || all.SequenceEqual(pruned, RowComparer.Instance), $"seed {seed}:\n{text}");
        }
    }

    [Fact]
    public void A_date_that_would_fail_the_query_does_not_where_no_one_looks_at_it()
    {
        var schema = new StructType([new("n", new LongType()), new("day", new DateType())]);
        JsonRecordReader reader = new(schema, new CaseInsensitiveOptions([]), TimeZoneInfo.Utc);
        const string Text = "{\"n\":1,\"day\":\"2024-02-30\"}\n{\"day\":\"2024-02-30\",\"n\":2,\"x\":{}}";
        Assert.Equal([1L, 2L], Rows(reader, Text, new ScanRequest([true, false], KeepsRows: true)).Select(row => row[0].Int64));
        Assert.Throws<SparkException>(() => Rows(reader, Text, ScanRequest.Everything).Count());
    }

    [Fact]
    public void A_name_that_needs_escapes_is_no_plain_name()
    {
        var schema = new StructType([new("a\"b", new LongType())]);
        JsonRecordReader reader = new(schema, new CaseInsensitiveOptions([]), TimeZoneInfo.Utc);
        Assert.Equal([1L, 0L], Rows(reader, "{\"a\\\"b\":1}\n{\"a\"b\":1}", ScanRequest.Everything).Select(row => row[0].Int64));
    }

    /// <summary>The rows, and behind them what ended the reading.</summary>
    private static Datum[][] Outcome(IEnumerable<Datum[]> rows)
    {
        List<Datum[]> read = [];
        try
        {
            read.AddRange(rows);
        }
        catch (SparkException e)
        {
            read.Add([Datum.Of(e.Message)]);
        }

        return [.. read];
    }

    private static bool HasFailed(Datum[][] outcome) => outcome.Length > 0 && outcome[^1] is [{ Reference: string text }] && text.Contains("INCONSISTENT", StringComparison.Ordinal);

    private static IEnumerable<Datum[]> Rows(JsonRecordReader reader, string text, ScanRequest request) =>
        reader.ReadRows(new MemoryStream(Encoding.UTF8.GetBytes(text)), request);

    private static string Line(Random random)
    {
        string blank = Blanks[random.Next(Blanks.Length)];
        IEnumerable<string> fields = Enumerable.Range(0, random.Next(5)).Select(_ =>
        {
            string name = random.Next(8) == 0 ? new[] { "other", "ID", "i\\u0064", "" }[random.Next(4)] : Schema.Fields[random.Next(Schema.Fields.Count)].Name;
            return $"{blank}\"{name}\"{blank}:{Blanks[random.Next(Blanks.Length)]}{Values[random.Next(Values.Length)]}{blank}";
        });
        string line = $"{{{string.Join(',', fields)}}}";
        return random.Next(10) switch
        {
            0 => line.Remove(random.Next(line.Length), 1),
            1 => line.Insert(random.Next(line.Length), new[] { ",", "}", "{", "\"", ":", "x", "\\", "\u0001" }[random.Next(8)]),
            2 => line + "trailing",
            3 => " " + line,
            4 => "",
            _ => line,
        };
    }
}
