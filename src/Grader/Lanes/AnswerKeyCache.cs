using System.Collections.Immutable;
using Grader.Compile;
using Grader.Plans;
using Grader.Replay;
using Grader.Scenarios;
using Grader.Score;

namespace Grader.Lanes;

/// <summary>Answer keys of this process: each assignment's reference solution runs once, by the very path that submissions take.</summary>
/// <param name="startReplay">Makes a replay of a compiled program; the cache disposes of it.</param>
internal sealed class AnswerKeyCache(
    AssignmentCatalog catalog, SubmissionCompiler compiler, Func<Compiled, AssignmentInput, IProgramReplay> startReplay)
{
    private readonly Dictionary<(string Assignment, string? Scenario), Reading<AnswerKey>> keys = [];

    /// <param name="scenario">The only scenario wanted; null for all.</param>
    /// <returns>The key, or what is wrong with the assignment. Broken ones are remembered too.</returns>
    /// <exception cref="GraderFaultException">A fault of ours; it is not remembered.</exception>
    public async Task<Reading<AnswerKey>> GetAsync(string assignment, string? scenario, CancellationToken cancellation)
    {
        if (!keys.TryGetValue((assignment, scenario), out Reading<AnswerKey>? key))
        {
            key = await BuildAsync(assignment, scenario, cancellation);
            keys.Add((assignment, scenario), key);
        }

        return key;
    }

    private async Task<Reading<AnswerKey>> BuildAsync(string id, string? scenario, CancellationToken cancellation)
    {
        Reading<Assignment> opened = catalog.Open(id);
        if (opened.Value is not { } assignment)
        {
            return Reading<AnswerKey>.Failed(opened.Problems);
        }

        ImmutableArray<Scenario> scenarios = [.. assignment.Scenarios.Where(candidate => scenario is null || candidate.Name == scenario)];
        if (scenarios.IsEmpty)
        {
            return Broken(assignment.Folder, $"no scenario '{scenario}'; there are {string.Join(", ", assignment.Scenarios.Select(known => known.Name))}");
        }

        Submission source;
        try
        {
            source = SubmissionLoader.Load(assignment.ReferenceFolder, SubmissionLimits.Default);
        }
        catch (Exception error) when (error is SubmissionRefusedException or SubmissionNotFoundException)
        {
            return Broken(assignment.ReferenceFolder, "the reference solution cannot be loaded: " + error.Message);
        }

        switch (compiler.Compile(source, CompileLimits.Trusted))
        {
            case Compiled program:
                await using (IProgramReplay replay = startReplay(program, assignment.Input))
                {
                    List<(Scenario, ScenarioTrace)> replays = [];
                    foreach (Scenario each in scenarios)
                    {
                        ScenarioTrace trace = await replay.ReplayAsync(each, cancellation);
                        replays.Add(trace.ExceededMachine is { } exceeded
                            ? throw new GraderFaultException($"The machine is too busy to run the reference solution of {id}: it came to the limit of {exceeded.Limit} in scenario {each.Name}.")
                            : (each, trace));
                    }

                    return AnswerKeys.Build(assignment, replays.ToSeq());
                }

            case CompileFailed(var errors):
                return Reading<AnswerKey>.Failed(errors.Select(error => new ReadProblem(
                    error.File is null ? assignment.ReferenceFolder : Path.Combine(assignment.ReferenceFolder, error.File), error.Line ?? 0,
                    $"the reference solution does not compile: {error.Id}: {error.Message}")));
            case CompileTimedOut(var limit, true):
                throw new GraderFaultException($"The machine is too busy to compile the reference solution of {id} within {limit.TotalSeconds:0} s.");
            case CompileTimedOut(var limit, false):
                return Broken(assignment.ReferenceFolder, $"the reference solution did not compile within {limit.TotalSeconds:0} s");
            case var other:
                throw new System.Diagnostics.UnreachableException(other.GetType().Name);
        }
    }

    private static Reading<AnswerKey> Broken(string file, string message) => Reading<AnswerKey>.Failed([new ReadProblem(file, 0, message)]);
}
