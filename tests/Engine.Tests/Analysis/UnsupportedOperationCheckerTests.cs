using Grader.Engine.Analysis;
using Grader.Engine.Streaming;
using Grader.Plans;
using Grader.Plans.Logical;

namespace Grader.Engine.Tests.Analysis;

public sealed class UnsupportedOperationCheckerTests : AnalysisFixture
{
    private const string NoWatermark = "Append output mode not supported when there are streaming aggregations on streaming DataFrames/DataSets without watermark";
    private const string Sorting = "Sorting is not supported on streaming DataFrames/Datasets, unless it is on aggregated DataFrame/Dataset in Complete output mode";

    private static LogicalPlan Marked { get; } = Watermark(Stream, "t", "10 seconds");

    private static LogicalPlan Right { get; } = Watermark(Source("u TIMESTAMP, rid STRING", true), "u", "5 seconds");

    public static TheoryData<LogicalPlan, OutputMode, string?> Cases => new()
    {
        { Stream, OutputMode.Append, null },
        { Stream, OutputMode.Update, null },
        { Stream, OutputMode.Complete, "Complete output mode not supported when there are no streaming aggregations on streaming DataFrames/Datasets" },
        { Count(Stream, "k"), OutputMode.Append, NoWatermark },
        { Count(Marked, "k"), OutputMode.Append, NoWatermark },
        { Count(Marked, "window(t, '10 seconds')"), OutputMode.Append, null },
        { Count(Marked, "t"), OutputMode.Append, null },
        { Count(Select(Marked, "CAST(t AS TIMESTAMP) AS x"), "window(x, '10 seconds')"), OutputMode.Append, NoWatermark },
        { new Distinct(Select(Marked, "k")), OutputMode.Append, NoWatermark },
        { Count(Stream, "k"), OutputMode.Update, null },
        { GroupBy(Stream, ["k"], "count(DISTINCT v)"), OutputMode.Update,
            "Distinct aggregations are not supported on streaming DataFrames/Datasets. Consider using approx_count_distinct() instead." },
        { Select(Stream, "monotonically_increasing_id() AS n"), OutputMode.Append,
            "Expression(s): monotonically_increasing_id() is not supported with streaming DataFrames/Datasets" },
        { Sorted(Stream), OutputMode.Append, Sorting },
        { Sorted(Count(Stream, "k")), OutputMode.Update, Sorting },
        { Sorted(Count(Stream, "k")), OutputMode.Complete, null },
        { new Limit(Stream, 3), OutputMode.Append, null },
        { new Limit(Stream, 3), OutputMode.Update, "Limits are not supported on streaming DataFrames/Datasets in Update output mode" },
        { new Offset(Stream, 3), OutputMode.Append, "Offset is not supported on streaming DataFrames/Datasets" },
        { new Sample(Stream, 0, 0.5, false, 1), OutputMode.Append, "Sampling is not supported on streaming DataFrames/Datasets" },
        { new SetOperation(Stream, Stream, SetOperationType.Except, false), OutputMode.Append, "Except on a streaming DataFrame/Dataset on the right is not supported" },
        { new SetOperation(Stream, Stream, SetOperationType.Intersect, false), OutputMode.Append, "Intersect of streaming DataFrames/Datasets is not supported" },
        { new SetOperation(Select(Stream, "k", "v"), Batch, SetOperationType.Union, true), OutputMode.Append, "Union between streaming and batch DataFrames/Datasets is not supported" },
        { Joined(JoinType.Inner), OutputMode.Append, null },
        { Joined(JoinType.Inner), OutputMode.Update, "Join between two streaming DataFrames/Datasets is not supported in Update output mode, only in Append output mode" },
        { Joined(JoinType.LeftOuter), OutputMode.Append,
            "Stream-stream LeftOuter join between two streaming DataFrame/Datasets is not supported without a watermark in the join keys, or a watermark on the nullable side and an appropriate range condition" },
        { Joined(JoinType.LeftOuter, " AND u >= t AND u <= t + INTERVAL 10 SECONDS"), OutputMode.Append, null },
        { Joined(JoinType.LeftAnti), OutputMode.Append, "LeftAnti joins with a streaming DataFrame/Dataset on the right are not supported" },
        { new Join(Stream, Batch, E("w = v"), JoinType.RightOuter, []), OutputMode.Append,
            "RightOuter join with a streaming DataFrame/Dataset on the left and a static DataFrame/DataSet on the right not supported" },
        { new Join(Stream, Batch, E("w = v"), JoinType.FullOuter, []), OutputMode.Append,
            "FullOuter joins with streaming DataFrames/Datasets on the left and a static DataFrame/Dataset on the right is not supported" },
        { Count(Marked, "session_window(t, '5 seconds')", "k"), OutputMode.Append, null },
        { Count(Marked, "session_window(t, '5 seconds')", "k"), OutputMode.Update, "Update output mode not supported for session window on streaming DataFrames/DataSets" },
        { Count(Stream, "session_window(t, '5 seconds')", "k"), OutputMode.Append, NoWatermark },
        { Joined(JoinType.LeftSemi, " AND u >= t"), OutputMode.Append,
            "Stream-stream LeftSemi join between two streaming DataFrame/Datasets is not supported without a watermark in the join keys, or a watermark on the nullable side and an appropriate range condition" },
        { Joined(JoinType.LeftSemi, " AND u <= t"), OutputMode.Append, null },
        { Joined(JoinType.RightOuter, " AND u >= t"), OutputMode.Append, null },
        { Batch, OutputMode.Append, "Queries without streaming sources cannot be executed with writeStream.start()" },
    };

