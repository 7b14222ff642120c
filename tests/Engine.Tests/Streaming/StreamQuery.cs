using Grader.Plans;
using Grader.Plans.Expressions;
using Grader.Plans.Logical;

namespace Grader.Engine.Tests.Streaming;

/// <summary>A query for property tests.</summary>
/// <param name="Sources">Schemas of its folders.</param>
/// <param name="Plan">Builds its plan from the plans of its folders.</param>
internal sealed record StreamQuery(string OutputMode, IReadOnlyDictionary<string, string> Sources, Func<Func<string, LogicalPlan>, LogicalPlan> Plan)
{
    public IReadOnlyList<Setting> Conf { get; init; } = [];

    private static readonly Dictionary<string, string> Events = new() { ["s"] = "t TIMESTAMP, k STRING, v INT" };
    private static readonly Dictionary<string, string> TwoStreams = new() { ["l"] = "t TIMESTAMP, id INT, x STRING", ["r"] = "u TIMESTAMP, rid INT, y STRING" };

    public static StreamQuery Windows(string outputMode, string delay, string window = "window(t, '10 seconds')") => new(
        outputMode, Events, source => GroupBy(new WithWatermark(source("s"), "t", delay), [window, "k"], "count(1) AS n", "sum(v) AS s"));

    public static StreamQuery Sessions(string outputMode, string delay) => Windows(outputMode, delay, "session_window(t, '5 seconds')");

    public static StreamQuery Deduplication(string delay, params string[] columns) => new(
        "append", Events, source => new Deduplicate(new WithWatermark(source("s"), "t", delay), columns.ToSeq()));

    public static StreamQuery DeduplicationWithinWatermark(string delay) => new(
        "append", Events, source => new Deduplicate(new WithWatermark(source("s"), "t", delay), ["k"], WithinWatermark: true));

    public static StreamQuery ChainedWindows(string delay) => new(
        "append", Events, source => GroupBy(
            GroupBy(new WithWatermark(source("s"), "t", delay), ["window(t, '5 seconds')", "k"], "count(1) AS n"), ["window(window, '20 seconds')"], "sum(n) AS n", "count(1) AS keys"));

    /// <summary>Pairs of one id whose right time is from 5 seconds before the left one to 10 seconds after it.</summary>
    public static StreamQuery Join(JoinType type, string leftDelay, string rightDelay) => new("append", TwoStreams, source => Joined(source, type, leftDelay, rightDelay));

    public static StreamQuery JoinThenWindows(JoinType type, string leftDelay, string rightDelay) => new(
        "append", TwoStreams, source => GroupBy(
            new Project(Joined(source, type, leftDelay, rightDelay), [E("t"), E("x"), E("y")]), ["window(t, '10 seconds')"], "count(1) AS n", "count(y) AS matched"));

    private static Join Joined(Func<string, LogicalPlan> source, JoinType type, string leftDelay, string rightDelay) => new(
        new WithWatermark(source("l"), "t", leftDelay), new WithWatermark(source("r"), "u", rightDelay),
        E("id = rid AND u >= t - INTERVAL 5 SECONDS AND u <= t + INTERVAL 10 SECONDS"), type, []);

    private static Aggregate GroupBy(LogicalPlan child, string[] keys, params string[] aggregates) =>
        new(child, GroupType.GroupBy, keys.Select(E).ToSeq(), aggregates.Select(E).ToSeq());

    private static Expression E(string text) => new ExpressionString(text);
}
