using System.Collections.Concurrent;
using System.Diagnostics;
using Grader.Compile;
using Grader.Confine;
using Grader.Plans;
using Grader.Replay;
using Grader.Scenarios;
using Grader.Score;

namespace Grader.Lanes;

/// <summary>Grades one submission after another, from its folder to its result: load, compile, replay every scenario, judge.</summary>
internal sealed class SubmissionGrader : IAsyncDisposable
{
    // How often the engine's use of the processor is looked at.
    private static readonly TimeSpan EngineLook = TimeSpan.FromMilliseconds(250);

    private readonly SubmissionCompiler compiler;
    private readonly AnswerKeyCache keys;
    private readonly WorkerStart workers;
    private readonly Confinement confinement;
    private readonly string confinementWords;
    private readonly ReplayLimits limits;

    public SubmissionGrader(AssignmentCatalog catalog, ReferenceAssemblies references, WorkerLauncher launcher, Confinement confinement, ReplayLimits limits)
    {
        compiler = new SubmissionCompiler(references);
        workers = new WorkerStart(launcher);
        this.confinement = confinement;
        this.limits = limits;
        confinementWords = confinement.Words(launcher.GivesUsers);
        keys = new AnswerKeyCache(catalog, compiler, (program, input) => new ProgramReplay(workers.Take, program, input, ReplayLimits.Trusted));
    }

    /// <exception cref="OperationCanceledException">Cancelled; nothing runs any more.</exception>
    public async Task<LaneAnswer> GradeAsync(LaneJob job, CancellationToken cancellation)
    {
        workers.Prepare();

        // Beside the reference's first run, which is mostly the worker's work; later the key is there and this is all there is to do.
        Task<LoadedSubmission> loading = Task.Run(() => Load(job), cancellation);
        Reading<AnswerKey> reading = await keys.GetAsync(job.Assignment, job.Scenario, cancellation);
        LoadedSubmission loaded = await loading;
        if (reading.Value is not { } key)
        {
            return new AssignmentBroken(reading.Problems.Select(problem => problem.ToString()).ToSeq());
        }

        switch (loaded)
        {
            case Refused(var reason):
                return new Graded(Grading.Refused(job.Name, key, reason, confinementWords));
            case Loaded { IsTrusted: false } when confinement.Refusal is { } refusal:
                return new Graded(Grading.Refused(job.Name, key, refusal, confinementWords)) { IsForLackOfSandbox = true };
            case Loaded { Result: CompileFailed failed }:
                return new Graded(Grading.CompileFailed(job.Name, key, failed, confinementWords));
            case Loaded { Result: CompileTimedOut timedOut }:
                return new Graded(Grading.CompileTimedOut(job.Name, key, timedOut, confinementWords)) { IsMachineDependent = timedOut.IsMachineDependent, IsLaneSpent = true };
            case Loaded { Result: Compiled program }:
                return await ReplayAsync(job, key, program, confinement.Refusal is null ? confinementWords : TrustedSamples.Words, cancellation);
            default:
                throw new UnreachableException(loaded.ToString());
        }
    }

    public ValueTask DisposeAsync() => workers.DisposeAsync();

    private LoadedSubmission Load(LaneJob job)
    {
        try
        {
            Submission submission = SubmissionLoader.Load(job.Path, SubmissionLimits.Default);
            return new Loaded(compiler.Compile(submission, limits.Compile), TrustedSamples.Contains(submission));
        }
        catch (Exception error) when (error is SubmissionRefusedException or SubmissionNotFoundException)
        {
            return new Refused(error.Message);
        }
    }

    private async Task<LaneAnswer> ReplayAsync(LaneJob job, AnswerKey key, Compiled program, string words, CancellationToken cancellation)
    {
        var traces = new ConcurrentQueue<ScenarioTrace>();
        ProgramReplay replay = StartReplay(program, key.Assignment.Input);
        Task<LaneAnswer> grading = Task.Run(() => ReplayAllAsync(job, key, program, replay, traces, words, cancellation), CancellationToken.None);
        while (await Task.WhenAny(grading, Task.Delay(EngineLook, CancellationToken.None)) != grading)
        {
            if (replay.Engine.Used > limits.EngineTime)
            {
                // What was replayed counts; the engine's call goes on until this process ends, and its worker with it.
                Seq<QueryTrace> declared = replay.DeclaredQueries;
                Seq<ScenarioTrace> all = key.Scenarios.Select((answer, i) => traces.ElementAtOrDefault(i) ?? Unfinished(answer.Scenario, declared)).ToSeq();
                return new Graded(Grading.Judge(job.Name, key, all, program.Calls, words)) { IsLaneSpent = true };
            }
        }

        return await grading;
    }

    private ScenarioTrace Unfinished(Scenario scenario, Seq<QueryTrace> queries)
    {
        var limit = new ProgramExceededLimit($"{limits.EngineTime.TotalSeconds:0.###} s of processor time for what it asks of the engine", IsMachineDependent: false);
        return new ScenarioTrace(scenario.Name, [new ProgramRun(scenario.Start.ToUnixTimeMilliseconds(), queries, limit, "", OutputWasCut: false)]);
    }

    private static async Task<LaneAnswer> ReplayAllAsync(
        LaneJob job, AnswerKey key, Compiled program, ProgramReplay replay, ConcurrentQueue<ScenarioTrace> traces, string words, CancellationToken cancellation)
    {
        await using (replay)
        {
            try
            {
                foreach (ScenarioAnswer answer in key.Scenarios)
                {
                    traces.Enqueue(await replay.ReplayAsync(answer.Scenario, cancellation));
                }

                return new Graded(Grading.Judge(job.Name, key, traces.ToSeq(), program.Calls, words))
                {
                    IsMachineDependent = traces.Any(trace => trace.ExceededMachine is not null),
                };
            }
            catch (GraderFaultException fault)
            {
                return new Graded(Grading.GraderFault(job.Name, key.Assignment, fault.Message, words));
            }
        }
    }

    private ProgramReplay StartReplay(Compiled program, AssignmentInput input) => new(workers.Take, program, input, limits);

    /// <summary>What became of a submission's text. The set is closed.</summary>
    private abstract record LoadedSubmission;

    /// <param name="IsTrusted">A sample of ours.</param>
    private sealed record Loaded(CompileResult Result, bool IsTrusted) : LoadedSubmission;

    private sealed record Refused(string Reason) : LoadedSubmission;
}
