using Microsoft.Spark.Sql.Types;

namespace Grader.SparkApi.Tests.Types;

public sealed class DataTypeTests
{
    private static readonly StructType Nested = new(
    [
        new StructField("id", new LongType(), isNullable: false),
        new StructField("tags", new ArrayType(new StringType(), containsNull: false)),
        new StructField("prices", new MapType(new StringType(), new DecimalType(10, 2))),
        new StructField("place", new StructType([new StructField("x", new DoubleType()), new StructField("день", new IntegerType())])),
    ]);

    [Fact]
    public void Types_have_the_names_of_their_classes()
    {
        Assert.Equal("integer", new IntegerType().SimpleString);
        Assert.Equal("long", new LongType().TypeName);
        Assert.Equal("decimal(10,0)", new DecimalType().SimpleString);
        Assert.Equal("decimal", new DecimalType().TypeName);
        Assert.Equal("struct<id:long,tags:array<string>,prices:map<string,decimal(10,2)>,place:struct<x:double,день:integer>>", Nested.SimpleString);
        Assert.Equal("StructField(x,double)", new StructField("x", new DoubleType()).ToString());
    }

    [Fact]
    public void Equality_is_by_name_whatever_may_be_null()
    {
        Assert.Equal(new ArrayType(new StringType()), new ArrayType(new StringType(), containsNull: false));
        Assert.NotEqual<DataType>(new IntegerType(), new LongType());
        Assert.Equal(new DecimalType(5, 1).GetHashCode(), new DecimalType(5, 1).GetHashCode());
    }

    [Fact]
    public void Json_is_Sparks_with_sorted_properties()
    {
        Assert.Equal("\"integer\"", new IntegerType().Json);
        Assert.Equal(
            """{"fields":[{"metadata":{},"name":"день","nullable":true,"type":{"containsNull":true,"elementType":"decimal(5,1)","type":"array"}}],"type":"struct"}""",
            new StructType([new StructField("день", new ArrayType(new DecimalType(5, 1)))]).Json);
    }

    [Fact]
    public void A_type_is_read_back_from_its_json()
    {
        var read = (StructType)DataType.ParseDataType(Nested.Json);
        Assert.Equal(Nested.Json, read.Json);
        Assert.False(read.Fields[0].IsNullable);
        Assert.Throws<ArgumentException>(() => DataType.ParseDataType("\"complex\""));
    }

    [Fact]
    public void A_type_crosses_to_plans_and_back() => Assert.Equal(Nested.Json, DataType.Of(Nested.ToPlan()).Json);

    [Fact]
    public void A_printed_schema_is_a_tree() => Assert.Equal(
        """
        root
         |-- id: long (nullable = false)
         |-- tags: array (nullable = true)
         |    |-- element: string (containsNull = false)
         |-- prices: map (nullable = true)
         |    |-- key: string
         |    |-- value: decimal(10,2) (valueContainsNull = true)
         |-- place: struct (nullable = true)
         |    |-- x: double (nullable = true)
         |    |-- день: integer (nullable = true)

        """.ReplaceLineEndings("\n"),
        SchemaTree.Print(Nested.ToPlanStruct(), 0));

    [Fact]
    public void A_printed_schema_stops_at_its_level() => Assert.Equal(
        "root\n |-- a: array (nullable = true)\n",
        SchemaTree.Print(new T.StructType([new T.StructField("a", new T.ArrayType(new T.StringType()))]), 1));

    [Fact]
    public void Times_are_in_UTC_to_the_microsecond()
    {
        var timestamp = new Timestamp(2024, 3, 1, 12, 0, 0, 250);
        Assert.Equal("2024-03-01 12:00:00.000250Z", timestamp.ToString());
        Assert.Equal(250, timestamp.Microsecond);
        Assert.Equal(timestamp, new Timestamp(timestamp.ToDateTime()));
        Assert.Throws<ArgumentOutOfRangeException>(() => new Timestamp(2024, 3, 1, 0, 0, 0, 1_000_000));
        Assert.Equal("2024-03-01", new Date(2024, 3, 1).ToString());
        Assert.Equal(new Date(2024, 3, 1), new Date(new DateTime(2024, 3, 1, 5, 0, 0)));
    }

    [Theory]
    [InlineData(DateTimeKind.Utc)]
    [InlineData(DateTimeKind.Local)]
    [InlineData(DateTimeKind.Unspecified)]
    public void A_time_that_is_not_in_UTC_is_one_of_the_machine_s_zone(DateTimeKind kind)
    {
        var noon = new DateTime(2024, 3, 1, 12, 0, 0, kind);
        TimeSpan ahead = kind == DateTimeKind.Utc ? TimeSpan.Zero : TimeZoneInfo.Local.GetUtcOffset(noon);
        var timestamp = new Timestamp(noon);
        Assert.Equal(new DateTime(2024, 3, 1, 12, 0, 0, DateTimeKind.Utc) - ahead, timestamp.ToDateTime());
        Assert.Equal(DateTimeKind.Utc, timestamp.ToDateTime().Kind);
    }
}
