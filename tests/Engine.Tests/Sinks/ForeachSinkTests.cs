using Grader.Engine.Streaming;
using Grader.Engine.Tests.Streaming;
using Grader.Plans;
using Grader.Plans.Expressions;
using Grader.Plans.Logical;
using Grader.Plans.Session;
using Grader.Plans.Types;

namespace Grader.Engine.Tests.Sinks;

public sealed class ForeachSinkTests
{
    private readonly SourceToSink world = new();

    [Fact]
    public void Every_batch_is_opened_handed_out_and_closed()
    {
        var writer = new RecordingProgram();
        StreamingQueryExecution query = world.Start("foreach", program: writer);
        world.Add("1.json", "{\"a\":1}", "{\"a\":2}");
        SourceToSink.RunToIdle(query);
        world.Add("2.json");
        SourceToSink.RunToIdle(query);
        Assert.Equal(["open 0 0", "1", "2", "close", "open 0 1", "close"], writer.Calls);
    }

    [Fact]
    public void A_writer_that_does_not_open_gets_no_rows_but_is_closed()
    {
        var writer = new RecordingProgram { Opens = false };
        world.Add("1.json", "{\"a\":1}");
        SourceToSink.RunToIdle(world.Start("foreach", program: writer));
        Assert.Equal(["open 0 0", "close"], writer.Calls);
    }

    [Fact]
    public void A_writer_that_fails_is_closed_with_its_error_and_fails_the_query()
    {
        var writer = new RecordingProgram { FailsAt = 2 };
        world.Add("1.json", "{\"a\":1}", "{\"a\":2}", "{\"a\":3}");
        StreamingQueryExecution query = world.Start("foreach", program: writer);
        Assert.Null(query.RunTrigger());
        Assert.Contains("no more", query.Error!.Message, StringComparison.Ordinal);
        Assert.Equal(["open 0 0", "1", "close no more"], writer.Calls);
    }

    [Fact]
    public void A_foreach_batch_function_gets_empty_batches_too()
    {
        var function = new RecordingProgram { Session = world.Session };
        StreamingQueryExecution query = world.Start("foreachBatch", program: function);
        world.Add("1.json", "{\"a\":1}", "{\"a\":2}");
        SourceToSink.RunToIdle(query);
        world.Add("2.json");
        SourceToSink.RunToIdle(query);
        Assert.Equal(["0: 2", "1: 0"], function.Calls);
    }

    [Fact]
    public void A_repartitioned_stream_is_written_partition_by_partition()
    {
        var writer = new RecordingProgram();
        world.Rewrite = source => new Project(new Hint(source, "repartition", [new Literal(2, new IntegerType())]), [new UnresolvedStar()]);
        world.Add("1.json", "{\"a\":1}", "{\"a\":2}", "{\"a\":3}");
        SourceToSink.RunToIdle(world.Start("foreach", program: writer));
        Assert.Equal(["open 0 0", "1", "3", "close", "open 1 0", "2", "close"], writer.Calls);
    }

    [Fact]
    public void A_writer_that_cannot_open_is_not_closed()
    {
        var writer = new RecordingProgram { FailsToOpen = true };
        StreamingQueryExecution query = world.Start("foreach", program: writer);
        world.Add("1.json", "{\"a\":1}");
        Assert.Null(query.RunTrigger());
        Assert.Contains("cannot open", query.Error!.Message, StringComparison.Ordinal);
        Assert.Empty(writer.Calls);
    }

    private sealed class RecordingProgram : IProgramCallbacks
    {
        public EngineSession? Session { get; set; }

        public List<string> Calls { get; } = [];

        public bool Opens { get; init; } = true;

        public bool FailsToOpen { get; init; }

        public int FailsAt { get; init; }

        public CollectedRows CallFunction(int functionId, CollectedRows arguments) => throw new NotSupportedException();

        public bool OpenWriter(int writerId, long partitionId, long epochId)
        {
            Calls.AddRange(FailsToOpen ? throw new SparkException(new SparkError("SparkException", null, "cannot open")) : [$"open {partitionId} {epochId}"]);
            return Opens;
        }

        public void ProcessRows(int writerId, CollectedRows rows)
        {
            foreach (Seq<object?> row in rows.Rows)
            {
                Calls.Add((int)row[0]! == FailsAt ? throw new SparkException(new SparkError("SparkException", null, "no more")) : $"{row[0]}");
            }
        }

        public void CloseWriter(int writerId, SparkError? error) => Calls.Add(error is null ? "close" : $"close {error.Message}");

        public void CallForeachBatch(int functionId, long batchId, CachedRemoteRelation rows) =>
            Calls.Add($"{batchId}: {Session!.Collect(rows).Rows.Count}");
    }
}
