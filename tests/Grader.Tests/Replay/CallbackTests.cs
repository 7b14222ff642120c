using Grader.Plans;
using Grader.Plans.Expressions;
using Grader.Plans.Logical;
using Grader.Plans.Session;
using Grader.Plans.Types;
using Grader.Replay;
using static Grader.Tests.Replay.Replayed;

namespace Grader.Tests.Replay;

/// <summary>Callbacks against scripted processes: what a worker may answer, and what it may not.</summary>
public sealed class CallbackTests
{
    private static readonly Scenarios.Scenario OneFile = Scenario(File(1, "a", """{"v":1}""", """{"v":2}"""));

    private static readonly WriteStreamOperation Function = Query() with
    {
        Input = new Project(Files("in"), [new CommonInlineUserDefinedFunction("f", 7, new LongType(), IsDeterministic: true, [new UnresolvedAttribute("v")])]),
    };

    private static readonly WriteStreamOperation BatchFunction = Query() with { Format = "foreachBatch", ForeachBatchId = 3 };

    private static readonly WriteStreamOperation Writer = Query() with { Format = "foreach", ForeachWriterId = 4 };

    [Fact]
    public async Task A_function_gets_its_rows_and_gives_as_many()
    {
        Replayed replayed = await Run(Function, (_, callback) => Results(((CallFunctionCallback)callback).Arguments.Rows.Select(row => (object?)(long)(-(int)row[0]!))));

        Assert.Equal([-1L, -2L], replayed.Trace.Runs[0].Queries[0].Batches.SelectMany(batch => batch.Rows).Select(row => row[0].Int64));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public async Task More_or_fewer_results_than_rows_fail_the_query(int count)
    {
        Replayed replayed = await Run(Function, (_, _) => Results(Enumerable.Repeat<object?>(1L, count)));

        Assert.Contains("did not give 2 values of type BIGINT", replayed.Trace.Runs[0].Queries[0].Error!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Results_of_another_type_fail_the_query()
    {
        var texts = new CollectedRows(new StructType([new StructField("result", new StringType())]), [["a"], ["b"]]);
        Replayed replayed = await Run(Function, (_, _) => Task.FromResult<SessionReply>(new RowsReply(texts)));

        Assert.Contains("did not give 2 values of type BIGINT", replayed.Trace.Runs[0].Queries[0].Error!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_answer_of_another_kind_breaks_the_protocol()
    {
        foreach (WriteStreamOperation operation in new[] { Function, BatchFunction, Writer })
        {
            Replayed replayed = await Run(operation, (_, _) => Task.FromResult<SessionReply>(new TimeReply(5)));
            Assert.Equal(new ProgramBrokeProtocol("an answer to no callback"), replayed.End);
            Assert.True(replayed.Processes[0].WasKilled);
        }
    }

    [Fact]
    public async Task An_answer_that_nobody_asked_for_breaks_the_protocol()
    {
        Replayed replayed = await Run(BatchFunction, (thread, _) =>
        {
            thread.Process.Emit(new CallbackReply(thread.RunId, 99, new DoneReply(), []));
            return Task.FromResult<SessionReply>(new DoneReply());
        });

        Assert.Equal(new ProgramBrokeProtocol("an answer to no callback"), replayed.End);
    }

    [Fact]
    public async Task Code_that_was_never_announced_breaks_the_protocol()
    {
        Replayed replayed = await Replayed.Run(OneFile, async thread => await thread.AwaitAsync(await thread.StartAsync(BatchFunction)));

        Assert.Equal(new ProgramBrokeProtocol("a plan names code of the program's that was never announced"), replayed.End);
    }

    [Fact]
    public async Task A_batch_function_may_call_the_session_and_wait()
    {
        var seen = new List<string>();
        Replayed replayed = await Run(BatchFunction, async (thread, callback) =>
        {
            var rows = new CachedRemoteRelation(((ForeachBatchCallback)callback).RelationId);
            long before = await thread.NowAsync();
            await thread.SleepAsync(2);
            seen.Add($"{(await thread.CallAsync<RowsReply>(new CollectRequest(rows))).Rows.Rows.Count} rows after {((await thread.NowAsync()) - before) / TimeSpan.TicksPerSecond} s");
            return new DoneReply();
        });

        Assert.Equal(["2 rows after 2 s"], seen);
        Assert.Equal("1:0/2", replayed.Batches);
    }

    [Fact]
    public async Task The_rows_of_a_batch_are_gone_with_the_next_one_or_never_were()
    {
        var errors = new List<string>();
        await Run(BatchFunction, async (thread, _) =>
        {
            errors.Add((await Assert.ThrowsAsync<SparkException>(() => thread.CallAsync<RowsReply>(new CollectRequest(new CachedRemoteRelation("batch-99"))))).Message);
            return new DoneReply();
        });

        Assert.StartsWith("The rows of batch-99 are gone", Assert.Single(errors), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_function_in_a_batch_query_calls_back_too_and_inside_of_another_callback()
    {
        var nested = new Project(new LocalRelation(new StructType([new StructField("v", new IntegerType())]), [[5]]), ((Project)Function.Input).Expressions);
        var seen = new List<object?>();
        await Run(BatchFunction, async (thread, callback) =>
        {
            if (callback is CallFunctionCallback)
            {
                return await Results([11L]);
            }

            seen.Add((await thread.CallAsync<RowsReply>(new CollectRequest(nested))).Rows.Rows[0][0]);
            return new DoneReply();
        });

        Assert.Equal([11L], seen);
    }

    [Fact]
    public async Task A_writer_that_does_not_want_its_rows_gets_none()
    {
        var calls = new List<string>();
        await Run(Writer, (_, callback) =>
        {
            calls.Add(callback.ToString()!);
            return Task.FromResult<SessionReply>(callback is OpenWriterCallback ? new BooleanReply(false) : new DoneReply());
        });

        Assert.Equal([new OpenWriterCallback(4, 0, 0).ToString(), new CloseWriterCallback(4, null).ToString()], calls);
    }

    [Fact]
    public async Task A_process_that_goes_away_in_a_callback_ends_the_run()
    {
        Replayed replayed = await Run(BatchFunction, (thread, _) =>
        {
            thread.Process.Exit(4);
            return new TaskCompletionSource<SessionReply>().Task;
        });

        Assert.Equal(4, Assert.IsType<ProgramDied>(replayed.End).ExitCode);
        Assert.Equal("", replayed.Batches);
    }

    private static Task<SessionReply> Results(IEnumerable<object?> values) => Task.FromResult<SessionReply>(new RowsReply(new CollectedRows(
        new StructType([new StructField("result", new LongType())]), values.Select(value => (Seq<object?>)[value]).ToSeq())));

    private static Task<Replayed> Run(WriteStreamOperation operation, Func<FakeThread, ProgramCallback, Task<SessionReply>> onCallback) => Replayed.Run(
        OneFile,
        async thread =>
        {
            await thread.CallAsync<DoneReply>(new UseCallbacksRequest());
            await thread.AwaitAsync(await thread.StartAsync(operation));
        },
        prepare: process => process.OnCallback = onCallback);
}
