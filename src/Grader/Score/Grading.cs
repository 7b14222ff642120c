using System.Globalization;
using Grader.Compare;
using Grader.Compile;
using Grader.Plans;
using Grader.Replay;
using Grader.Scenarios;

namespace Grader.Score;

/// <summary>Turns what a submission did into its verdict: outcome, points, and reasons in words.</summary>
/// <remarks>
/// A failure in any scenario decides the outcome: runtime error, then time-out, then no result; points of scenarios that were completed stay.
/// Points are all or nothing for each prescribed fact and each scenario.
/// </remarks>
public static class Grading
{
    private const int MostCompileErrors = 20;

    /// <param name="traces">One for every scenario of the key, in its order.</param>
    /// <param name="calls">Calls into the Spark API in the program's text, so that causes can name a line.</param>
    /// <param name="confinement">In words: what kept the program from doing harm.</param>
    public static SubmissionResult Judge(string submission, AnswerKey key, Seq<ScenarioTrace> traces, Seq<SparkCall> calls, string confinement)
    {
        if (traces.Count != key.Scenarios.Count)
        {
            throw new GraderFaultException(string.Create(CultureInfo.InvariantCulture, $"{traces.Count} traces for {key.Scenarios.Count} scenarios"));
        }

        var sites = new CallSites(calls);
        var facts = new FactChecker(sites);
        Seq<FactResult> factResults = facts.Check(key.Assignment.Facts, traces);
        Seq<ScenarioJudgement> scenarios = Scenarios(key, traces, sites);
        CheckResult[] checks = [.. factResults.Select(Check), .. scenarios.Select(Check)];
        Outcome outcome = OutcomeOf(scenarios, isRight: factResults.All(fact => fact.Holds) && scenarios.All(scenario => scenario.IsRight));
        Cause[] causes =
        [
            .. FailureCauses(scenarios),
            .. outcome == Outcome.NoResult ? [NoResult.Of(key.Assignment, traces)] : Array.Empty<Cause>(),
            .. factResults.Select(fact => fact.Problem).OfType<Cause>(),
            .. outcome == Outcome.NoResult ? [] : DifferenceCauses(scenarios),
        ];
        return new SubmissionResult(
            submission, key.Assignment.Id, outcome, checks.Sum(check => check.Points), MaxPoints(key), causes.ToSeq(),
            [.. facts.Advice(key.Assignment.Facts, traces), .. OutputAdvice(traces), .. PointsStay(outcome, scenarios)],
            checks.ToSeq(), scenarios.Select(scenario => scenario.Result).ToSeq(), confinement);
    }

    public static SubmissionResult CompileFailed(string submission, AnswerKey key, CompileFailed failed, string confinement) => Without(
        submission, key, Outcome.CompileError,
        failed.Errors.Take(MostCompileErrors).Select(error => new Cause("compile-error", $"{error.Id}: {error.Message}", error.File, error.File is null ? null : error.Line)).ToSeq(),
        confinement);

    public static SubmissionResult CompileTimedOut(string submission, AnswerKey key, CompileTimedOut timedOut, string confinement) => Without(
        submission, key, Outcome.Timeout,
        [new Cause("compile-timeout", string.Create(CultureInfo.InvariantCulture, $"The compiler was stopped after {timedOut.Limit.TotalSeconds:0.#} s{(timedOut.IsMachineDependent ? "" : " of processor time")}: the program takes too long to compile."), null, null)],
        confinement);

    /// <param name="reason">Which limit, or what is missing, in words.</param>
    public static SubmissionResult Refused(string submission, AnswerKey key, string reason, string confinement) =>
        Without(submission, key, Outcome.Refused, [new Cause("refused", reason, null, null)], confinement);

    /// <summary>Ours to mend: no points are given, and none count as lost.</summary>
    public static SubmissionResult GraderFault(string submission, Assignment assignment, string message, string confinement) => new(
        submission, assignment.Id, Outcome.GraderFault, 0, assignment.MaxPoints,
        [new Cause("grader-fault", $"The grader failed; this is not the submission's fault: {message}", null, null)], [], [], [], confinement);

