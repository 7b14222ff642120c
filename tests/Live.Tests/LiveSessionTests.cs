using Grader.Plans;
using Grader.Plans.Logical;
using Grader.Plans.Session;

namespace Grader.Live.Tests;

public sealed class LiveSessionTests : IDisposable
{
    private static readonly Trigger EveryFiveSeconds = new ProcessingTimeTrigger(5000, null);

    private readonly LiveMachine machine = new();

    private LiveSession Session => machine.Session;

    public void Dispose() => machine.Dispose();

    [Fact]
    public void Triggers_fire_at_once_and_then_on_the_grid_of_the_epoch()
    {
        StreamingQueryHandle query = Session.StartQuery(machine.Counts("in", EveryFiveSeconds));

        // An idle trigger at 11:00:02.3; the next ones at :05 and :10.
        Assert.Equal(TimeSpan.FromMilliseconds(2700), machine.Clock.ToNextTimer());
        machine.AddFile("in", """{"k":"a"}""");
        Assert.Equal(TimeSpan.FromSeconds(5), machine.Clock.ToNextTimer());
        Session.StopQuery(query.Id);
    }

    [Fact]
    public void The_default_trigger_looks_again_every_ten_milliseconds()
    {
        StreamingQueryHandle query = Session.StartQuery(machine.Counts("in", new DefaultTrigger()));
        Assert.Equal(TimeSpan.FromMilliseconds(10), machine.Clock.ToNextTimer());
        Assert.Equal(TimeSpan.FromMilliseconds(10), machine.Clock.ToNextTimer());
        Session.StopQuery(query.Id);
    }

    [Fact]
    public void All_that_is_there_is_processed_and_printed_as_Spark_prints_it()
    {
        machine.AddFile("in", """{"k":"a"}""", """{"k":"b"}""");
        machine.AddFile("in", """{"k":"a"}""");
        StreamingQueryHandle query = Session.StartQuery(machine.Counts("in", new DefaultTrigger(), "counts"));
        machine.ProcessAll(query);
        Session.StopQuery(query.Id);

        Assert.Equal(
            """
            -------------------------------------------
            Batch: 0
            -------------------------------------------
            +---+---+
            |  k|  n|
            +---+---+
            |  a|  1|
            |  b|  1|
            +---+---+

            -------------------------------------------
            Batch: 1
            -------------------------------------------
            +---+---+
            |  k|  n|
            +---+---+
            |  a|  2|
            +---+---+


            """, machine.Printed);
        Assert.Equal([(0L, 2L), (1L, 1L)], machine.Progress.Select(report => (report.BatchId, report.NumInputRows)));
    }

    [Fact]
    public void A_trigger_that_fires_once_ends_its_query()
    {
        machine.AddFile("in", """{"k":"a"}""");
        StreamingQueryHandle query = Session.StartQuery(machine.Counts("in", new OnceTrigger()));
        Assert.True(Session.AwaitTermination(query.Id, null));
        Assert.False(Session.IsQueryActive(query.Id));
        Assert.Empty(Session.ActiveQueries());
        Assert.Single(machine.Progress);
    }

    [Fact]
    public async Task Waiting_for_an_end_ends_with_the_query_or_with_its_time()
    {
        StreamingQueryHandle query = Session.StartQuery(machine.Counts("in", EveryFiveSeconds));
        Task<bool> waiting = Task.Run(() => Session.AwaitTermination(query.Id, 60_000)), forEver = Task.Run(() => Session.AwaitTermination(query.Id, null));
        while (!waiting.IsCompleted)
        {
            machine.Clock.ToNextTimer();
        }

        Assert.False(await waiting);
        Session.StopQuery(query.Id);
        Assert.True(await forEver);
    }

