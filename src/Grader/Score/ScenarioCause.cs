using System.Globalization;
using Grader.Compare;
using Grader.Plans;
using Grader.Replay;

namespace Grader.Score;

/// <summary>Says why a scenario's points are lost: the first trigger that differs, and what it looks like.</summary>
internal sealed class ScenarioCause(CallSites sites)
{
    /// <returns>In words that do not name the scenario.</returns>
    public Cause Of(ScenarioTrace trace, TraceComparison comparison)
    {
        TriggerDifference difference = comparison.First!;
        (string id, string words, Origin place) =
            Schema(difference) ?? NotRecovered(trace, difference) ?? Stopped(trace, difference) ?? Rows(difference);
        string more = (comparison.DifferingTriggers, difference.SchemaProblem) switch
        {
            ( <= 1, _) or (_, not null) => "",
            (2, _) => " One more batch differs.",
            (var count, _) => string.Create(CultureInfo.InvariantCulture, $" {count - 1} more batches differ."),
        };
        string level = comparison.Level switch
        {
            ComparisonLevel.SameTableAfterEachTrigger => " The table is the same after each trigger, but it comes in other batches.",
            ComparisonLevel.SameFinalTable => " In the end the table is the same.",
            _ => "",
        };
        string stop = words.EndsWith('?') ? "" : ".";
        return new Cause(id, $"{words}{stop}{more}{level}", place.File, place.IsKnown ? place.Line : null);
    }

    private (string Id, string Words, Origin Place)? Schema(TriggerDifference difference)
    {
        if (difference.SchemaProblem is not { } problem)
        {
            return null;
        }

        Origin made = CallSites.Of(difference.Submission!.Plan);
        return ("schema", problem, made.IsKnown ? made : sites.Before(difference.Submission.Operation.Origin, "WriteStream"));
    }

    /// <summary>The first difference comes after a restart, and the query began anew there though it had run before.</summary>
    private static (string Id, string Words, Origin Place)? NotRecovered(ScenarioTrace trace, TriggerDifference difference)
    {
        int run = difference.Run;
        if (run == 0 || run >= trace.Runs.Count || GradedQuery.Of(trace.Runs[run]) is not { Batches: [{ BatchId: 0, IsRerun: false }, ..] } query
            || trace.Runs.Take(run).Select(GradedQuery.Of).OfType<QueryTrace>().LastOrDefault(earlier => earlier.Batches.Count > 0) is not { } before)
        {
            return null;
        }

        string why = (before.CheckpointLocation, query.CheckpointLocation) switch
        {
            (null, _) or (_, null) => "it has no checkpoint location",
            var (old, current) when old != current => $"its checkpoint location changed from `{old}` to `{current}`",
            _ => "its checkpoint was gone: does the program delete it?",
        };
        return ("not-recovered",
            $"after the restart at {ClockText.Of(trace.Runs[run].StartMs)} the query began anew with batch 0 instead of going on where it was: {why}", query.Operation.Origin);
    }

    /// <summary>The batch is missing because nothing ran any more.</summary>
    private static (string Id, string Words, Origin Place)? Stopped(ScenarioTrace trace, TriggerDifference difference)
    {
        if (difference.Actual.Count > 0 || difference.Run >= trace.Runs.Count)
        {
            return null;
        }

        ProgramRun run = trace.Runs[difference.Run];
        QueryTrace? query = GradedQuery.Of(run);
        if (query?.Batches.Any(batch => batch.TriggerTimeMs >= difference.TimeMs) == true)
        {
            return null;
        }

        string time = ClockText.Of(difference.TimeMs);
        return (query, run.End) switch
        {
            (null, ProgramReturned or ProgramDied) => ("no-query", "the program ended without starting a query", default),
            ({ WasStopped: true }, _) => ("stopped-early", $"the query was stopped before the batch of {time}", query.Operation.Origin),
            ({ TriggerIntervalMs: null }, _) => ("stopped-early", $"the query runs one batch and ends, so the batch of {time} is missing", query.Operation.Origin),
            ({ }, ProgramReturned or ProgramDied) => (
                "stopped-early", $"the program ended before the batch of {time}; query.AwaitTermination() would make it wait", query.Operation.Origin),
            ({ }, ProgramWaited { IsInCallback: true }) => (
                "waits-in-callback", $"the batch of {time} was never completed: code of the program's that the query calls was still waiting at the end", query.Operation.Origin),
            _ => null,
        };
    }

    private static (string Id, string Words, Origin Place) Rows(TriggerDifference difference)
    {
        string id = difference switch
        {
            { Actual.Count: 0 } => "missing-batch",
            { Expected.Count: 0 } => "extra-batch",
            { Rows.Changed.Count: > 0 } => "changed-rows",
            { Rows.Missing.Count: > 0 } => "missing-rows",
            { Rows.Unexpected.Count: > 0 } => "unexpected-rows",
            _ when difference.Actual.Count != difference.Expected.Count => "batch-cut",
            _ => "row-order",
        };
        string time = ClockText.Of(difference.TimeMs);
        string where = id switch
        {
            "missing-batch" => $"there is no batch with rows at {time}, where one is expected: ",
            "extra-batch" => $"there is a batch at {time}, where none is expected: ",
            _ => $"in the batch of {time} ",
        };
        return (id, where + DifferenceWords.Rows(difference), default);
    }
}
