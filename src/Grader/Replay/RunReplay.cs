using Grader.Plans;
using Grader.Plans.Json;
using Grader.Plans.Session;

namespace Grader.Replay;

/// <summary>
/// Replays the timeline against one run of the program's entry point: takes its calls while a thread of it is at work, and lets the timeline go on once
/// all of them wait.
/// </summary>
internal sealed partial class RunReplay
{
    // How long to look for a message of a program that computes.
    private static readonly TimeSpan Glance = TimeSpan.FromMilliseconds(2);

    // A program of one thread shows within its first waits that it has no other; from then on its waits are believed without asking.
    private const int WaitsToDoubt = 2;

    // Threads are few; timers may be more.
    private const int MostWaiters = 2000;

    private readonly ScenarioStage stage;
    private readonly ProgramHost host;
    private readonly ReplayLimits limits;
    private readonly int runId;
    private readonly long startMs;
    private readonly RunSession session;
    private readonly EngineMeter engine;
    private readonly ProgramThreads threads = new();
    private readonly PollingRule polling = new();
    private readonly List<Waiter> waiters = [];
    private readonly Dictionary<int, long> lastEventWaits = [];
    private readonly BoundedText output;
    private readonly BoundedText console;
    private ProgramEnd? end;
    private bool isEnding;
    private bool isSettled;
    private bool wasComputing;
    private int settledWaits;
    private int calls;
    private long happenings;

    /// <param name="runNumber">Counts the runs of the scenario.</param>
    public RunReplay(ScenarioStage stage, ProgramHost host, ReplayLimits limits, EngineMeter engine, int runId, int runNumber)
    {
        this.stage = stage;
        this.host = host;
        this.limits = limits;
        this.engine = engine;
        this.runId = runId;
        startMs = stage.Clock.UnixMilliseconds;
        output = new BoundedText(limits.OutputCharacters);
        console = new BoundedText(limits.OutputCharacters);
        session = new RunSession(
            stage.Files, stage.Socket, stage.Clock, console, new ProgramPaths(host.WorkingDirectory, stage.Files.WorkingDirectory), runNumber);
    }

    public IReadOnlyList<RunningQuery> Queries => session.Queries;

    /// <exception cref="GraderFaultException">The engine failed.</exception>
    public async Task<ProgramRun> RunAsync()
    {
        try
        {
            var start = new StartRun(
                runId, host.ProgramPath, host.WorkingDirectory, host.ProgramTraits.UsesFiles ? stage.Files.Snapshot() : [], stage.Clock.UtcTicks,
                host.ProgramTraits.HasStaticState, host.ProgramTraits.UsesFiles, host.ProgramTraits.HasOneThread);
            end = await host.TrySendAsync(start).ConfigureAwait(false) ? null : ProgramHost.ExceededMessage;
            threads.Start();
            while (end is null)
            {
                await GoOnAsync().ConfigureAwait(false);
            }
        }
        catch (WireFormatException e)
        {
            end = new ProgramBrokeProtocol(e.Message);
        }
        catch (ProgramLimitException e)
        {
            end = e.Limit;
        }
        catch (IOException)
        {
            end = await host.DeathAsync().ConfigureAwait(false);
        }
        finally
        {
            GiveUpTurns();
        }

        if (end is ProgramBrokeProtocol or ProgramExceededLimit)
        {
            await host.RetireAsync().ConfigureAwait(false);
        }
        else if (end is ProgramWaited or ProgramCrashedByScenario)
        {
            await host.AbandonAsync(runId, TakeLast).ConfigureAwait(false);
        }

        output.Write(console.ToString());
        return new ProgramRun(startMs, session.Queries.Select(query => query.Trace()).ToSeq(), end, output.ToString(), output.WasCut || console.WasCut);
    }

    private async Task GoOnAsync()
    {
        if (host.Look(stage.Files.OwnSize) is { } exceeded)
        {
            end = exceeded;
        }
        else if (threads.AnyAtWork || isEnding)
        {
            if (host.Receive(ProgramHost.Rest) is { } message)
            {
                await HandleAsync(message).ConfigureAwait(false);
            }
            else if (!isEnding && host.IsAtRest() && await IsSilentAsync().ConfigureAwait(false))
            {
                // It waits for something that is no call of ours: a line of input, another thread.
                threads.AllIdle();
                happenings++;
            }
        }
        else if (isSettled)
        {
            await StepAsync().ConfigureAwait(false);
        }
        else
        {
            await SettleAsync().ConfigureAwait(false);
        }
    }

