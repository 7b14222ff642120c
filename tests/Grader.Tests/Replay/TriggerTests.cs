using Grader.Plans.Logical;
using Grader.Replay;
using Grader.Scenarios;
using static Grader.Tests.Replay.Replayed;

namespace Grader.Tests.Replay;

/// <summary>Which batches a query runs, and when.</summary>
public sealed class TriggerTests
{
    [Fact]
    public async Task Nothing_runs_before_the_program_waits()
    {
        Replayed replayed = await Run(Scenario(File(0, "a", """{"v":1}""")), async main =>
        {
            string query = await main.StartAsync(Query());
            Assert.True(await main.IsActiveAsync(query));
        });

        Assert.Equal("", replayed.Batches);
        Assert.Equal(new ProgramReturned(0), replayed.End);
    }

    [Fact]
    public async Task The_first_trigger_belongs_to_the_instant_of_Start()
    {
        Replayed replayed = await Run(Scenario(File(0, "a", """{"v":1}"""), File(4, "b", """{"v":1}""")), async main =>
        {
            await main.SleepAsync(2);
            await main.AwaitAsync(await main.StartAsync(Query(Every(10))));
        });

        Assert.Equal("2:0/1 9:1/1", replayed.Batches);
    }

    [Fact]
    public async Task Processing_time_triggers_follow_a_grid_aligned_to_the_epoch()
    {
        Replayed replayed = await Run(
            Scenario(File(0, "a", """{"v":1}"""), File(3, "b", """{"v":1}"""), File(5, "c", """{"v":1}"""), File(20, "d", """{"v":1}""")), Await(Query(Every(5))));

        Assert.Equal("0:0/1 4:1/1 9:2/1 24:3/1", replayed.Batches);
        Assert.IsType<ProgramWaited>(replayed.End);
    }

    [Fact]
    public async Task An_arrival_at_a_triggers_instant_is_visible_to_it()
    {
        Replayed replayed = await Run(Scenario(File(4, "a", """{"v":1}""")), Await(Query(Every(5))));

        Assert.Equal("4:0/1", replayed.Batches);
    }

    [Fact]
    public async Task The_default_trigger_fires_with_every_arrival_until_nothing_is_left()
    {
        Replayed replayed = await Run(
            Scenario(File(1, "a", """{"v":1}"""), File(1, "b", """{"v":1}""", """{"v":2}"""), File(2.5, "c", """{"v":1}""")), Await(Query(maxFiles: 1)));

        Assert.Equal("1:0/1 1:1/2 2.5:2/1", replayed.Batches);
    }

    [Fact]
    public async Task A_no_data_batch_runs_at_the_same_instant_or_at_the_next_point_of_the_grid()
    {
        Scenario scenario = Scenario(File(1, "a", """{"t":"2024-05-01T12:00:00Z"}"""));

        Assert.Equal("1:0/1 1:1/0", (await Run(scenario, Await(WindowCount()))).Batches);
        Assert.Equal("4:0/1 9:1/0", (await Run(scenario, Await(WindowCount(Every(5))))).Batches);
    }

    [Fact]
    public async Task A_query_that_fires_once_ends_by_itself()
    {
        bool? ended = null;
        Replayed replayed = await Run(Scenario(File(0, "a", """{"v":1}"""), File(0, "b", """{"v":1}"""), File(3, "c", """{"v":1}""")), async main =>
        {
            ended = await main.AwaitAsync(await main.StartAsync(Query(new OnceTrigger(), maxFiles: 1)));
        });

        Assert.Equal("0:0/2", replayed.Batches);
        Assert.True(ended);
        Assert.False(replayed.Trace.Runs[0].Queries[0].WasStopped);
    }

    [Fact]
    public async Task Queries_of_one_instant_fire_in_start_order()
    {
        Replayed replayed = await Run(Scenario(File(4, "a", """{"v":1}""")), async main =>
        {
            await main.StartAsync(Query(Every(5)));
            await main.StartAsync(Query());
            await main.AwaitAsync(null);
        });

        Assert.Equal(["4:0/1", "4:0/1"], replayed.Trace.Runs[0].Queries.Select(query => Short(replayed.Trace.Runs[0] with { Queries = [query] })));
        Assert.Equal(2, replayed.Output.Split("Batch: 0").Length - 1);
    }

    [Fact]
    public async Task A_sockets_first_batch_is_empty_even_when_a_line_is_there()
    {
        Replayed replayed = await Run(Scenario(Socket(0, "a b", "c"), Socket(6, "d")), Await(SocketQuery(Every(5))), new SocketInput("localhost", 9999));

        Assert.Equal("0:0/0 4:1/2 9:2/1", replayed.Batches);
    }

    [Fact]
    public async Task Lines_wait_for_whoever_connects()
    {
        Replayed replayed = await Run(Scenario(Socket(0, "a"), Socket(1, "b")), async main =>
        {
            await main.SleepAsync(2);
            await main.AwaitAsync(await main.StartAsync(SocketQuery()));
        }, new SocketInput("127.0.0.1", 9999));

        Assert.Equal("2:0/0 2:1/2", replayed.Batches);
    }

    [Fact]
    public async Task Another_port_refuses_the_connection_and_ends_the_query()
    {
        Replayed replayed = await Run(Scenario(Socket(0, "a")), Await(SocketQuery(port: 9998)), new SocketInput("localhost", 9999));

        Assert.Contains("Connection refused", Assert.IsType<ProgramThrew>(replayed.End).Exception.Spark?.Message, StringComparison.Ordinal);
        Assert.Contains("Connection refused", replayed.Trace.Runs[0].Queries[0].Error?.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_trace_holds_what_the_query_declares()
    {
        Replayed replayed = await Run(Scenario(File(0, "a", """{"v":1}""")), Await(WindowCount(Every(5), Checkpoint)));

        QueryTrace query = Assert.Single(replayed.Trace.Runs[0].Queries);
        Assert.Equal(("console", 5000L, Checkpoint), (query.SinkFormat, query.TriggerIntervalMs, query.CheckpointLocation));
        Assert.Equal(["window", "count(1)"], query.Schema.Fields.Select(field => field.Name));
        Assert.False(query.WasStopped);
        Assert.Null(query.Error);
    }

    [Fact]
    public async Task The_same_scenario_gives_the_same_trace()
    {
        Scenario scenario = Scenario(File(0, "a", """{"v":1}"""), File(3, "b", """{"v":1}"""));

        Assert.Equal(
            (await Run(scenario, Await(Query(Every(5))))).Trace.Runs[0].Queries[0].Id, (await Run(scenario, Await(Query(Every(5))))).Trace.Runs[0].Queries[0].Id);
    }

    [Fact]
    public async Task A_stopped_query_runs_no_more()
    {
        Replayed replayed = await Run(Scenario(File(0, "a", """{"v":1}"""), File(7, "b", """{"v":1}""")), async main =>
        {
            string query = await main.StartAsync(Query(Every(5)));
            await main.SleepAsync(5);
            await main.StopAsync(query);
            Assert.False(await main.IsActiveAsync(query));
            await main.SleepAsync(60);
        });

        Assert.Equal("0:0/1", replayed.Batches);
        Assert.True(replayed.Trace.Runs[0].Queries[0].WasStopped);
        Assert.Equal(new ProgramReturned(0), replayed.End);
    }

    internal static Func<FakeThread, Task> Await(WriteStreamOperation operation) => async main => await main.AwaitAsync(await main.StartAsync(operation));
}
