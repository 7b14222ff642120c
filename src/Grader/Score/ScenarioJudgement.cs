using System.Globalization;
using Grader.Compare;
using Grader.Replay;
using Grader.Scenarios;

namespace Grader.Score;

/// <summary>One scenario, judged.</summary>
/// <param name="Failure">Why the program did not come to its end; null where it did.</param>
/// <param name="IsWithoutResult">It came to its end, and no query completed a batch in any scenario.</param>
/// <param name="IsRight">Completed, and nothing differs.</param>
/// <param name="Cause">What differs; null where nothing does, or where the program failed before anything did.</param>
/// <param name="Detail">A few words for the report's table; null where it is right.</param>
internal sealed record ScenarioJudgement(
    ScenarioResult Result, ScenarioFailure? Failure, bool IsWithoutResult, bool IsRight, Cause? Cause, string? Detail)
{
    /// <param name="hasBatch">Whether the program completed a batch in any scenario.</param>
    public static ScenarioJudgement Of(ScenarioAnswer answer, ScenarioTrace trace, ComparisonRules rules, bool hasBatch, CallSites sites)
    {
        Scenario scenario = answer.Scenario;
        ScenarioFailure? failure = ScenarioFailure.Of(trace);
        bool completed = failure is null && hasBatch;
        TraceComparison comparison = TraceComparer.Compare(answer, trace, rules, completed ? long.MaxValue : LastBatch(trace));
        bool isRight = completed && comparison.IsRight;
        var result = new ScenarioResult(
            scenario.Name, scenario.Title.En, isRight ? scenario.Points : 0, scenario.Points, completed,
            completed || hasBatch ? comparison.Level : ComparisonLevel.Different, comparison.Differences, comparison.DifferingTriggers, answer.Timeline);
        return new ScenarioJudgement(
            result, failure, failure is null && !hasBatch, isRight,
            comparison.First is null ? null : new ScenarioCause(sites).Of(trace, comparison),
            isRight ? null : Words(failure, completed, comparison));
    }

    /// <summary>When the last batch ran; before all time where none did.</summary>
    private static long LastBatch(ScenarioTrace trace) =>
        GradedQuery.Batches(trace).Select(batch => batch.TimeMs).DefaultIfEmpty(long.MinValue).Max();

    private static string Words(ScenarioFailure? failure, bool completed, TraceComparison comparison) => (failure, completed) switch
    {
        ({ Outcome: Outcome.Timeout }, _) => "not completed: time-out",
        ({ }, _) => "not completed: runtime error",
        (_, false) => "no batch was completed",
        _ => string.Create(CultureInfo.InvariantCulture, $"{comparison.DifferingTriggers} {(comparison.DifferingTriggers == 1 ? "batch differs" : "batches differ")}"),
    };
}
