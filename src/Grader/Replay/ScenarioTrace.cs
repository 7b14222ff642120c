using Grader.Engine.Analysis;
using Grader.Engine.Streaming;
using Grader.Plans;
using Grader.Plans.Logical;
using Grader.Plans.Session;
using Grader.Plans.Types;

namespace Grader.Replay;

/// <summary>All that one program did with one scenario: a run from the start, and one more after every restart.</summary>
public sealed record ScenarioTrace(string Scenario, Seq<ProgramRun> Runs)
{
    /// <summary>The limit of wall time that ended a run, where one did; null otherwise.</summary>
    public ProgramExceededLimit? ExceededMachine =>
        Runs.Select(run => run.End).OfType<ProgramExceededLimit>().FirstOrDefault(end => end.IsMachineDependent);
}

/// <summary>One run of the entry point.</summary>
/// <param name="StartMs">Milliseconds since the epoch on the virtual clock.</param>
/// <param name="Output">What the program and the console sink printed, bounded; <paramref name="OutputWasCut"/> tells when there was more.</param>
public sealed record ProgramRun(long StartMs, Seq<QueryTrace> Queries, ProgramEnd End, string Output, bool OutputWasCut);

/// <summary>One started query: its declared facts and its batches in order.</summary>
/// <param name="CheckpointLocation">As the program named it; null where it named none.</param>
/// <param name="TriggerIntervalMs">Zero for the default trigger; null for once.</param>
/// <param name="Error">What ended it; null where it ran on or was stopped.</param>
/// <param name="Progress">Spark's report of every batch, in order.</param>
public sealed record QueryTrace(
    string Id, string? Name, WriteStreamOperation Operation, ResolvedPlan Plan, OutputMode OutputMode, long? TriggerIntervalMs,
    string SinkFormat, string? CheckpointLocation, StructType Schema, Seq<MicroBatch> Batches, Seq<StreamingQueryProgress> Progress, SparkError? Error,
    bool WasStopped);

/// <summary>How a run ended. The set is closed.</summary>
public abstract record ProgramEnd;

/// <summary>The entry point returned.</summary>
public sealed record ProgramReturned(int ExitCode) : ProgramEnd;

/// <summary>An exception left the entry point.</summary>
public sealed record ProgramThrew(Threw Exception) : ProgramEnd;

/// <summary>Still waiting when the timeline was over: what a program that awaits its query does.</summary>
/// <param name="IsInCallback">Code of the program's that the engine had called was waiting, so its query could not go on.</param>
public sealed record ProgramWaited(bool IsInCallback = false) : ProgramEnd;

/// <summary>Killed by the scenario's restart.</summary>
public sealed record ProgramCrashedByScenario : ProgramEnd;

/// <summary>The process died by itself: stack overflow, memory, a signal, or Environment.Exit.</summary>
/// <param name="ExitCode">As the system reports it; 128 + n for signal n.</param>
/// <param name="ErrorTail">The end of its standard error, bounded.</param>
public sealed record ProgramDied(int ExitCode, string ErrorTail) : ProgramEnd;

/// <summary>Over a real limit.</summary>
/// <param name="Limit">In words: "10 s of processor time".</param>
/// <param name="IsMachineDependent">A wall-clock backstop, not a counted budget.</param>
public sealed record ProgramExceededLimit(string Limit, bool IsMachineDependent) : ProgramEnd;

/// <summary>The worker sent what the protocol does not allow.</summary>
public sealed record ProgramBrokeProtocol(string Reason) : ProgramEnd;
