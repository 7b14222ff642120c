using Grader.Plans;
using Grader.Plans.Logical;
using Grader.Plans.Session;
using Grader.Replay;
using Grader.Scenarios;
using static Grader.Tests.Replay.Replayed;

namespace Grader.Tests.Replay;

/// <summary>What a program's waits do to the clock, and when they are over.</summary>
public sealed class WaitTests
{
    // An invalid date fails the query that reads it.
    private static readonly WriteStreamOperation Failing = Query(Every(5), schema: "d DATE");
    private static readonly FileArrival BadDate = File(2, "a", """{"d":"2024-02-30"}""");

    [Fact]
    public async Task A_sleep_takes_virtual_time()
    {
        await Run(Scenario(File(0, "a", "{}")), async main =>
        {
            long before = await main.NowAsync();
            Assert.Equal(Start.UtcTicks, before);
            await main.SleepAsync(3600);
            Assert.Equal(before + TimeSpan.FromHours(1).Ticks, await main.NowAsync());
        });
    }

    [Fact]
    public async Task Sleeping_and_stopping_gives_the_batches_of_that_time()
    {
        Replayed replayed = await Run(Scenario(File(1, "a", """{"v":1}"""), File(58, "b", """{"v":1}"""), File(62, "c", """{"v":1}""")), async main =>
        {
            string query = await main.StartAsync(Query(Every(5)));
            await main.SleepAsync(60);
            await main.StopAsync(query);
        });

        Assert.Equal("4:0/1 59:1/1", replayed.Batches);
    }

    [Fact]
    public async Task AwaitTermination_answers_false_when_its_time_is_over()
    {
        bool? ended = null;
        long after = 0;
        await Run(Scenario(File(0, "a", """{"v":1}""")), async main =>
        {
            string query = await main.StartAsync(Query(Every(5)));
            ended = await main.AwaitAsync(query, 2500);
            after = await main.NowAsync();
        });

        Assert.False(ended);
        Assert.Equal(Start.AddSeconds(2.5).UtcTicks, after);
    }

    [Fact]
    public async Task AwaitTermination_throws_what_ended_the_query()
    {
        Replayed replayed = await Run(Scenario(BadDate), TriggerTests.Await(Failing));

        SparkError error = Assert.IsType<ProgramThrew>(replayed.End).Exception.Spark!;
        Assert.Equal("StreamingQueryException", error.ExceptionClass);
        Assert.Equal(error, replayed.Trace.Runs[0].Queries[0].Error);
    }

    [Fact]
    public async Task AwaitTermination_of_a_stopped_query_answers_true()
    {
        bool? ended = null;
        await Run(Scenario(File(0, "a", "{}")), async main =>
        {
            string query = await main.StartAsync(Query());
            await main.StopAsync(query);
            ended = await main.AwaitAsync(query);
        });

        Assert.True(ended);
    }

    [Fact]
    public async Task A_timeout_that_is_not_positive_is_refused_in_Sparks_words()
    {
        Replayed replayed = await Run(Scenario(File(0, "a", "{}")), async main => await main.AwaitAsync(await main.StartAsync(Query()), 0));

        Assert.Equal("requirement failed: Timeout has to be positive", Assert.IsType<ProgramThrew>(replayed.End).Exception.Message);
    }

    [Fact]
    public async Task AwaitAnyTermination_is_about_queries_that_ended_since_the_reset()
    {
        var answers = new List<bool>();
        await Run(Scenario(File(0, "a", """{"v":1}""")), async main =>
        {
            await main.StartAsync(Query(new OnceTrigger()));
            string other = await main.StartAsync(Query(Every(5)));
            answers.Add(await main.AwaitAsync(null));
            answers.Add(await main.AwaitAsync(null));
            await main.CallAsync<DoneReply>(new ResetTerminatedRequest());
            answers.Add(await main.AwaitAsync(null, 1000));
            await main.StopAsync(other);
            answers.Add(await main.AwaitAsync(null));
        });

        Assert.Equal([true, true, false, true], answers);
    }

    [Fact]
    public async Task ProcessAllAvailable_returns_once_a_trigger_constructed_nothing()
    {
        var times = new List<double>();
        Replayed replayed = await Run(Scenario(File(0, "a", """{"v":1}"""), File(0, "b", """{"v":1}"""), File(3, "c", """{"v":1}""")), async main =>
        {
            string query = await main.StartAsync(Query(maxFiles: 1));
            await main.ProcessAllAsync(query);
            times.Add(SecondsSinceStart(await main.NowAsync()));
            await main.StopAsync(query);
            query = await main.StartAsync(Query(Every(5)));
            await main.ProcessAllAsync(query);
            times.Add(SecondsSinceStart(await main.NowAsync()));
            await main.ProcessAllAsync(query);
            times.Add(SecondsSinceStart(await main.NowAsync()));
        });

        Assert.Equal([0, 9], times); // then all is quiet, and the scenario is over
        Assert.Equal("0:0/1 0:1/1 0:0/2 4:1/1", replayed.Batches);
    }

