using Grader.SparkApi.Tests.Hosting;
using Microsoft.Spark;

namespace Grader.SparkApi.Tests.Frames;

/// <summary>Fields of structs, patterns of names, checkpoints, observed metrics and what a frame says of its plan, run by the engine.</summary>
[Collection(SessionTestGroup.Name)]
public sealed class FrameSemanticsTests
{
    public FrameSemanticsTests() => _ = new BatchSession();

    private static SparkSession Spark => SparkSession.Current;

    [Fact]
    public void A_field_is_replaced_where_it_is_and_added_at_the_end_where_it_is_not()
    {
        DataFrame frame = Spark.Sql("SELECT named_struct('a', 1, 'b', named_struct('c', 2, 'd', 3)) AS s");
        Assert.Equal("[[[7,[2,3]]]]", Json(frame.Select(frame["s"].WithField("a", Functions.Lit(7)))));
        Assert.Equal("struct<a:int,b:struct<c:int,d:int>,e:string>", Type(frame.Select(frame["s"].WithField("e", Functions.Lit("x")).Alias("s"))));
        Assert.Equal("[[[1,[9,3]]]]", Json(frame.Select(frame["s"].WithField("b.c", Functions.Lit(9)))));
        Assert.Equal("struct<a:int,b:struct<d:int>>", Type(frame.Select(frame["s"].DropFields("b.c", "nope").Alias("s"))));
        Assert.Equal("struct<b:struct<c:int,d:int>>", Type(frame.WithColumn("s", frame["s"].DropFields("A"))));
        Assert.Equal(["update_fields(s, WithField(7))"], frame.Select(Functions.Col("s").WithField("a", Functions.Lit(7))).Columns());
        Assert.Contains("Cannot drop all fields in struct.", BatchSession.ErrorOf(() => frame.Select(frame["s"].DropFields("a", "b"))), StringComparison.Ordinal);
        Assert.Contains("[DATATYPE_MISMATCH.UNEXPECTED_INPUT_TYPE]", BatchSession.ErrorOf(() => frame.Select(frame["s.a"].WithField("x", Functions.Lit(1)))), StringComparison.Ordinal);
        Assert.Contains("[FIELD_NOT_FOUND]", BatchSession.ErrorOf(() => frame.Select(frame["s"].WithField("x.y", Functions.Lit(1)))), StringComparison.Ordinal);
    }

    [Fact]
    public void A_struct_that_is_null_stays_null() => Assert.Equal("-", BatchSession.Rows(
        Spark.Sql("SELECT CAST(NULL AS STRUCT<a: INT>) AS s").Select(Functions.Col("s").WithField("a", Functions.Lit(1)))));

    [Fact]
    public void Columns_are_found_by_a_pattern_of_their_whole_names()
    {
        DataFrame frame = Spark.Sql("SELECT 1 AS a1, 2 AS A2, 3 AS ba1");
        Assert.Equal(["a1", "A2"], frame.Select(frame.ColRegex("`a[0-9]`")).Columns());
        Assert.Equal(["a1"], frame.Select(frame.ColRegex("a1")).Columns());
        Assert.Equal(["ba1"], frame.As("t").Select(frame.As("t").ColRegex("t.`b.*`")).Columns());
        Assert.Contains("[INVALID_USAGE_OF_STAR_OR_REGEX]", BatchSession.ErrorOf(() => frame.Select(frame.ColRegex("`a.*`") + 1)), StringComparison.Ordinal);
    }

    [Fact]
    public void A_checkpoint_keeps_its_rows()
    {
        Spark.Range(2).Write().Json("in");
        DataFrame read = Spark.Read().Json("in");
        DataFrame kept = read.LocalCheckpoint(), lazy = read.LocalCheckpoint(false);
        Spark.Range(5, 6).Write().Mode("append").Json("in");
        Assert.Equal([2L, 3L, 3L], [kept.Count(), lazy.Count(), read.Count()]);
        Assert.Equal(1, kept.Filter(read["id"] > 0).Count());
        Assert.Contains("Checkpoint directory has not been set in the SparkContext", BatchSession.ErrorOf(() => Spark.Range(1).Checkpoint()), StringComparison.Ordinal);
        try
        {
            Spark.SparkContext.SetCheckpointDir("points");
            Assert.Equal("points", Spark.SparkContext.GetCheckpointDir());
            Assert.Equal(1, Spark.Range(1).Checkpoint().Count());
        }
        finally
        {
            Spark.SparkContext.SetCheckpointDir(null);
        }

        Assert.Contains("Queries with streaming sources must be executed with writeStream.start()", BatchSession.ErrorOf(() => Spark.ReadStream().Format("rate").Load().LocalCheckpoint()), StringComparison.Ordinal);
    }

    [Fact]
    public void Observed_metrics_are_aggregates_and_change_no_rows()
    {
        DataFrame frame = Spark.Range(3);
        Assert.Equal(3, frame.Observe("m", Functions.Count(Functions.Lit(1)).As("rows"), Functions.Max(frame["id"]).As("max")).Count());
        Assert.Contains("[INVALID_OBSERVED_METRICS.NON_AGGREGATE_FUNC_ARG_IS_ATTRIBUTE]", BatchSession.ErrorOf(() => frame.Observe("m", frame["id"])), StringComparison.Ordinal);
        Assert.Contains("[INVALID_OBSERVED_METRICS.MISSING_NAME]", BatchSession.ErrorOf(() => frame.Observe("", Functions.Max(frame["id"]))), StringComparison.Ordinal);
    }

