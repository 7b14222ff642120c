using Grader.Engine.Expressions;
using Grader.Engine.Parquet;
using Grader.Engine.Sinks;
using Grader.Plans;
using Grader.Plans.Types;

namespace Grader.Engine.Tests.Parquet;

public sealed class ParquetRoundTripTests
{
    [Theory]
    [InlineData(nameof(CompressionCodec.Uncompressed), 1)]
    [InlineData(nameof(CompressionCodec.Snappy), 2)]
    [InlineData(nameof(CompressionCodec.Gzip), 3)]
    [InlineData(nameof(CompressionCodec.Snappy), 4)]
    [InlineData(nameof(CompressionCodec.Snappy), 5)]
    public void Rows_of_every_type_come_back_as_they_were(string codec, int seed)
    {
        List<Datum[]> rows = ParquetRows.Random(ParquetRows.EveryType, 500, seed);
        byte[] file = ParquetRows.File(ParquetRows.EveryType, rows, Enum.Parse<CompressionCodec>(codec));
        Assert.Equal(ParquetRows.EveryType, ParquetRows.Reader(file).Schema());
        ParquetRows.AssertSame(rows, ParquetRows.Read(file));
    }

    [Fact]
    public void A_column_goes_over_many_pages()
    {
        var schema = new StructType(Seq.Create<StructField>([new("id", new LongType()), new("list", new ArrayType(new IntegerType()))]));
        List<Datum[]> rows = ParquetRows.Random(schema, 65_000, 6);
        ParquetRows.AssertSame(rows, ParquetRows.Read(ParquetRows.File(schema, rows)));
    }

    [Fact]
    public void Columns_are_found_by_name_without_case_and_those_that_are_not_there_are_null()
    {
        var schema = new StructType(Seq.Create<StructField>([new("Id", new LongType()), new("inner", new StructType(Seq.Create<StructField>([new("a", new IntegerType()), new("b", new StringType())])))]));
        Datum[] row = [Datum.Of(7L), Datum.Of([Datum.Of(1L), Datum.Of("x")])];
        byte[] file = ParquetRows.File(schema, [row, [Datum.Of(8L), Datum.Null]]);
        var asked = new StructType(Seq.Create<StructField>(
            [new("none", new StringType()), new("inner", new StructType(Seq.Create<StructField>([new("B", new StringType()), new("z", new LongType())]))), new("ID", new LongType())]));
        List<Datum[]> read = ParquetRows.Read(file, asked);
        Assert.True(DatumComparer.Identical(Datum.Of([Datum.Null, Datum.Of([Datum.Of("x"), Datum.Null]), Datum.Of(7L)]), Datum.Of(read[0])));
        Assert.True(read[1][1].IsNull);
    }

    [Fact]
    public void A_struct_of_which_no_field_is_asked_for_is_still_there_or_null()
    {
        var inner = new StructType(Seq.Create<StructField>([new("list", new ArrayType(new IntegerType()))]));
        var schema = new StructType(Seq.Create<StructField>([new("s", inner), new("id", new IntegerType())]));
        byte[] file = ParquetRows.File(schema,
        [
            [Datum.Of([Datum.Of([Datum.Of(1L), Datum.Of(2L), Datum.Of(3L)])]), Datum.Of(1L)], [Datum.Null, Datum.Of(2L)], [Datum.Of([Datum.Null]), Datum.Of(3L)],
        ]);
        var asked = new StructType(Seq.Create<StructField>([new("s", new StructType(Seq.Create<StructField>([new("other", new StringType())]))), new("id", new IntegerType())]));
        Assert.Equal([(false, 1), (true, 2), (false, 3)], ParquetRows.Read(file, asked).Select(row => (row[0].IsNull, (int)row[1].Int64)));
    }

    [Fact]
    public void Only_required_columns_are_read()
    {
        List<Datum[]> rows = ParquetRows.Random(ParquetRows.EveryType, 10, 7);
        byte[] file = ParquetRows.File(ParquetRows.EveryType, rows);
        bool[] required = [.. ParquetRows.EveryType.Fields.Select(field => field.Name == "text")];
        int text = Array.IndexOf(required, true);
        Assert.All(ParquetRows.Read(file, required: required).Zip(rows), pair =>
        {
            Assert.True(DatumComparer.Identical(Datum.Of([pair.First[text]]), Datum.Of([pair.Second[text]])));
            Assert.All(pair.First.Where((_, i) => i != text), value => Assert.True(value.IsNull));
        });
        Assert.Equal(10, ParquetRows.Read(file, required: new bool[required.Length]).Count);
    }

    [Theory]
    [InlineData("int", "bigint", "INT32")]
    [InlineData("bigint", "int", "INT64")]
    [InlineData("string", "int", "BINARY")]
    [InlineData("double", "float", "DOUBLE")]
    [InlineData("date", "timestamp", "INT32")]
    [InlineData("array", "int", "group")]
    public void A_column_is_read_as_the_type_it_was_written_as_and_no_other(string written, string asked, string found)
    {
        byte[] file = ParquetRows.File(Schema(written), [[Datum.Null]]);
        SparkError error = Assert.Throws<SparkException>(() => ParquetRows.Read(file, Schema(asked))).Error;
        Assert.Equal("_LEGACY_ERROR_TEMP_2063", error.ErrorClass);
        Assert.Equal($"Parquet column cannot be converted in file file:///f.parquet. Column: [a], Expected: {asked}, Found: {found}.", error.Message);
    }

    [Fact]
    public void What_parquet_has_no_type_for_is_refused_before_it_is_written()
    {
        Assert.Equal("UNSUPPORTED_DATA_TYPE_FOR_DATASOURCE", Refused(new NullType()));
        Assert.Equal("UNSUPPORTED_DATA_TYPE_FOR_DATASOURCE", Refused(new ArrayType(new CalendarIntervalType())));
        Assert.Equal("EMPTY_SCHEMA_NOT_SUPPORTED_FOR_DATASOURCE", Refused(StructType.Empty));
    }

    private static string? Refused(DataType type) =>
        Assert.Throws<SparkException>(() => StorableSchema.Check("Parquet", new StructType(Seq.Create<StructField>([new("a", type)])))).Error.ErrorClass;

    private static StructType Schema(string type) => new(Seq.Create<StructField>([new("a", type switch
    {
        "int" => new IntegerType(),
        "bigint" => new LongType(),
        "string" => new StringType(),
        "double" => new DoubleType(),
        "float" => new FloatType(),
        "date" => new DateType(),
        "timestamp" => new TimestampType(),
        _ => new ArrayType(new IntegerType()),
    })]));
}
