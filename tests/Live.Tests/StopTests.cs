using Grader.Engine.Files;
using Grader.Live.Tests.Robustness;
using Grader.Plans;
using Grader.Plans.Expressions;
using Grader.Plans.Logical;
using Grader.Plans.Session;
using Grader.Plans.Types;

namespace Grader.Live.Tests;

/// <summary>A stop breaks the batch off, as Spark's does: it is not committed, the query ends without an error, and the next start runs the batch again.</summary>
public sealed class StopTests : IDisposable
{
    private readonly LiveMachine machine = new();
    private readonly FakeProgram program = new();
    private readonly ManualResetEventSlim isAtWork = new();

    private LiveSession Session => machine.Session;

    public void Dispose()
    {
        machine.Dispose();
        isAtWork.Dispose();
    }

    [Fact]
    public void A_function_that_waits_is_interrupted_and_its_batch_runs_again()
    {
        program.OnRows = WaitForEver;
        StreamingQueryHandle query = Start(OfFunction());
        isAtWork.Wait();

        Session.StopQuery(query.Id);

        AssertStopped(query, batch: 0);
        Assert.Equal("", machine.Printed);
        program.OnRows = () => { };
        StreamingQueryHandle again = Start(OfFunction());
        machine.ProcessAll(again);
        Assert.Equal(query.Id, again.Id);
        Assert.Contains("Batch: 0", machine.Printed, StringComparison.Ordinal);
        Assert.True(File.Exists(Committed(0)));
    }

    [Fact]
    public void A_batch_function_that_stops_its_query_goes_on_to_its_end_and_comes_again()
    {
        List<(long Batch, int Rows)> batches = [];
        string id = "";
        program.OnBatch = (batch, rows) =>
        {
            isAtWork.Wait(); // for the id
            Session.StopQuery(id);
            batches.Add((batch, Session.Collect(rows).Rows.Count));
        };
        StreamingQueryHandle query = Start(OfBatchFunction());
        id = query.Id;
        isAtWork.Set();
        Assert.True(Session.AwaitTermination(query.Id, null));

        AssertStopped(query, batch: 0);
        Session.AwaitTermination(Start(OfBatchFunction()).Id, null);
        Assert.Equal([(0L, 1), (0L, 1)], batches);
    }

    [Fact]
    public void What_a_batch_function_reads_is_broken_off_too()
    {
        MakeEndless("endless");
        Exception? thrown = null;
        program.OnBatch = (_, _) =>
        {
            try
            {
                Session.Collect(Never(new DataSource("text", null, null, [], ["endless"], IsStreaming: false)));
            }
            catch (SparkException e)
            {
                thrown = e;
                throw;
            }
        };
        StreamingQueryHandle query = Start(OfBatchFunction());
        isAtWork.Wait();

        Session.StopQuery(query.Id);

        AssertStopped(query, batch: 0);
        Assert.IsType<OperationCanceledException>(thrown!.InnerException);
    }

    [Fact]
    public void A_batch_is_broken_off_between_rows()
    {
        MakeEndless("in");
        StreamingQueryHandle query = Start(LiveMachine.Write(Never(new DataSource("text", null, null, [], ["in"], IsStreaming: true)), new DefaultTrigger(), checkpoint: "ck"));
        isAtWork.Wait();

        Session.StopQuery(query.Id);

        AssertStopped(query, batch: 0);
    }

    [Fact]
    public void A_writer_that_is_interrupted_is_closed()
    {
        program.OnRows = WaitForEver;
        StreamingQueryHandle query = Start(LiveMachine.Write(Lines(), new DefaultTrigger(), checkpoint: "ck", format: "foreach") with { ForeachWriterId = 1 });
        isAtWork.Wait();

        Session.StopQuery(query.Id);

        AssertStopped(query, batch: 0);
        Assert.Equal("Foreach writer has been aborted due to a task failure", Assert.Single(program.Closed)!.Message);
    }

    [Fact]
    public async Task A_stop_waits_no_longer_than_its_timeout()
    {
        using var release = new ManualResetEventSlim();
        program.OnRows = () =>
        {
            try
            {
                WaitForEver();
            }
            catch (ThreadInterruptedException)
            {
                release.Wait(); // code that does not mind
            }
        };
        StreamingQueryHandle query = Start(OfFunction());
        isAtWork.Wait();
        Session.SetConf("spark.sql.streaming.stopTimeout", "2s");
        Task stopping = Task.Run(() => Session.StopQuery(query.Id));

        Assert.Equal(TimeSpan.FromSeconds(2), machine.Clock.ToNextTimer());

        SparkException error = await Assert.ThrowsAsync<SparkException>(() => stopping);
        Assert.Equal("TimeoutException", error.Error.ExceptionClass);
        Assert.StartsWith(
            $"Stream Execution thread for stream [id = {query.Id}, runId = {query.RunId}] failed to stop within 2000 milliseconds (specified by spark.sql.streaming.stopTimeout).",
            error.Message, StringComparison.Ordinal);
        release.Set();
        Assert.True(Session.AwaitTermination(query.Id, null));
        AssertStopped(query, batch: 0);
    }

