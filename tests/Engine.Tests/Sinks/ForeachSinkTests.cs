using Grader.Engine.Expressions;
using Grader.Engine.Sinks;
using Grader.Engine.Streaming;
using Grader.Engine.Tests.Streaming;
using Grader.Plans;
using Grader.Plans.Types;

namespace Grader.Engine.Tests.Sinks;

public sealed class ForeachSinkTests
{
    private readonly SourceToSink world = new();

    [Fact]
    public void Every_batch_is_opened_handed_out_row_by_row_and_closed()
    {
        var writer = new RecordingWriter();
        StreamingQueryExecution query = world.Start("foreach", writer: writer);
        world.Add("1.json", "{\"a\":1}", "{\"a\":2}");
        SourceToSink.RunToIdle(query);
        world.Add("2.json");
        SourceToSink.RunToIdle(query);
        Assert.Equal(["open 0 0", "1", "2", "close", "open 0 1", "close"], writer.Calls);
    }

    [Fact]
    public void A_writer_that_does_not_open_gets_no_rows_but_is_closed()
    {
        var writer = new RecordingWriter { Opens = false };
        world.Add("1.json", "{\"a\":1}");
        SourceToSink.RunToIdle(world.Start("foreach", writer: writer));
        Assert.Equal(["open 0 0", "close"], writer.Calls);
    }

    [Fact]
    public void A_writer_that_fails_is_closed_with_its_error_and_fails_the_query()
    {
        var writer = new RecordingWriter { FailsAt = 2 };
        world.Add("1.json", "{\"a\":1}", "{\"a\":2}", "{\"a\":3}");
        StreamingQueryExecution query = world.Start("foreach", writer: writer);
        Assert.Null(query.RunTrigger());
        Assert.Contains("no more", query.Error!.Message, StringComparison.Ordinal);
        Assert.Equal(["open 0 0", "1", "close no more"], writer.Calls);
    }

    [Fact]
    public void A_foreach_batch_function_gets_empty_batches_too()
    {
        var function = new RecordingFunction();
        StreamingQueryExecution query = world.Start("foreachBatch", function: function);
        world.Add("1.json", "{\"a\":1}", "{\"a\":2}");
        SourceToSink.RunToIdle(query);
        world.Add("2.json");
        SourceToSink.RunToIdle(query);
        Assert.Equal(["0: 2", "1: 0"], function.Calls);
    }

    private sealed class RecordingWriter : IForeachWriter
    {
        public List<string> Calls { get; } = [];

        public bool Opens { get; init; } = true;

        public int FailsAt { get; init; }

        public bool Open(long partitionId, long epochId)
        {
            Calls.Add($"open {partitionId} {epochId}");
            return Opens;
        }

        public void Process(StructType schema, Datum[] row) =>
            Calls.Add(row[0].Int64 == FailsAt ? throw new SparkException(new SparkError("SparkException", null, "no more")) : $"{row[0].Int64}");

        public void Close(SparkException? error) => Calls.Add(error is null ? "close" : $"close {error.Message}");
    }

    private sealed class RecordingFunction : IForeachBatchFunction
    {
        public List<string> Calls { get; } = [];

        public void Call(long batchId, StructType schema, IReadOnlyList<Datum[]> rows) => Calls.Add($"{batchId}: {rows.Count}");
    }
}
