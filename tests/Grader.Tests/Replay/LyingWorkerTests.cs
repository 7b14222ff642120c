using System.Globalization;
using Grader.Plans.Session;
using Grader.Plans.Tests.Json;
using Grader.Replay;
using static Grader.Tests.Replay.Replayed;

namespace Grader.Tests.Replay;

/// <summary>A worker in a stranger's hands: frames that are well formed and mean nothing sensible.</summary>
public sealed class LyingWorkerTests
{
    private static readonly int[] Extremes = [int.MinValue, -1, 0, 1, int.MaxValue];
    private static readonly long[] LongExtremes = [long.MinValue, -1, 0, 1, 621355968000000000, 3155378975999999999, 3155378976000000000, long.MaxValue];

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public async Task Whatever_it_sends_the_run_ends_with_a_verdict(int seed)
    {
        for (int round = 0; round < 150; round++)
        {
            int roundSeed = (seed * 1000) + round;
            var random = new Random(roundSeed);
            var records = new RandomRecords(roundSeed);
            try
            {
                Replayed replayed = await Run(Scenario(File(1, "a", """{"v":1}"""), File(7, "b", """{"v":2}""")), async main =>
                {
                    string? query = random.Next(2) == 0 ? await main.StartAsync(Query()) : null;
                    for (int i = random.Next(1, 12); i > 0; i--)
                    {
                        main.Process.Emit(Lie(records, random, query));
                    }

                    await FakeThread.ReadLineAsync();
                }, limits: ReplayLimits.Default with { WallTime = TimeSpan.FromSeconds(3) });
                Assert.NotNull(replayed.End);
            }
            catch (GraderFaultException fault)
            {
                Assert.Fail(string.Create(CultureInfo.InvariantCulture, $"seed {roundSeed}: {fault.Message} {fault.InnerException?.StackTrace}"));
            }
        }
    }

    private static WorkerMessage Lie(RandomRecords records, Random random, string? query)
    {
        return records.Make<WorkerMessage>(depth: 2) switch
        {
            Call call => call with { RunId = 1, CallId = Pick(Extremes), ThreadId = Pick(Extremes), Request = Request() },
            Printed printed => printed with { RunId = 1 },
            RunEnded ended when random.Next(3) == 0 => ended with { RunId = 1 },
            ThreadIdle idle => idle with { RunId = 1, ThreadId = Pick(Extremes) },
            Pong pong => pong with { RunId = random.Next(3) },
            EntryPointReturned => new EntryPointReturned(1),
            RunAbandoned => new RunAbandoned(random.Next(3)),
            RunCleared cleared => cleared with { RunId = random.Next(3), WaitingThreads = Pick(Extremes) },
            _ => new Call(1, random.Next(), random.Next(5), Request(), []),
        };

        // Without plans: what the engine makes of those is its own tests' business.
        SessionRequest Request() => random.Next(12) switch
        {
            0 => new SleepUntilRequest(Pick(LongExtremes)),
            1 => new NextEventRequest(Pick(LongExtremes)),
            2 => new AwaitTerminationRequest(random.Next(2) == 0 ? query : null, Pick(LongExtremes)),
            3 => new AwaitTerminationRequest(query ?? "nobody", null),
            4 => new ProcessAllAvailableRequest(query ?? "nobody"),
            5 => new StopQueryRequest(query ?? ""),
            6 => new QueryErrorRequest(query ?? "\0"),
            7 => new SetConfRequest("spark.sql.session.timeZone", "Mars/Olympus"),
            8 => new SetConfRequest("\0", new string('x', 10_000), Pick(Enum.GetValues<SettingSource>())),
            9 => new StopSessionRequest(),
            10 => new ResetTerminatedRequest(),
            _ => new ClockRequest(),
        };

        T Pick<T>(T[] values) => values[random.Next(values.Length)];
    }
}