    [Theory]
    [MemberData(nameof(Cases), DisableDiscoveryEnumeration = true)]
    public void Streams_are_refused_in_the_words_of_Spark(LogicalPlan plan, OutputMode mode, string? message)
    {
        ResolvedPlan resolved = Analyze(plan);
        Assert.Equal(message, Record.Exception(() => UnsupportedOperationChecker.CheckForStreaming(resolved, mode))?.Message);
    }

    [Theory]
    [InlineData(OutputMode.Update)]
    [InlineData(OutputMode.Complete)]
    public void Two_aggregates_are_refused_unless_the_check_is_off(OutputMode mode)
    {
        ResolvedPlan plan = Analyze(Count(Count(Stream, "k"), "count"));
        string message = Assert.Throws<SparkException>(() => UnsupportedOperationChecker.CheckForStreaming(plan, mode)).Message;
        Assert.StartsWith("Detected pattern of possible 'correctness' issue due to global watermark.", message, StringComparison.Ordinal);
        UnsupportedOperationChecker.CheckForStreaming(plan, mode, checkCorrectness: false);
    }

    [Fact]
    public void A_pivot_is_two_aggregates()
    {
        LogicalPlan pivot = new Aggregate(Stream, GroupType.Pivot, [E("k")], [E("count(1) AS count")], E("v"),
            Seq.Create<Plans.Expressions.Literal>([new(1, new Plans.Types.IntegerType()), new(2, new Plans.Types.IntegerType())]));
        ResolvedPlan plan = Analyze(pivot);
        Assert.Equal("k string, 1 bigint, 2 bigint", Columns(plan));
        Assert.Throws<SparkException>(() => UnsupportedOperationChecker.CheckForStreaming(plan, OutputMode.Complete));
    }

    [Fact]
    public void A_batch_action_refuses_a_stream()
    {
        ResolvedPlan plan = Analyze(Select(Stream, "k"));
        Assert.Equal("Queries with streaming sources must be executed with writeStream.start()",
            Assert.Throws<SparkException>(() => UnsupportedOperationChecker.CheckForBatch(plan)).Message);
        UnsupportedOperationChecker.CheckForBatch(Analyze(Batch));
    }

    private static LogicalPlan Sorted(LogicalPlan child) => new Sort(child, [new Plans.Expressions.SortOrder(
        E("k"), Plans.Expressions.SortDirection.Ascending, Plans.Expressions.NullOrdering.NullsFirst)]);

    private static LogicalPlan Joined(JoinType type, string more = "") => new Join(Marked, Right, E("k = rid" + more), type, []);
}