    [Fact]
    public void The_end_of_the_process_waits_for_the_batch()
    {
        using var release = new ManualResetEventSlim();
        program.OnRows = () =>
        {
            isAtWork.Set();
            release.Wait();
        };
        Start(OfFunction());
        isAtWork.Wait();

        Assert.False(Session.ShutDown(TimeSpan.Zero));
        release.Set();
        Assert.True(Session.ShutDown(TimeSpan.FromHours(1)));

        Assert.True(File.Exists(Committed(0)));
    }

    private StreamingQueryHandle Start(WriteStreamOperation operation)
    {
        Session.UseCallbacks(program);
        return Session.StartQuery(operation);
    }

    private DataSource Lines()
    {
        if (!Directory.Exists(Path.Combine(machine.Folder, "in")))
        {
            machine.AddFile("in", "line");
        }

        return new DataSource("text", null, null, [], ["in"], IsStreaming: true);
    }

    private WriteStreamOperation OfFunction() => LiveMachine.Write(
        new Project(Lines(), [new CommonInlineUserDefinedFunction("f", 1, new StringType(), IsDeterministic: true, [new UnresolvedAttribute("value")])]),
        new DefaultTrigger(), checkpoint: "ck");

    private WriteStreamOperation OfBatchFunction() =>
        LiveMachine.Write(Lines(), new DefaultTrigger(), checkpoint: "ck", format: "foreachBatch") with { ForeachBatchId = 1 };

    /// <summary>None of a source's rows, after all of them were looked at.</summary>
    private static Filter Never(DataSource source) => new(source, new ExpressionString("value = 'never'"));

    /// <summary>Makes the files of a folder lines without end.</summary>
    private void MakeEndless(string folder)
    {
        var files = new FaultyFiles(new DiskFileSystem(machine.Folder));
        files.Content = (path, own) => path.Contains($"/{folder}/", StringComparison.Ordinal) ? new EndlessLines(isAtWork) : own;
        machine.Reopen(files);
        machine.AddFile(folder, "line");
    }

    private void WaitForEver()
    {
        isAtWork.Set();
        Thread.Sleep(Timeout.Infinite);
    }

    private void AssertStopped(StreamingQueryHandle query, long batch)
    {
        Assert.False(Session.IsQueryActive(query.Id));
        Assert.Null(Session.QueryError(query.Id));
        Assert.True(File.Exists(Path.Combine(machine.Folder, "ck", "offsets", $"{batch}")));
        Assert.False(File.Exists(Committed(batch)));
    }

    private string Committed(long batch) => Path.Combine(machine.Folder, "ck", "commits", $"{batch}");

    private sealed class FakeProgram : IProgramCallbacks
    {
        /// <summary>Called for the rows that a function or a writer is given.</summary>
        public Action OnRows { get; set; } = () => { };

        public Action<long, CachedRemoteRelation> OnBatch { get; set; } = (_, _) => { };

        public List<SparkError?> Closed { get; } = [];

        public CollectedRows CallFunction(int functionId, CollectedRows arguments)
        {
            OnRows();
            return new CollectedRows(new StructType([new StructField("f", new StringType())]), arguments.Rows);
        }

        public bool OpenWriter(int writerId, long partitionId, long epochId) => true;

        public void ProcessRows(int writerId, CollectedRows rows) => OnRows();

        public void CloseWriter(int writerId, SparkError? error) => Closed.Add(error);

        public void CallForeachBatch(int functionId, long batchId, CachedRemoteRelation rows) => OnBatch(batchId, rows);
    }

    private sealed class EndlessLines(ManualResetEventSlim isAtWork) : MemoryStream
    {
        public override bool CanSeek => false;

        public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

        public override int Read(Span<byte> buffer)
        {
            isAtWork.Set();
            buffer.Fill((byte)'x'); // few rows to the byte: the batch's limit of rows is far
            buffer[^1] = (byte)'\n';
            return buffer.Length;
        }
    }
}