    [Fact]
    public void A_failed_query_tells_its_error_to_whoever_waits()
    {
        StreamingQueryHandle query = Session.StartQuery(LiveMachine.Write(
            new DataSource("socket", null, null, [new("host", "localhost"), new("port", "9")], [], IsStreaming: true), new DefaultTrigger()));

        SparkException thrown = Assert.Throws<SparkException>(() => Session.AwaitTermination(query.Id, null));
        Assert.Equal(("StreamingQueryException", "STREAM_FAILED"), (thrown.Error.ExceptionClass, thrown.Error.ErrorClass));
        Assert.Contains($"Query [id = {query.Id}, runId = {query.RunId}] terminated with exception: ", thrown.Message, StringComparison.Ordinal);
        Assert.Equal(thrown.Error, Session.QueryError(query.Id));
        Assert.Equal(thrown.Error, Assert.Throws<SparkException>(() => Session.AwaitAnyTermination(null)).Error);
        Assert.Empty(Session.UntoldErrors);
    }

    [Fact]
    public void An_error_that_nobody_asked_for_stays_to_be_told()
    {
        StreamingQueryHandle query = Session.StartQuery(LiveMachine.Write(
            new DataSource("socket", null, null, [new("host", "localhost"), new("port", "9")], [], IsStreaming: true), new OnceTrigger()));
        Session.SpinUntilEnded(query);
        Assert.Contains("Connection refused", Assert.Single(Session.UntoldErrors).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Any_end_counts_until_the_list_is_reset()
    {
        StreamingQueryHandle first = Session.StartQuery(machine.Counts("in", EveryFiveSeconds));
        Session.StartQuery(machine.Counts("in", EveryFiveSeconds));
        Session.StopQuery(first.Id);
        Assert.True(Session.AwaitAnyTermination(null));
        Session.ResetTerminated();
        Task<bool> waiting = Task.Run(() => Session.AwaitAnyTermination(100));
        while (!waiting.IsCompleted)
        {
            machine.Clock.ToNextTimer();
        }

        Assert.False(await waiting);
    }

    [Fact]
    public void A_query_goes_on_from_its_checkpoint_in_another_process()
    {
        machine.AddFile("in", """{"k":"a"}""");
        StreamingQueryHandle query = Session.StartQuery(machine.Counts("in", new OnceTrigger(), checkpoint: "ck"));
        Session.AwaitTermination(query.Id, null);
        machine.AddFile("in", """{"k":"a"}""");
        machine.Reopen();
        StreamingQueryHandle again = Session.StartQuery(machine.Counts("in", new OnceTrigger(), checkpoint: "ck"));
        Session.AwaitTermination(again.Id, null);

        Assert.Equal(query.Id, again.Id);
        Assert.Contains("Batch: 1\n-------------------------------------------\n+---+---+\n|  k|  n|\n+---+---+\n|  a|  2|\n", machine.Printed, StringComparison.Ordinal);
    }

    [Fact]
    public void A_second_query_on_a_checkpoint_stops_the_first()
    {
        StreamingQueryHandle first = Session.StartQuery(machine.Counts("in", EveryFiveSeconds, checkpoint: "ck"));
        StreamingQueryHandle second = Session.StartQuery(machine.Counts("in", EveryFiveSeconds, checkpoint: "ck"));
        Assert.Equal(first.Id, second.Id);
        Assert.Equal([second], Session.ActiveQueries());
    }

    [Fact]
    public void Rows_in_memory_are_read_while_the_query_writes_them()
    {
        StreamingQueryHandle query = Session.StartQuery(machine.Counts("in", new DefaultTrigger(), "counts", format: "memory", mode: "complete"));
        for (int i = 1; i <= 5; i++)
        {
            machine.AddFile("in", """{"k":"a"}""");
            machine.ProcessAll(query);
            Assert.Equal((long)i, Session.Collect(new NamedTable("counts")).Rows[0][1]);
        }
    }
}

file static class EndingQueries
{
    /// <summary>Waits for a query's end without asking for its error.</summary>
    public static void SpinUntilEnded(this LiveSession session, StreamingQueryHandle query)
    {
        while (session.IsQueryActive(query.Id))
        {
            Thread.Yield();
        }
    }
}