    /// <summary>Every thread that has made calls waits; sees whether another one is at work.</summary>
    private async Task SettleAsync()
    {
        if (host.IsComputing())
        {
            wasComputing = true;
            if (host.Receive(Glance) is { } message)
            {
                await HandleAsync(message).ConfigureAwait(false);
            }

            return;
        }

        if ((wasComputing || threads.AreSeveral || settledWaits < WaitsToDoubt) && !await IsSilentAsync().ConfigureAwait(false))
        {
            return;
        }

        // What was computed may be what somebody waits for.
        happenings += wasComputing ? 1 : 0;
        wasComputing = false;
        isSettled = true;
        settledWaits++;
    }

    /// <summary>
    /// Asks a process that is at rest whether that is all: on a busy machine its last frames may be on their way for long, and a guess by time would
    /// let the clock go on while the program still works.
    /// </summary>
    /// <returns>False where it had more to say, or is at work again.</returns>
    private async Task<bool> IsSilentAsync()
    {
        bool isSilent = true;
        await host.TrySendAsync(new Ping(runId)).ConfigureAwait(false);
        while (true)
        {
            if (host.Look(stage.Files.OwnSize) is { } exceeded)
            {
                end = exceeded;
                return false;
            }

            switch (host.Receive(ProgramHost.Rest))
            {
                case Pong pong when pong.RunId == runId:
                    return isSilent && !host.IsComputing();
                case { } message:
                    isSilent = false;
                    await HandleAsync(message).ConfigureAwait(false);
                    break;
            }
        }
    }

    private async Task StepAsync()
    {
        switch (State().Next())
        {
            case ArrivalStep:
                stage.Arrivals.Happen();
                happenings++;
                foreach (RunningQuery query in session.Queries)
                {
                    query.OnArrival();
                }

                break;
            case TriggerStep(var query):
                bool cameOfIt = false;
                await WorkAsync(() => cameOfIt = session.Fire(query), Fired, isLong: true).ConfigureAwait(false);

                ValueTask Fired()
                {
                    happenings += cameOfIt ? 1 : 0;
                    return ValueTask.CompletedTask;
                }

                break;
            case JumpStep(var ticks):
                stage.Clock.MoveTo(ticks);
                break;
            case WakeStep(var index):
                Waiter waiter = waiters[index];
                waiters.RemoveAt(index);
                polling.Woke(waiter, stage.Clock.UtcTicks);
                await AnswerAsync(waiter.Call).ConfigureAwait(false);
                break;
            case CrashStep:
                end = new ProgramCrashedByScenario();
                break;
            case EndStep:
                end = new ProgramWaited(IsInCallback: suspended.Count > 0);
                break;
        }
    }

    private TimelineState State() => new(
        stage.Clock.UtcTicks, stage.Arrivals.NextUtcTicks, stage.Arrivals.NextRestart is not null,
        [.. session.Queries.Select(query => query.OnTimeline)], [.. waiters.Select(Due)], stage.EarliestEnd, LatestEnd());

    private long LatestEnd() => session.Queries.Any(query => query.OnTimeline.IsActive)
        ? stage.LatestEnd
        : Math.Min(stage.LatestEnd, Math.Max(stage.EarliestEnd, stage.Arrivals.LastUtcTicks) + limits.TimeWithoutQuery.Ticks);

    /// <summary>When a waiting call is answered at the latest; null for never.</summary>
    private long? Due(Waiter waiter)
    {
        bool isDone = session.IsSatisfied(waiter) || (waiter.Call.Request is NextEventRequest && happenings > waiter.SinceHappening);
        return isDone ? waiter.NotBeforeTicks : waiter.DeadlineTicks is { } deadline ? Math.Max(deadline, waiter.NotBeforeTicks) : null;
    }