    [Fact]
    public void Plans_are_compared_by_what_they_compute()
    {
        DataFrame left = Spark.Range(5).Filter("id > 2"), right = Spark.Range(5).Filter("id > 2"), other = Spark.Range(5).Filter("id > 3");
        Assert.True(left.SameSemantics(right));
        Assert.Equal(left.SemanticHash(), right.SemanticHash());
        Assert.False(left.SameSemantics(other));
        Assert.NotEqual(left.SemanticHash(), other.SemanticHash());
        Assert.True(left.Select(left["id"].Alias("x")).SameSemantics(right.Select(right["id"].Alias("y"))));
    }

    [Fact]
    public void A_frame_knows_the_files_it_reads()
    {
        Spark.Range(1).Write().Json("a b");
        string file = Assert.Single(Spark.Read().Json("a b").Filter("id = 0").InputFiles());
        Assert.Matches("^file:///a%20b/part-00000-.*-c000\\.json$", file);
        Assert.Empty(Spark.Range(1).InputFiles());
        Assert.Equal([true, false, false], [Spark.Sql("VALUES (1)").IsLocal(), Spark.Range(1).IsLocal(), Spark.CreateDataFrame([1]).IsLocal()]);
    }

    [Fact]
    public void A_column_says_what_it_computes()
    {
        Column a = Functions.Col("a");
        Assert.Equal("a", a.ToString());
        Assert.Equal("((a + 1) > b)", (a + 1 > Functions.Col("b")).ToString());
        Assert.Equal("CASE WHEN (a = x) THEN 1 ELSE 2 END", Functions.When(a == "x", 1).Otherwise(2).ToString());
        Assert.Equal("CAST(a AS INT)", a.Cast("int").ToString());
        Assert.Equal("sum(DISTINCT a)", Functions.SumDistinct("a").ToString());
        Assert.Equal("(a IN (1, 2))", a.IsIn(1, 2).ToString());
        Assert.Equal("(a + 1)", Functions.Expr("a + 1").Alias("x").ToString());
        Assert.Equal("row_number() OVER (PARTITION BY a ORDER BY b DESC NULLS LAST unspecifiedframe$())", Functions.RowNumber().Over(Microsoft.Spark.Sql.Expressions.Window.PartitionBy("a").OrderBy(Functions.Desc("b"))).ToString());
        using var printed = new StringWriter();
        TextWriter before = Console.Out;
        Console.SetOut(printed);
        try
        {
            (a == "x").Explain(false);
            (a == "x").Explain(true);
        }
        finally
        {
            Console.SetOut(before);
        }

        Assert.Equal(["(a = 'x')", "('a = x)"], printed.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
    }

    [Fact]
    public void Without_a_path_a_schema_is_enough_to_read_nothing()
    {
        Assert.Empty(Spark.Read().Format("json").Schema("a INT").Load().Collect());
        Assert.Contains("[UNABLE_TO_INFER_SCHEMA]", BatchSession.ErrorOf(() => Spark.Read().Format("json").Load()), StringComparison.Ordinal);
    }

    [Fact]
    public void Dictionaries_are_maps_of_local_frames()
    {
        var schema = new Microsoft.Spark.Sql.Types.StructType([new("m", new Microsoft.Spark.Sql.Types.MapType(new Microsoft.Spark.Sql.Types.StringType(), new Microsoft.Spark.Sql.Types.IntegerType()))]);
        DataFrame frame = Spark.CreateDataFrame([new GenericRow([new Dictionary<string, int> { ["a"] = 1, ["b"] = 2 }])], schema);
        Assert.Equal(2, frame.Select("m.b").First().Get(0));
        Assert.Equal(new Dictionary<string, int> { ["a"] = 1, ["b"] = 2 }, frame.First().GetAs<Dictionary<string, int>>("m"));
    }

    [Fact]
    public void A_watermark_on_a_batch_is_nothing_whatever_its_column() =>
        Assert.Equal(1, Spark.Range(1).WithWatermark("time", "10 minutes").Count());

    [Fact]
    public void A_context_counts_the_threads_of_its_master()
    {
        Assert.Equal(4, new SparkContext("local[4]", "app").DefaultParallelism);
        Assert.Equal(1, new SparkContext("local[*]", "app").DefaultParallelism);
        Assert.Equal(9, new SparkContext(new SparkConf().Set("spark.default.parallelism", "9")).DefaultParallelism);
        SparkConf conf = new SparkContext("local", "app", new SparkConf().Set("a", "b")).GetConf();
        Assert.Equal(["local", "app", "b"], new[] { "spark.master", "spark.app.name", "a" }.Select(key => conf.Get(key, "-")));
        SparkContext shared = SparkContext.GetOrCreate(new SparkConf().Set("some.key", "value"));
        Assert.Same(shared, SparkContext.GetOrCreate(new SparkConf()));
        Assert.Equal("value", shared.GetConf().Get("some.key", ""));
    }

    private static string Json(DataFrame frame) => $"[{string.Join(',', frame.Collect())}]";

    private static string Type(DataFrame frame) => frame.PlanSchema.Fields.Single().DataType.SimpleString;
}
