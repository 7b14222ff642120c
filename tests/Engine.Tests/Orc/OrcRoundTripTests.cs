using Grader.Engine.Expressions;
using Grader.Engine.Orc;
using Grader.Engine.Sinks;
using Grader.Engine.Tests.Parquet;
using Grader.Plans;
using Grader.Plans.Types;

namespace Grader.Engine.Tests.Orc;

public sealed class OrcRoundTripTests
{
    [Theory]
    [InlineData(nameof(OrcCompression.None), 1)]
    [InlineData(nameof(OrcCompression.Snappy), 2)]
    [InlineData(nameof(OrcCompression.Zlib), 3)]
    [InlineData(nameof(OrcCompression.Snappy), 4)]
    public void Rows_of_every_type_come_back_as_they_were(string compression, int seed)
    {
        List<Datum[]> rows = ParquetRows.Random(ParquetRows.EveryType, 1500, seed);
        byte[] file = OrcRows.File(ParquetRows.EveryType, rows, Enum.Parse<OrcCompression>(compression));
        Assert.Equal(ParquetRows.EveryType, OrcRows.Reader(file).Schema());
        ParquetRows.AssertSame(rows, OrcRows.Read(file));
    }

    [Fact]
    public void A_column_of_nulls_has_the_streams_of_its_type_all_the_same()
    {
        (DataType Type, OrcStreamKind[] Streams)[] expected =
        [
            (new IntegerType(), [OrcStreamKind.Present, OrcStreamKind.Data]),
            (new BooleanType(), [OrcStreamKind.Present, OrcStreamKind.Data]),
            (new StringType(), [OrcStreamKind.Present, OrcStreamKind.Data, OrcStreamKind.Length]),
            (new TimestampType(), [OrcStreamKind.Present, OrcStreamKind.Data, OrcStreamKind.Secondary]),
            (new DecimalType(9, 3), [OrcStreamKind.Present, OrcStreamKind.Data, OrcStreamKind.Secondary]),
            (new ArrayType(new LongType()), [OrcStreamKind.Present, OrcStreamKind.Length]),
            (OrcRows.Schema(("a", new LongType())), [OrcStreamKind.Present]),
        ];
        foreach (var (type, streams) in expected)
        {
            var column = new OrcColumnWriter(type);
            column.Add(Datum.Null);
            Assert.Equal(streams, column.End().Select(stream => stream.Kind));
        }
    }

    [Fact]
    public void Runs_of_all_kinds_come_back()
    {
        long[] values =
        [
            .. Enumerable.Repeat(7L, 5), .. Enumerable.Repeat(-1L, 600), .. Enumerable.Range(0, 700).Select(i => 10L - 3 * i), long.MinValue, long.MaxValue, long.MinValue,
            .. Enumerable.Range(0, 64).Select(i => 1L << i), 1, 2, 4, 4, 4, 0,
        ];
        StructType schema = OrcRows.Schema(("a", new LongType()), ("b", new ByteType()), ("c", new BooleanType()));
        List<Datum[]> rows = [.. values.Select(value => new[] { Datum.Of(value), Datum.Of((long)(sbyte)value), Datum.Of(value % 3 == 0) })];
        ParquetRows.AssertSame(rows, OrcRows.Read(OrcRows.File(schema, rows)));
    }

    [Fact]
    public void A_column_goes_over_many_blocks()
    {
        StructType schema = OrcRows.Schema(("id", new LongType()), ("list", new ArrayType(new IntegerType())), ("text", new StringType()));
        List<Datum[]> rows = ParquetRows.Random(schema, 120_000, 6);
        ParquetRows.AssertSame(rows, OrcRows.Read(OrcRows.File(schema, rows)));
    }

    [Fact]
    public void Columns_are_found_by_name_without_case_and_those_that_are_not_there_are_null()
    {
        StructType schema = OrcRows.Schema(("Id", new LongType()), ("inner", OrcRows.Schema(("a", new IntegerType()), ("b", new StringType()))));
        byte[] file = OrcRows.File(schema, [[Datum.Of(7L), Datum.Of([Datum.Of(1L), Datum.Of("x")])], [Datum.Of(8L), Datum.Null]]);
        List<Datum[]> read = OrcRows.Read(file, OrcRows.Schema(("none", new StringType()), ("inner", OrcRows.Schema(("B", new StringType()), ("z", new LongType()))), ("ID", new LongType())));
        Assert.True(DatumComparer.Identical(Datum.Of([Datum.Null, Datum.Of([Datum.Of("x"), Datum.Null]), Datum.Of(7L)]), Datum.Of(read[0])));
        Assert.True(read[1][1].IsNull);
    }