    private static SubmissionResult Without(string submission, AnswerKey key, Outcome outcome, Seq<Cause> causes, string confinement) =>
        new(submission, key.Assignment.Id, outcome, 0, MaxPoints(key), causes, [], [], [], confinement);

    private static int MaxPoints(AnswerKey key) => key.Assignment.Facts.Sum(fact => fact.Points) + key.Scenarios.Sum(answer => answer.Scenario.Points);

    private static Seq<ScenarioJudgement> Scenarios(AnswerKey key, Seq<ScenarioTrace> traces, CallSites sites)
    {
        bool hasBatch = traces.Any(HasBatch);
        ComparisonRules rules = ComparisonRules.Of(key.Assignment);
        return key.Scenarios.Select((answer, i) => ScenarioJudgement.Of(answer, traces[i], rules, hasBatch, sites)).ToSeq();
    }

    private static bool HasBatch(ScenarioTrace trace) => trace.Runs.Any(run => run.Queries.Any(query => query.Batches.Count > 0));

    private static Outcome OutcomeOf(Seq<ScenarioJudgement> scenarios, bool isRight) =>
        scenarios.Any(scenario => scenario.Failure?.Outcome == Outcome.RuntimeError) ? Outcome.RuntimeError
        : scenarios.Any(scenario => scenario.Failure?.Outcome == Outcome.Timeout) ? Outcome.Timeout
        : scenarios.All(scenario => scenario.IsWithoutResult) ? Outcome.NoResult
        : isRight ? Outcome.Correct
        : Outcome.Incorrect;

    /// <summary>Runtime errors before time-outs, whichever scenario had which.</summary>
    private static IEnumerable<Cause> FailureCauses(Seq<ScenarioJudgement> scenarios) => Named(
        scenarios.Where(scenario => scenario.Failure is not null).OrderBy(scenario => scenario.Failure!.Outcome)
            .Select(scenario => (scenario.Result.Scenario, scenario.Failure!.Cause)),
        scenarios.Count);

    private static IEnumerable<Cause> DifferenceCauses(Seq<ScenarioJudgement> scenarios) =>
        Named(scenarios.Where(scenario => scenario.Cause is not null).Select(scenario => (scenario.Result.Scenario, scenario.Cause!)), scenarios.Count);

    /// <summary>Each cause once, with the scenarios that it came in.</summary>
    private static IEnumerable<Cause> Named(IEnumerable<(string Scenario, Cause Cause)> causes, int scenarioCount) =>
        from same in causes.GroupBy(one => one.Cause, one => one.Scenario)
        let names = same.ToList()
        let others = names.Count - 1
        let place = names.Count == scenarioCount && others > 0 ? "In every scenario"
            : others == 0 ? $"Scenario {names[0]}"
            : string.Create(CultureInfo.InvariantCulture, $"Scenario {names[0]} and {others} more")
        select same.Key with { Message = $"{place}: {same.Key.Message}" };

    private static CheckResult Check(FactResult fact) => new(
        fact.Fact.Id, FactChecker.Title(fact.Fact), fact.Holds ? fact.Fact.Points : 0, fact.Fact.Points,
        fact.Holds ? null : fact.Problem is null ? "no query was started" : fact.Problem.Message);

    private static CheckResult Check(ScenarioJudgement scenario) => new(
        scenario.Result.Scenario, scenario.Result.Title, scenario.Result.Points, scenario.Result.MaxPoints, scenario.Detail);

    private static IEnumerable<Cause> OutputAdvice(Seq<ScenarioTrace> traces) => traces.Any(trace => trace.Runs.Any(run => run.OutputWasCut))
        ? [new Cause("output-cut", "The program prints more than the grader keeps; the rest was dropped. This costs no points.", null, null)]
        : [];

    private static IEnumerable<Cause> PointsStay(Outcome outcome, Seq<ScenarioJudgement> scenarios) =>
        outcome is Outcome.RuntimeError or Outcome.Timeout && scenarios.Count(scenario => scenario.Result.Points > 0) is > 0 and var count
            ? [new Cause("points-stay", string.Create(CultureInfo.InvariantCulture,
                $"Points stay for {count} of {scenarios.Count} scenarios, which the program completed before it failed in another."), null, null)]
            : [];
}