    private async Task HandleAsync(WorkerMessage message)
    {
        isSettled = false;
        switch (message)
        {
            case Printed printed when printed.RunId == runId:
                output.Write(printed.Text);
                break;
            case ThreadIdle idle when idle.RunId == runId:
                threads.Idle(idle.ThreadId);
                isEnding &= idle.ThreadId < 0;
                happenings++;
                break;
            case EntryPointReturned returned when returned.RunId == runId:
                isEnding = true;
                break;
            case RunEnded ended when ended.RunId == runId:
                Apply(ended.FileChanges);
                end ??= End(ended.Result);
                break;
            case Call call when call.RunId == runId:
                Apply(call.FileChanges);
                await HandleAsync(call).ConfigureAwait(false);
                break;
            case CallbackReply reply when reply.RunId == runId:
                Apply(reply.FileChanges);
                await HandleAsync(reply).ConfigureAwait(false);
                break;
            default:
                throw new WireFormatException($"{message.GetType().Name} is out of place here");
        }
    }

    private static ProgramEnd End(ProgramResult result) => result switch
    {
        Returned(var exitCode) => new ProgramReturned(exitCode),
        Threw threw => new ProgramThrew(threw),
        _ => throw new System.Diagnostics.UnreachableException(result.GetType().Name),
    };

    private async Task HandleAsync(Call call)
    {
        if (++calls > limits.CallsPerRun)
        {
            end = new ProgramExceededLimit($"{limits.CallsPerRun:N0} calls in one run", IsMachineDependent: false);
            return;
        }

        threads.Called(call.ThreadId);
        happenings += IsIdleQuestion(call) ? 0 : 1;
        long now = stage.Clock.UtcTicks, notBefore = polling.AnswerAt(call.Request, now);
        if (notBefore > now || IsWait(call.Request))
        {
            if (waiters.Count >= MostWaiters)
            {
                end = new ProgramExceededLimit($"{MostWaiters:N0} calls that wait at once", IsMachineDependent: false);
                return;
            }

            waiters.Add(new Waiter(call, now, notBefore, happenings, EmptyTriggers(call.Request)));
            if (call.Request is ProcessAllAvailableRequest(var id))
            {
                session.Query(id)?.Look();
            }
        }
        else
        {
            await AnswerAsync(call).ConfigureAwait(false);
        }
    }

    private static bool IsWait(SessionRequest request) =>
        request is AwaitTerminationRequest or ProcessAllAvailableRequest or SleepUntilRequest or NextEventRequest;

    private int EmptyTriggers(SessionRequest request) => request is ProcessAllAvailableRequest(var id) ? session.Query(id)?.EmptyTriggers ?? 0 : 0;

    /// <summary>A call that shows no work of the program: it reads the clock, or goes on waiting as before.</summary>
    private bool IsIdleQuestion(Call call)
    {
        if (call.Request is NextEventRequest(var deadline))
        {
            bool isRepeated = lastEventWaits.TryGetValue(call.ThreadId, out long last) && last == deadline;
            lastEventWaits[call.ThreadId] = deadline;
            return isRepeated;
        }

        lastEventWaits.Remove(call.ThreadId);
        return call.Request is ClockRequest;
    }

    private async ValueTask ReplyAsync(Call call, SessionReply reply)
    {
        var message = new CallReply(runId, call.CallId, reply, console.Take(), TakeFiles());
        var tooLarge = new SparkError("SparkException", null, "The result is too large to be given to the program.");
        if (!await host.TrySendAsync(message).ConfigureAwait(false)
            && !await host.TrySendAsync(message with { Reply = new ErrorReply(tooLarge) }).ConfigureAwait(false))
        {
            end = ProgramHost.ExceededMessage;
        }

        threads.Replied(call.ThreadId);
        isSettled = false;
    }

    private void Apply(Seq<FileChange> changes)
    {
        if (changes.Count == 0)
        {
            return;
        }

        stage.Files.ApplyProgramChanges(changes);
        end ??= host.ExceededScratch(stage.Files.ProgramSize);
        foreach (RunningQuery query in session.Queries)
        {
            query.Look();
        }
    }

    /// <summary>A message that was on its way when the run was given up.</summary>
    private void TakeLast(WorkerMessage message)
    {
        switch (message)
        {
            case Printed printed when printed.RunId == runId:
                output.Write(printed.Text);
                break;
            case RunEnded ended when ended.RunId == runId && end is ProgramWaited:
                end = End(ended.Result);
                break;
        }
    }
}