    [Fact]
    public async Task ProcessAllAvailable_throws_what_ended_the_query()
    {
        Replayed replayed = await Run(Scenario(BadDate), async main => await main.ProcessAllAsync(await main.StartAsync(Failing)));

        Assert.Equal("", replayed.Batches);
        Assert.Equal(new ProgramReturned(0), replayed.End); // nothing had failed yet when nothing was constructed at the start

        replayed = await Run(Scenario(BadDate), async main =>
        {
            string query = await main.StartAsync(Failing);
            await main.SleepAsync(3);
            await main.ProcessAllAsync(query);
        });
        Assert.Equal("StreamingQueryException", Assert.IsType<ProgramThrew>(replayed.End).Exception.Spark?.ExceptionClass);
    }

    [Fact]
    public async Task QueryError_tells_what_ended_the_query()
    {
        await Run(Scenario(BadDate), async main =>
        {
            string query = await main.StartAsync(Failing);
            await main.CallAsync<DoneReply>(new QueryErrorRequest(query));
            await main.SleepAsync(10);
            Assert.False(await main.IsActiveAsync(query));
            SparkException e = await Assert.ThrowsAsync<SparkException>(() => main.CallAsync<DoneReply>(new QueryErrorRequest(query)));
            Assert.Equal("StreamingQueryException", e.Error.ExceptionClass);
        });
    }

    [Fact]
    public async Task One_thread_stops_the_query_that_another_awaits()
    {
        Replayed replayed = await Run(Scenario(File(1, "a", """{"v":1}"""), File(31, "b", """{"v":1}""")), async main =>
        {
            string query = await main.StartAsync(Query(Every(5)));
            main.StartThread(async thread =>
            {
                await thread.SleepAsync(30);
                await thread.StopAsync(query);
            });
            Assert.True(await main.AwaitAsync(query));
        });

        Assert.Equal("4:0/1", replayed.Batches);
        Assert.Equal(new ProgramReturned(0), replayed.End);
    }

    [Fact]
    public async Task Of_several_sleepers_one_wakes_at_a_time_and_the_clock_holds_for_it()
    {
        var log = new List<string>();
        await Run(Scenario(File(0, "a", "{}")), async main =>
        {
            main.StartThread(thread => WorkAsync(thread, "second", 2));
            main.StartThread(thread => WorkAsync(thread, "first", 1));
            await main.SleepAsync(10);
        });

        Assert.Equal(["first@1", "first again@1", "second@2", "second again@2"], log);

        async Task WorkAsync(FakeThread thread, string name, double seconds)
        {
            await thread.SleepAsync(seconds);
            log.Add($"{name}@{SecondsSinceStart(await thread.NowAsync())}");
            await thread.CallAsync<TextReply>(new GetConfRequest("spark.sql.shuffle.partitions"));
            log.Add($"{name} again@{SecondsSinceStart(await thread.NowAsync())}");
            await thread.SleepForEverAsync();
        }
    }

    [Fact]
    public async Task Polling_without_waiting_takes_a_millisecond_a_call_after_a_hundred_calls()
    {
        var times = new List<double>();
        await Run(Scenario(1000, File(0, "a", "{}")), async main =>
        {
            string query = await main.StartAsync(Query(Every(5)));
            for (int i = 0; i < 100; i++)
            {
                await main.IsActiveAsync(query);
            }

            await main.CallAsync<TextReply>(new GetConfRequest("a"));
            for (int i = 0; i < 5; i++)
            {
                await main.IsActiveAsync(query);
            }

            times.Add(SecondsSinceStart(await main.NowAsync()));
            await main.SleepAsync(1);
            times.Add(SecondsSinceStart(await main.NowAsync()));
        });

        Assert.Equal([0.006, 1.007], times); // the clock's readings are calls too; a wait of its own ends the row
    }

    [Fact]
    public async Task A_program_that_polls_for_ever_sees_every_batch_until_the_scenario_is_over()
    {
        Replayed replayed = await Run(Scenario(File(0, "a", """{"v":1}"""), File(3, "b", """{"v":1}"""), File(599, "c", """{"v":1}""")), async main =>
        {
            string query = await main.StartAsync(Query(Every(5)));
            while (await main.IsActiveAsync(query))
            {
            }
        });

        Assert.Equal("0:0/1 4:1/1 599:2/1", replayed.Batches);
        Assert.IsType<ProgramWaited>(replayed.End);
    }

    [Theory]
    [InlineData("sleep")]
    [InlineData("process")]
    [InlineData("clock")]
    public async Task A_wait_that_takes_no_time_is_polling_too(string how)
    {
        Replayed replayed = await Run(Scenario(File(0, "a", """{"v":1}"""), File(30, "b", """{"v":1}""")), async main =>
        {
            string query = await main.StartAsync(Query());
            while (true)
            {
                await (how == "sleep" ? main.SleepAsync(0) : how == "process" ? main.ProcessAllAsync(query) : main.NowAsync());
            }
        });

        Assert.Equal("0:0/1 30:1/1", replayed.Batches);
        Assert.IsType<ProgramWaited>(replayed.End);
    }

