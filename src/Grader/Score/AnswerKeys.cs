using System.Collections.Immutable;
using System.Globalization;
using Grader.Compare;
using Grader.Plans;
using Grader.Replay;
using Grader.Scenarios;

namespace Grader.Score;

/// <summary>Makes an answer key of a reference solution's replays, or says what is wrong with the assignment.</summary>
public static class AnswerKeys
{
    /// <param name="replays">The reference's trace of each scenario to grade.</param>
    /// <returns>
    /// The key, or the author's problems: a reference that fails, starts no query or several, completes no batch, breaks what its own task
    /// prescribes, or does with a late event other than the scenario claims.
    /// </returns>
    public static Reading<AnswerKey> Build(Assignment assignment, Seq<(Scenario Scenario, ScenarioTrace Trace)> replays)
    {
        ReadProblem[] failures = [.. replays.SelectMany(replay => Failures(assignment, replay.Scenario, replay.Trace))];
        if (failures.Length > 0)
        {
            return new Reading<AnswerKey>(null, [.. failures]);
        }

        ScenarioAnswer[] answers = [.. replays.Select(replay => new ScenarioAnswer(replay.Scenario, replay.Trace, LatenessClassifier.Classify(replay.Trace)))];
        ImmutableArray<ReadProblem> problems =
        [
            .. new FactChecker(new CallSites([])).Check(assignment.Facts, replays.Select(replay => replay.Trace).ToSeq())
                .Select(fact => fact.Problem).OfType<Cause>().Select(cause => Problem(assignment, cause, "the reference solution breaks what its task prescribes")),
            .. answers.SelectMany(answer => ClaimChecker.Check(answer.Scenario, answer.Timeline)),
        ];
        return problems.IsEmpty ? new Reading<AnswerKey>(new AnswerKey(assignment, answers.ToSeq()), []) : new Reading<AnswerKey>(null, problems);
    }

    private static IEnumerable<ReadProblem> Failures(Assignment assignment, Scenario scenario, ScenarioTrace trace)
    {
        if (ScenarioFailure.Of(trace) is { } failure)
        {
            return [Problem(assignment, failure.Cause, $"the reference solution fails in scenario {scenario.Name}")];
        }

        ProgramRun? other = trace.Runs.FirstOrDefault(run => run.Queries.Count != 1);
        string? problem = other is not null
            ? string.Create(CultureInfo.InvariantCulture, $"the reference solution starts {other.Queries.Count} queries in scenario {scenario.Name}; expected one")
            : !trace.Runs.Any(run => run.Queries[0].Batches.Count > 0) ? $"the reference solution completes no batch in scenario {scenario.Name}"
            : null;
        return problem is null ? [] : [new ReadProblem(assignment.ReferenceFolder, 0, problem)];
    }

    private static ReadProblem Problem(Assignment assignment, Cause cause, string what) => new(
        cause.File is { } file ? Path.Combine(assignment.ReferenceFolder, file) : assignment.ReferenceFolder, cause.Line ?? 0, $"{what}: {cause.Message}");
}
