using Grader.Plans;
using Grader.Plans.Expressions;
using Grader.Plans.Logical;

namespace Grader.Engine.Tests.Streaming;

/// <summary>A stateful operator's rows have one event time, and sessions have a key.</summary>
public sealed class EventTimeColumnTests
{
    private static readonly Dictionary<string, string> Events = new() { ["s"] = "t TIMESTAMP, k STRING, v INT" };

    [Fact]
    public void Two_columns_of_event_time_are_one_too_many() => Assert.Contains(
        "More than one event time columns are available. Please ensure there is at most one event time column per stream. event time columns: (t-T5000ms,w-T5000ms)",
        Failure(source => new Deduplicate(Select(source, "t", "k", "window(t, '10 seconds') AS w"), ["k"])), StringComparison.Ordinal);

    [Fact]
    public void A_second_one_that_nothing_needs_is_none() => Assert.Null(
        Failure(source => Select(new Deduplicate(Select(source, "t", "k", "window(t, '10 seconds') AS w"), ["w"]), "w")));

    [Fact]
    public void Sessions_without_a_key_are_refused_when_the_query_runs() => Assert.Contains(
        "Global aggregation with session window in streaming query is not supported.",
        Failure(source => new Aggregate(source, GroupType.GroupBy, [E("session_window(t, '5 seconds')")], [E("count(1)")])), StringComparison.Ordinal);

    [Fact]
    public void A_gap_that_is_no_interval_is_refused() => Assert.Throws<SparkException>(() =>
        Failure(source => new Aggregate(source, GroupType.GroupBy, [E("session_window(t, 5)"), E("k")], [E("count(1)")])));

    private static string? Failure(Func<LogicalPlan, LogicalPlan> plan)
    {
        var world = new StreamWorld(new StreamQuery("append", Events, source => plan(new WithWatermark(source("s"), "t", "5 seconds"))));
        world.AddFile("s", [new StreamRow(1, "a", 1).Event]);
        return world.RunToFailure();
    }

    private static Project Select(LogicalPlan child, params string[] columns) => new(child, columns.Select(E).ToSeq());

    private static Expression E(string text) => new ExpressionString(text);
}
