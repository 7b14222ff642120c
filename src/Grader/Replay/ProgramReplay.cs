using Grader.Compile;
using Grader.Plans;
using Grader.Scenarios;

namespace Grader.Replay;

/// <summary>Replays scenarios against one program. All of them share the limits and, as long as it stays clean, one process.</summary>
public sealed class ProgramReplay : IProgramReplay
{
    private readonly ProgramHost host;
    private readonly AssignmentInput input;
    private readonly ReplayLimits limits;
    private volatile RunReplay? current;
    private int lastRunId;

    /// <param name="startProcess">Starts a fresh process; called when there is none, and after each that was not left clean.</param>
    /// <param name="input">Where the scenarios' arrivals go.</param>
    public ProgramReplay(Func<IProgramProcess> startProcess, Compiled program, AssignmentInput input, ReplayLimits limits)
        : this(startProcess, program, input, limits, TimeProvider.System)
    {
    }

    /// <param name="wallClock">Real time, for the limits on it alone.</param>
    internal ProgramReplay(Func<IProgramProcess> startProcess, Compiled program, AssignmentInput input, ReplayLimits limits, TimeProvider wallClock)
    {
        host = new ProgramHost(startProcess, program, limits, wallClock);
        this.input = input;
        this.limits = limits;
    }

    /// <summary>What the engine has used for all scenarios.</summary>
    internal EngineMeter Engine { get; } = new();

    /// <summary>Of the run that goes on: its queries as they were started, without batches. May be asked for from any thread.</summary>
    internal Seq<QueryTrace> DeclaredQueries => current?.Queries.Select(query => query.Declared()).ToSeq() ?? [];

    public async Task<ScenarioTrace> ReplayAsync(Scenario scenario, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        using CancellationTokenRegistration registration = cancellation.Register(host.Kill);
        host.Resume(cancellation);
        try
        {
            return new ScenarioTrace(scenario.Name, await RunAllAsync(scenario, cancellation).ConfigureAwait(false));
        }
        catch (Exception) when (cancellation.IsCancellationRequested)
        {
            await host.RetireAsync().ConfigureAwait(false);
            throw new OperationCanceledException(cancellation);
        }
        catch (GraderFaultException)
        {
            await host.RetireAsync().ConfigureAwait(false);
            throw;
        }
        catch (Exception e)
        {
            await host.RetireAsync().ConfigureAwait(false);
            throw new GraderFaultException($"The replay failed: {e.GetType().Name}: {e.Message}", e);
        }
        finally
        {
            host.Pause();
        }
    }

    public ValueTask DisposeAsync() => host.DisposeAsync();

    private async Task<Seq<ProgramRun>> RunAllAsync(Scenario scenario, CancellationToken cancellation)
    {
        try
        {
            return await RunAllAsync(Stage(scenario), cancellation).ConfigureAwait(false);
        }
        catch (RunDivergedException)
        {
            // What the program is told depends on the scenario, and so may what it does.
            host.StopRepeating();
            return await RunAllAsync(Stage(scenario), cancellation).ConfigureAwait(false);
        }
    }

    private ScenarioStage Stage(Scenario scenario)
    {
        var clock = new VirtualClock(scenario.Start);
        var files = new VirtualFiles(clock, host.ProgramTraits.UsesFiles);
        var socket = new VirtualSocket(input as SocketInput, clock);
        return new ScenarioStage(
            clock, files, socket, new ScenarioArrivals(scenario, input, files, socket),
            (scenario.Start + (scenario.End ?? TimeSpan.Zero)).UtcTicks, (scenario.Start + limits.VirtualTime).UtcTicks);
    }

    /// <summary>The run from the start, and one after every restart.</summary>
    private async Task<Seq<ProgramRun>> RunAllAsync(ScenarioStage stage, CancellationToken cancellation)
    {
        var runs = new List<ProgramRun>();
        stage.Arrivals.HappenUntil(stage.Clock.UtcTicks, stage.Clock);
        bool goesOn = true;
        while (goesOn)
        {
            if (host.ExceededTime() is { } exceeded)
            {
                runs.Add(new ProgramRun(stage.Clock.UnixMilliseconds, [], exceeded, "", OutputWasCut: false));
                break;
            }

            await host.PrepareAsync(runs.Count + 1).ConfigureAwait(false);
            var run = new RunReplay(stage, host, limits, Engine, ++lastRunId, runs.Count + 1);
            current = run;
            ProgramRun done = await run.RunAsync().ConfigureAwait(false);
            cancellation.ThrowIfCancellationRequested();
            runs.Add(done);
            goesOn = !HasFailed(done.End) && stage.Restart(run.Queries);
        }

        return runs.ToSeq();
    }

    /// <summary>After a failure of its own a program is not started again: the failure is the outcome.</summary>
    private static bool HasFailed(ProgramEnd end) => end switch
    {
        ProgramReturned(var exitCode) => exitCode != 0,
        ProgramDied(var exitCode, _) => exitCode != 0,
        ProgramWaited or ProgramCrashedByScenario => false,
        ProgramThrew or ProgramExceededLimit or ProgramBrokeProtocol => true,
        _ => throw new System.Diagnostics.UnreachableException(end.GetType().Name),
    };
}
