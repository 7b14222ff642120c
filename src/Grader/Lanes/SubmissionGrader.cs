using System.Diagnostics;
using Grader.Compile;
using Grader.Plans;
using Grader.Replay;
using Grader.Scenarios;
using Grader.Score;

namespace Grader.Lanes;

/// <summary>Grades one submission after another, from its folder to its result: load, compile, replay every scenario, judge.</summary>
internal sealed class SubmissionGrader : IAsyncDisposable
{
    /// <summary>Wall time for one compilation.</summary>
    private static readonly TimeSpan CompileLimit = TimeSpan.FromSeconds(10);

    private const string Confinement = "none: the program ran with the grader's own rights";

    private readonly SubmissionCompiler compiler;
    private readonly AnswerKeyCache keys;
    private readonly WorkerStart workers;

    public SubmissionGrader(AssignmentCatalog catalog, ReferenceAssemblies references, WorkerLocation worker)
    {
        compiler = new SubmissionCompiler(references);
        workers = new WorkerStart(worker);
        keys = new AnswerKeyCache(catalog, compiler, StartReplay, CompileLimit);
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
                return new Graded(Grading.Refused(job.Name, key, reason, Confinement));
            case Loaded(CompileFailed failed):
                return new Graded(Grading.CompileFailed(job.Name, key, failed, Confinement));
            case Loaded(CompileTimedOut timedOut):
                return new Graded(Grading.CompileTimedOut(job.Name, key, timedOut, Confinement)) { IsMachineDependent = true };
            case Loaded(Compiled program):
                return await ReplayAsync(job, key, program, cancellation);
            default:
                throw new UnreachableException(loaded.ToString());
        }
    }

    public ValueTask DisposeAsync() => workers.DisposeAsync();

    private LoadedSubmission Load(LaneJob job)
    {
        try
        {
            return new Loaded(compiler.Compile(SubmissionLoader.Load(job.Path, SubmissionLimits.Default), CompileLimit));
        }
        catch (Exception error) when (error is SubmissionRefusedException or SubmissionNotFoundException)
        {
            return new Refused(error.Message);
        }
    }

    private async Task<LaneAnswer> ReplayAsync(LaneJob job, AnswerKey key, Compiled program, CancellationToken cancellation)
    {
        try
        {
            await using IProgramReplay replay = StartReplay(program, key.Assignment.Input);
            List<ScenarioTrace> traces = [];
            foreach (ScenarioAnswer answer in key.Scenarios)
            {
                traces.Add(await replay.ReplayAsync(answer.Scenario, cancellation));
            }

            return new Graded(Grading.Judge(job.Name, key, traces.ToSeq(), program.Calls, Confinement))
            {
                IsMachineDependent = traces.Any(trace => trace.ExceededMachine is not null),
            };
        }
        catch (GraderFaultException fault)
        {
            return new Graded(Grading.GraderFault(job.Name, key.Assignment, fault.Message, Confinement));
        }
    }

    private ProgramReplay StartReplay(Compiled program, AssignmentInput input) => new(workers.Take, program, input, ReplayLimits.Default);

    /// <summary>What became of a submission's text. The set is closed.</summary>
    private abstract record LoadedSubmission;

    private sealed record Loaded(CompileResult Result) : LoadedSubmission;

    private sealed record Refused(string Reason) : LoadedSubmission;
}
