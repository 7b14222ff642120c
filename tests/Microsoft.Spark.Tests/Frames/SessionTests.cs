using System.Collections;
using Grader.Plans.Session;
using Microsoft.Spark;
using Microsoft.Spark.Sql.Types;

namespace Grader.SparkApi.Tests.Frames;

/// <summary>Settings, views, local tables and what a frame asks its session for.</summary>
[Collection(SessionTestGroup.Name)]
public sealed class SessionTests
{
    private readonly FrameFixture fixture = new();

    [Fact]
    public void A_builder_sets_its_options_when_the_session_is_got()
    {
        SparkSession.Builder().AppName("app").Master("local[2]").Config("a", "x").Config("b", true).Config("c", 4).Config("d", 1.0)
            .Config(new SparkConf().Set("e", "y")).GetOrCreate();
        Assert.Equal(
            new Dictionary<string, string>
            {
                ["spark.app.name"] = "app",
                ["spark.master"] = "local[2]",
                ["a"] = "x",
                ["b"] = "true",
                ["c"] = "4",
                ["d"] = "1.0",
                ["e"] = "y",
            },
            fixture.Session.Conf);
    }

    [Fact]
    public void Settings_are_read_set_and_taken_back()
    {
        RuntimeConfig conf = fixture.Spark.Conf();
        conf.Set("a", 5);
        Assert.Equal("5", conf.Get("a"));
        conf.Unset("a");
        Assert.Equal("none", conf.Get("a", "none"));
        Assert.Contains("[SQL_CONF_NOT_FOUND] The SQL config \"a\" cannot be found.", Assert.Throws<Exception>(() => conf.Get("a")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_version_is_the_one_the_engine_reproduces()
    {
        Assert.Equal("3.5.9", fixture.Spark.Version());
        Assert.Equal("3.5.9", fixture.Spark.SparkContext.Version());
    }

    [Fact]
    public void A_log_level_is_one_of_Sparks()
    {
        fixture.Spark.SparkContext.SetLogLevel("warn");
        Assert.Contains(
            "requirement failed: Supplied level LOUD did not match one of: ALL,DEBUG,ERROR,FATAL,INFO,OFF,TRACE,WARN",
            Assert.Throws<Exception>(() => fixture.Spark.SparkContext.SetLogLevel("LOUD")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Views_are_made_of_plans_and_dropped_by_name()
    {
        DataFrame stream = fixture.Stream();
        stream.CreateOrReplaceTempView("lines");
        stream.CreateTempView("once");
        stream.CreateGlobalTempView("everywhere");
        Assert.True(fixture.Spark.Catalog.DropTempView("lines"));
        Assert.Equal(
            [
                new CreateTempViewRequest("lines", stream.Plan, true, false), new CreateTempViewRequest("once", stream.Plan, false, false),
                new CreateTempViewRequest("everywhere", stream.Plan, false, true), new DropTempViewRequest("lines", false),
            ],
            fixture.Session.Calls.Skip(1));
    }

    [Fact]
    public void Rows_come_with_their_schema_and_as_values_of_the_language()
    {
        var element = new T.StructType([new T.StructField("x", new T.DoubleType())]);
        fixture.Session.Rows = new CollectedRows(
            new T.StructType(
            [
                new T.StructField("n", new T.LongType()), new T.StructField("d", new T.DateType()), new T.StructField("t", new T.TimestampType()),
                new T.StructField("m", new T.DecimalType(5, 2)), new T.StructField("a", new T.ArrayType(new T.IntegerType())), new T.StructField("s", element),
                new T.StructField("z", new T.StringType()),
            ]),
            [[5L, 1, 1_000_000L, new T.SparkDecimal(1250, 2), Seq.Create<object?>([1, 2]), Seq.Create<object?>([0.5]), null]]);
        Row row = Assert.Single(fixture.Table().Collect());
        Assert.Equal(5L, row.GetAs<long>("n"));
        Assert.Equal(new Date(1970, 1, 2), row.Get("d"));
        Assert.Equal(new Timestamp(1970, 1, 1, 0, 0, 1, 0), row.Get("t"));
        Assert.Equal(12.50m, row.GetAs<decimal>("m"));
        Assert.Equal([1, 2], row.GetAs<int[]>("a"));
        Assert.IsType<ArrayList>(row.Get("a"));
        Assert.Equal(0.5, row.GetAs<Row>("s").GetAs<double>("x"));
        Assert.Null(row.Get("z"));
        Assert.Equal("[5,1970-01-02,1970-01-01 00:00:01.000000Z,12.50,System.Collections.ArrayList,[0.5],]", row.ToString());
        Assert.Equal(7, row.Schema.Fields.Count);
    }

    /// <summary>The package's rows come through a pickler, which knows one kind of integer, as long as it must be, and one kind of fraction.</summary>
    [Fact]
    public void Numbers_come_as_the_packages_pickler_gives_them()
    {
        (T.DataType Type, object Value, object Expected)[] values =
        [
            (new T.ByteType(), (sbyte)-1, -1), (new T.ShortType(), (short)2, 2), (new T.IntegerType(), 3, 3), (new T.LongType(), 4L, 4),
            (new T.LongType(), (long)int.MaxValue, int.MaxValue), (new T.LongType(), int.MaxValue + 1L, int.MaxValue + 1L),
            (new T.LongType(), (long)int.MinValue, int.MinValue), (new T.LongType(), int.MinValue - 1L, int.MinValue - 1L),
            (new T.FloatType(), 0.1f, (double)0.1f), (new T.DoubleType(), 0.1, 0.1), (new T.BooleanType(), true, true), (new T.StringType(), "a", "a"),
            (new T.DecimalType(3, 1), new T.SparkDecimal(15, 1), 1.5m), (new T.BinaryType(), Seq.Create<byte>([1, 2]), new byte[] { 1, 2 }),
        ];
        fixture.Session.Rows = new CollectedRows(
            new T.StructType(values.Select((value, i) => new T.StructField($"c{i}", value.Type)).ToSeq()), [values.Select(value => (object?)value.Value).ToSeq()]);
        Row row = Assert.Single(fixture.Table().Collect());
        Assert.Equal(values.Select(value => value.Expected), row.Values);
        Assert.Throws<InvalidCastException>(() => (long)row[3]);
        Assert.Equal(4L, row.GetAs<long>(3));
        Assert.Equal(4L, row.GetAs<long?>(3));
        Assert.Equal(0.1f, row.GetAs<float>(8));
        Assert.Throws<OverflowException>(() => row.GetAs<int>(5));
    }

    [Fact]
    public void The_first_rows_are_those_of_a_limit()
    {
        DataFrame table = fixture.Table();
        Assert.Empty(table.Take(3));
        var request = (CollectRequest)fixture.Session.Calls[^1];
        Assert.Equal(new P.Limit(Built.TablePlan, 3), Hosting.RecordingSession.Unidentified(request.Plan));
        Assert.Throws<InvalidOperationException>(() => table.First());
        Assert.True(table.IsEmpty());
    }

    [Fact]
    public void Collecting_runs_when_the_rows_are_asked_for()
    {
        IEnumerable<Row> rows = fixture.Table().Collect();
        Assert.DoesNotContain(fixture.Session.Calls, call => call is CollectRequest);
        Assert.Empty(rows);
        Assert.Single(fixture.Session.Calls.OfType<CollectRequest>());
    }

    [Fact]
    public void A_local_table_holds_its_values_in_the_plan()
    {
        var schema = new StructType([new StructField("k", new StringType()), new StructField("d", new DateType(), isNullable: false)]);
        fixture.Spark.CreateDataFrame([new GenericRow(["a", new Date(1970, 1, 3)]), new GenericRow([null!, new Date(1970, 1, 1)])], schema);
        Assert.Equal(
            new P.LocalRelation(
                new T.StructType([new T.StructField("k", new T.StringType()), new T.StructField("d", new T.DateType(), false)]),
                [["a", 2], [null, 0]]),
            fixture.Session.LastPlan);
        fixture.Spark.CreateDataFrame([1, 2]);
        Assert.Equal(
            new P.LocalRelation(new T.StructType([new T.StructField("_1", new T.IntegerType(), false)]), [[1], [2]]), fixture.Session.LastPlan);
    }

    [Fact]
    public void A_value_of_another_type_is_no_value_of_a_local_table() => Assert.Contains(
        "System.Int32 is not a valid external type for schema of bigint",
        Assert.Throws<Exception>(() => fixture.Spark.CreateDataFrame(
            [new GenericRow([1])], new StructType([new StructField("n", new LongType())]))).Message,
        StringComparison.Ordinal);

    [Fact]
    public void A_stream_cannot_be_cached() => Assert.Contains(
        "Queries with streaming sources must be executed with writeStream.start()",
        Assert.Throws<Exception>(() => fixture.Stream().Cache()).Message, StringComparison.Ordinal);

    [Fact]
    public void Columns_and_types_are_those_of_the_analysis()
    {
        DataFrame stream = fixture.Stream();
        Assert.Equal(["t", "k", "v"], stream.Columns());
        Assert.True(stream.IsStreaming());
        Assert.False(fixture.Table().IsStreaming());
        Assert.Equal([Tuple.Create("t", "timestamp"), Tuple.Create("k", "string"), Tuple.Create("v", "integer")], stream.DTypes());
        Assert.Equal("struct<t:timestamp,k:string,v:integer>", stream.Schema().SimpleString);
    }
}
