using System.Text;
using Grader.Lanes;
using Grader.Plans;
using Grader.Plans.Session;
using Grader.Testing;

namespace Grader.Worker.Tests;

/// <summary>What one run did, as its frames told.</summary>
/// <param name="Log">Printed text and names of requests in the order they came; clock readings are left out.</param>
/// <param name="End">Null where the process ended without a word.</param>
internal sealed record RunLog(Seq<string> Log, Seq<FileChange> Files, WorkerMessage? End, long EndUtcTicks)
{
    public string Printed => string.Concat(Log.Where(line => line.StartsWith("out:", StringComparison.Ordinal)).Select(line => line[4..]));
}

/// <summary>
/// A lane whose clock jumps to the earliest time that a thread waits for once all threads wait or the program is at rest, and whose session
/// answers from a function.
/// </summary>
internal sealed class FakeLane : IAsyncDisposable
{
    public static readonly long Start = new DateTime(2024, 5, 1, 12, 0, 0, DateTimeKind.Utc).Ticks;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly WorkerProcess worker = TestWorkers.Start();
    private int lastRunId;
    private bool isReady;

    public WorkerProcess Worker => worker;

    public Func<SessionRequest, SessionReply?> Answer { get; init; } = _ => new DoneReply();

    public bool HasStaticState { get; init; } = true;

    public bool UsesFiles { get; init; } = true;

    public bool HasOneThread { get; init; }

    public string ConsoleText { get; init; } = "";

    public Seq<FileChange> Arrivals { get; init; } = [];

    /// <summary>Runs a program to its end, or until a request that <see cref="Answer"/> leaves without a reply; that run is abandoned.</summary>
    public async Task<RunLog> RunAsync(string source, params FileChange[] files)
    {
        (byte[] assembly, byte[] symbols) = TestProgram.Compile(source);
        return await RunAgainAsync(worker.PlaceProgram(assembly, symbols), files);
    }

    public async Task<RunLog> RunAgainAsync(string path, params FileChange[] files)
    {
        using var deadline = new CancellationTokenSource(Patience);
        if (!isReady)
        {
            Assert.Equal(new WorkerReady(1), worker.Receive(Patience));
            isReady = true;
        }

        var run = new Run(this, ++lastRunId, deadline.Token);
        await worker.SendAsync(new StartRun(run.Id, path, worker.WorkingDirectory, files.ToSeq(), Start, HasStaticState, UsesFiles, HasOneThread), deadline.Token);
        return await run.ServeAsync();
    }

    public static FileWritten TextFile(string path, string text) => new(path, Seq.Create<byte>(Encoding.UTF8.GetBytes(text)), 1_714_564_800_000);

    public ValueTask DisposeAsync() => worker.DisposeAsync();

    private sealed class Run(FakeLane lane, int id, CancellationToken deadline)
    {
        private static readonly TimeSpan Rest = TimeSpan.FromMilliseconds(50);

        private readonly List<string> log = [];
        private readonly List<FileChange> changes = [];
        private readonly PriorityQueue<Call, long> waiting = new();
        private readonly HashSet<int> awake = [];
        private long now = Start;

        public int Id => id;

        public async Task<RunLog> ServeAsync()
        {
            while (true)
            {
                WorkerMessage? message = await NextAsync();
                switch (message)
                {
                    case Printed(var runId, var text, var isError):
                        Assert.Equal(id, runId);
                        log.Add((isError ? "err:" : "out:") + text);
                        break;
                    case ThreadIdle(_, var threadId):
                        awake.Remove(threadId);
                        break;
                    case EntryPointReturned or RunAbandoned:
                        break; // the run's end, or a word that other threads go on, follows at once
                    case Call call:
                        Assert.Equal(id, call.RunId);
                        changes.AddRange(call.FileChanges);
                        await HandleAsync(call);
                        break;
                    case RunEnded ended:
                        changes.AddRange(ended.FileChanges);
                        return new RunLog(log.ToSeq(), changes.ToSeq(), message, now);
                    default:
                        return new RunLog(log.ToSeq(), changes.ToSeq(), message, now);
                }
            }
        }

        private async Task<WorkerMessage?> NextAsync()
        {
            while (true)
            {
                if (waiting.Count > 0 && awake.Count == 0)
                {
                    await WakeEarliestAsync();
                }

                deadline.ThrowIfCancellationRequested();
                try
                {
                    if (lane.worker.Receive(waiting.Count > 0 ? Rest : Patience) is { } message)
                    {
                        return message;
                    }
                }
                catch (EndOfStreamException)
                {
                    return null;
                }

                if (!lane.worker.IsComputing())
                {
                    await WakeEarliestAsync();
                }
            }
        }

        private async Task WakeEarliestAsync()
        {
            waiting.TryDequeue(out Call? call, out long due);
            if (call!.Request is NextEventRequest && lane.worker.IsComputing())
            {
                while (lane.worker.IsComputing())
                {
                    await Task.Yield();
                }
            }
            else
            {
                now = Math.Max(now, due);
            }

            await ReplyAsync(call, new TimeReply(now));
        }

        private async Task HandleAsync(Call call)
        {
            switch (call.Request)
            {
                case ClockRequest:
                    await ReplyAsync(call, new TimeReply(now));
                    break;
                case SleepUntilRequest(var due):
                    Wait(call, due);
                    break;
                case NextEventRequest(var due):
                    Wait(call, due);
                    break;
                default:
                    log.Add(call.Request.GetType().Name);
                    if (lane.Answer(call.Request) is { } reply)
                    {
                        await ReplyAsync(call, reply);
                    }
                    else
                    {
                        await lane.worker.SendAsync(new AbandonRun(id), deadline);
                    }

                    break;
            }
        }

        private void Wait(Call call, long due)
        {
            awake.Remove(call.ThreadId);
            waiting.Enqueue(call, due);
        }

        private async Task ReplyAsync(Call call, SessionReply reply)
        {
            awake.Add(call.ThreadId);
            (string text, Seq<FileChange> files) = reply is TimeReply ? ("", []) : (lane.ConsoleText, lane.Arrivals);
            await lane.worker.SendAsync(new CallReply(id, call.CallId, reply, text, files), deadline);
        }
    }
}
