using System.Text;
using Grader.Engine;
using Grader.Engine.Files;
using Grader.Engine.Streaming;
using Grader.Plans;
using Grader.Plans.Logical;
using Grader.Replay;
using Grader.Scenarios;
using Grader.Testing;

namespace Grader.Tests.Compare;

/// <summary>Runs one query over a scenario's files in the engine itself: a replay without a program or a process.</summary>
internal static class ScenarioRun
{
    public const string Folder = "in";

    public static ScenarioTrace Of(Scenario scenario, WriteStreamOperation operation) => Of(scenario, _ => operation);

    /// <param name="operationOf">What the program starts in each run.</param>
    public static ScenarioTrace Of(Scenario scenario, Func<int, WriteStreamOperation> operationOf)
    {
        var clock = new StandingClock(scenario.Start.ToUnixTimeMilliseconds());
        var files = new InMemoryFileSystem(clock);
        files.CreateDirectory(Folder);
        Queue<TimelineEvent> events = new(scenario.Events);
        var runs = new List<ProgramRun>();
        do
        {
            runs.Add(RunOnce(scenario, operationOf(runs.Count), clock, files, events));
        }
        while (runs[^1].End is ProgramCrashedByScenario);
        return new ScenarioTrace(scenario.Name, runs.ToSeq());
    }

    private static ProgramRun RunOnce(
        Scenario scenario, WriteStreamOperation operation, StandingClock clock, InMemoryFileSystem files, Queue<TimelineEvent> events)
    {
        var batches = new List<MicroBatch>();
        int ids = 0;
        var session = new EngineSession(
            new EngineServices(
                files, clock, () => new Guid(++ids, 0, 0, new byte[8]), new NoSockets(), TextWriter.Null, (_, batch) => batches.Add(batch), TraceInput: true),
            EngineLimits.Default);
        long startMs = clock.NowMs;
        StreamingQueryExecution query = session.Start(operation);
        long? trigger = startMs;
        ProgramEnd end = new ProgramWaited();
        while (true)
        {
            long? next = events.TryPeek(out TimelineEvent? happening) ? Time(scenario, happening) : null;
            if (next is null && trigger is null)
            {
                break;
            }

            if (next is { } at && (trigger is null || at <= trigger))
            {
                events.Dequeue();
                clock.NowMs = Math.Max(clock.NowMs, at);
                if (happening is Restart restart)
                {
                    clock.NowMs = at + (long)restart.Down.TotalMilliseconds;
                    end = new ProgramCrashedByScenario();
                    break;
                }

                Happen(happening!, files);
                trigger ??= operation.Trigger is DefaultTrigger ? clock.NowMs : query.NextTriggerMs(clock.NowMs - 1);
            }
            else
            {
                clock.NowMs = Math.Max(clock.NowMs, trigger!.Value);
                trigger = query.RunTrigger() is null ? null : query.NextTriggerMs(clock.NowMs);
            }
        }

        return new ProgramRun(
            startMs,
            [new QueryTrace(query.Id, query.Name, operation, query.Plan, query.OutputMode, query.TriggerIntervalMs, query.SinkFormat, query.CheckpointLocation, query.Plan.Schema, batches.ToSeq(), query.RecentProgress.ToSeq(), query.Error, WasStopped: false)],
            end, "", OutputWasCut: false);
    }

    private static long Time(Scenario scenario, TimelineEvent happening) => scenario.Start.ToUnixTimeMilliseconds() + (long)happening.At.TotalMilliseconds;

    private static void Happen(TimelineEvent happening, InMemoryFileSystem files)
    {
        switch (happening)
        {
            case FileArrival arrival:
                files.WriteAtomic($"{Folder}/{arrival.Name}", Encoding.UTF8.GetBytes(string.Join('\n', arrival.Lines.Select(line => line.Text))));
                break;
            case FileRename rename:
                ReadOnlyMemory<byte> content = files.Read($"{Folder}/{rename.From}");
                files.Delete($"{Folder}/{rename.From}");
                files.WriteAtomic($"{Folder}/{rename.To}", content);
                break;
            default:
                throw new InvalidOperationException(happening.GetType().Name);
        }
    }
}