    [Fact]
    public void Columns_without_names_go_by_place()
    {
        byte[] file = OrcRows.File(OrcRows.Schema(("_col0", new LongType()), ("_col1", new StringType())), [[Datum.Of(7L), Datum.Of("x")]]);
        Datum[] row = Assert.Single(OrcRows.Read(file, OrcRows.Schema(("id", new LongType()), ("name", new StringType()), ("more", new LongType()))));
        Assert.Equal((7L, "x", true), (row[0].Int64, row[1].String, row[2].IsNull));
        Assert.Contains("has less fields than", Assert.Throws<SparkException>(() => OrcRows.Read(file, OrcRows.Schema(("id", new LongType())))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Only_required_columns_are_read()
    {
        List<Datum[]> rows = ParquetRows.Random(ParquetRows.EveryType, 10, 7);
        byte[] file = OrcRows.File(ParquetRows.EveryType, rows);
        bool[] required = [.. ParquetRows.EveryType.Fields.Select(field => field.Name == "text")];
        int text = Array.IndexOf(required, true);
        Assert.All(OrcRows.Read(file, required: required).Zip(rows), pair =>
        {
            Assert.True(DatumComparer.Identical(Datum.Of([pair.First[text]]), Datum.Of([pair.Second[text]])));
            Assert.All(pair.First.Where((_, i) => i != text), value => Assert.True(value.IsNull));
        });
        Assert.Equal(10, OrcRows.Read(file, required: new bool[required.Length]).Count);
    }

    [Fact]
    public void A_number_is_read_as_a_wider_one_and_as_a_narrower_one_where_it_fits()
    {
        byte[] file = OrcRows.File(OrcRows.Schema(("a", new IntegerType())), [[Datum.Of(7L)], [Datum.Of(70_000L)]]);
        Assert.Equal([7L, 70_000L], OrcRows.Read(file, OrcRows.Schema(("a", new LongType()))).Select(row => row[0].Int64));
        Assert.Equal([false, true], OrcRows.Read(file, OrcRows.Schema(("a", new ShortType()))).Select(row => row[0].IsNull));
        Assert.Equal("Reading the ORC column a of the type int as string is not supported by this engine.",
            Assert.Throws<SparkException>(() => OrcRows.Read(file, OrcRows.Schema(("a", new StringType())))).Error.Message);
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(1_500_000, 1_500_000)]
    [InlineData(-1_500_000, -1_500_000)]
    [InlineData(-2_000_000, -2_000_000)]
    [InlineData(-1_999_500, -1_999_500)]
    [InlineData(-500_000, 500_000)] // ORC's own mistake, which Spark has: in the second before 1970 the sign is lost.
    [InlineData(-12_219_292_800_000_001, -12_219_292_800_000_001)]
    public void A_moment_comes_back(long written, long read)
    {
        StructType schema = OrcRows.Schema(("a", new TimestampType()));
        Assert.Equal(read, OrcRows.Read(OrcRows.File(schema, [[Datum.Of(written)]]))[0][0].Int64);
    }

    [Theory]
    [InlineData(-141_427, -141_427)] // 1582-10-15, the first day of the Gregorian calendar.
    [InlineData(-141_428, -141_438)] // 1582-10-04, the day before it.
    [InlineData(-719_164, -719_162)] // 0001-01-01.
    public void Days_of_the_julian_calendar_keep_their_names(long written, long read) => Assert.Equal(read, JulianCalendarDays.ToProleptic(written));

    [Fact]
    public void A_file_without_rows_has_a_schema()
    {
        byte[] file = OrcRows.File(ParquetRows.EveryType, []);
        Assert.Equal(ParquetRows.EveryType, OrcRows.Reader(file).Schema());
        Assert.Empty(OrcRows.Read(file));
    }

    [Fact]
    public void What_orc_has_no_type_for_is_refused_before_it_is_written() => Assert.Equal(
        "[UNSUPPORTED_DATA_TYPE_FOR_DATASOURCE] The ORC datasource doesn't support the column `a` of the type \"VOID\".",
        Assert.Throws<SparkException>(() => StorableSchema.Check("ORC", OrcRows.Schema(("a", new NullType())))).Error.Message);
}