    [Fact]
    public async Task A_program_at_rest_outside_of_any_call_lets_the_clock_go_on()
    {
        Replayed replayed = await Run(Scenario(File(0, "a", """{"v":1}"""), File(30, "b", """{"v":1}""")), async main =>
        {
            await main.StartAsync(Query());
            await FakeThread.ReadLineAsync();
        });

        Assert.Equal("0:0/1 30:1/1", replayed.Batches);
        Assert.IsType<ProgramWaited>(replayed.End);
    }

    [Fact]
    public async Task The_clock_holds_while_the_process_computes()
    {
        // The thread that computes has made no call yet; what it finds, the next call tells.
        var answers = new List<double>();
        await Run(Scenario(30, File(0, "a", "{}")), async main =>
        {
            string query = await main.StartAsync(Query());
            main.Process.Computes = true;
            int silences = 0;
            main.Process.OnSilence = () =>
            {
                if (++silences == 3)
                {
                    main.Process.Computes = false;
                    main.StartThread(async thread =>
                    {
                        answers.Add(SecondsSinceStart(await thread.NowAsync()));
                        await thread.StopAsync(query);
                    });
                }
            };
            await main.AwaitAsync(query, 20_000);
        });

        Assert.Equal([0], answers);
    }

    [Fact]
    public async Task A_wait_for_events_is_answered_when_another_thread_has_worked_and_at_its_deadline()
    {
        var answers = new List<double>();
        await Run(Scenario(30, File(0, "a", "{}")), async main =>
        {
            main.StartThread(async thread =>
            {
                await thread.SleepAsync(4);
                await thread.SleepForEverAsync();
            });
            long deadline = Start.AddSeconds(10).UtcTicks;
            long now;
            do
            {
                answers.Add(SecondsSinceStart(now = await main.NextEventAsync(deadline)));
            }
            while (now < deadline);
        });

        Assert.Equal([0, 4, 10], answers); // at 0 the other thread goes to sleep, which is work too
    }

    [Fact]
    public async Task A_callback_that_is_over_needs_no_hold_and_neither_do_those_who_rest_since_before_it()
    {
        int silences = 0;
        Replayed replayed = await Run(Scenario(File(0, "a", """{"v":1}"""), File(7, "b", """{"v":1}""")), async main =>
        {
            main.Process.OnSilence = () => silences++;
            await main.StartAsync(Query(Every(5)));
            main.StartTimer(async timer =>
            {
                for (int i = 0; i < 20; i++)
                {
                    await timer.SleepAsync(1);
                }
            });
            await FakeThread.ReadLineAsync();
        });

        Assert.Equal("0:0/1 9:1/1", replayed.Batches);
        Assert.InRange(silences, 1, 60);
    }

    [Fact]
    public async Task Stopping_the_session_stops_its_queries()
    {
        Replayed replayed = await Run(Scenario(File(0, "a", """{"v":1}"""), File(7, "b", """{"v":1}""")), async main =>
        {
            string query = await main.StartAsync(Query(Every(5)));
            await main.SleepAsync(1);
            Assert.Single((await main.CallAsync<QueriesReply>(new ActiveQueriesRequest())).Queries);
            await main.CallAsync<DoneReply>(new StopSessionRequest());
            Assert.Empty((await main.CallAsync<QueriesReply>(new ActiveQueriesRequest())).Queries);
            await main.AwaitAsync(query);
        });

        Assert.Equal("0:0/1", replayed.Batches);
    }

    [Fact]
    public async Task A_scenario_goes_on_to_its_own_end()
    {
        Scenario scenario = Scenario(100, File(0, "a", """{"v":1}"""));
        var ends = new List<double>();
        await Run(scenario, async main =>
        {
            await main.StartAsync(Query(Every(5)));
            while (true)
            {
                await main.SleepAsync(1);
                ends.Add(SecondsSinceStart(await main.NowAsync()));
            }
        });

        Assert.Equal(100, ends[^1]);
    }

    [Fact]
    public async Task A_program_that_never_starts_a_query_ends_with_the_timeline()
    {
        double last = 0;
        Replayed replayed = await Run(Scenario(File(5, "a", "{}")), async main =>
        {
            while (true)
            {
                await main.SleepAsync(60);
                last = SecondsSinceStart(await main.NowAsync());
            }
        });

        Assert.IsType<ProgramWaited>(replayed.End);
        Assert.Empty(replayed.Trace.Runs[0].Queries);
        Assert.Equal(600, last); // the arrival at 5 s, and ten minutes more

        replayed = await Run(Scenario(File(5, "a", "{}")), main => main.SleepForEverAsync());
        Assert.IsType<ProgramWaited>(replayed.End);
    }

    private static double SecondsSinceStart(long ticks) => TimeSpan.FromTicks(ticks - Start.UtcTicks).TotalSeconds;
}
