using Grader.Plans.Session;
using Grader.SparkApi.Tests.Frames;
using Microsoft.Spark.Sql.Streaming;

namespace Grader.SparkApi.Tests.Streaming;

/// <summary>Readers and writers gather what they are told; starting sends it.</summary>
[Collection(SessionTestGroup.Name)]
public sealed class DataStreamTests
{
    private readonly FrameFixture fixture = new();

    [Fact]
    public void A_socket_reader_keeps_its_options_in_order()
    {
        fixture.Spark.ReadStream().Format("socket").Option("host", "localhost").Option("port", 9999).Option("includeTimestamp", true).Load();
        Assert.Equal(
            new P.DataSource("socket", null, null, [new("host", "localhost"), new("port", "9999"), new("includeTimestamp", "true")], [], true),
            fixture.Session.LastPlan);
    }

    [Fact]
    public void A_schema_is_a_type_or_a_text_and_the_last_one_counts()
    {
        fixture.Spark.ReadStream().Schema("k STRING").Json("in");
        Assert.Equal(new P.DataSource("json", null, "k STRING", [], ["in"], true), fixture.Session.LastPlan);
        fixture.Spark.ReadStream().Schema("k STRING").Schema(new Microsoft.Spark.Sql.Types.StructType([])).Format("csv").Load("in");
        Assert.Equal(new P.DataSource("csv", T.StructType.Empty, null, [], ["in"], true), fixture.Session.LastPlan);
    }

    [Theory]
    [InlineData("csv")]
    [InlineData("json")]
    [InlineData("orc")]
    [InlineData("parquet")]
    [InlineData("text")]
    public void A_shortcut_of_the_reader_is_its_format(string format)
    {
        DataStreamReader reader = fixture.Spark.ReadStream();
        _ = format switch
        {
            "csv" => reader.Csv("in"),
            "json" => reader.Json("in"),
            "orc" => reader.Orc("in"),
            "parquet" => reader.Parquet("in"),
            _ => reader.Text("in"),
        };
        Assert.Equal(new P.DataSource(format, null, null, [], ["in"], true), fixture.Session.LastPlan);
    }

    [Fact]
    public void Numbers_in_options_are_written_as_Java_writes_them()
    {
        fixture.Spark.ReadStream().Option("a", 1).Option("b", 2.0).Option("c", 0.25).Options(new Dictionary<string, string> { ["d"] = "x" }).Text("in");
        Assert.Equal([new("a", "1"), new("b", "2.0"), new("c", "0.25"), new("d", "x")], ((P.DataSource)fixture.Session.LastPlan).Options);
    }

    [Fact]
    public void A_batch_reader_takes_several_paths()
    {
        fixture.Spark.Read().Schema("k STRING").Json("a", "b");
        Assert.Equal(new P.DataSource("json", null, "k STRING", [], ["a", "b"], false), fixture.Session.LastPlan);
    }

    [Fact]
    public void Start_sends_all_that_the_writer_was_told()
    {
        StreamingQuery query = fixture.Stream().WriteStream()
            .Format("console").OutputMode(OutputMode.Update).QueryName("counts").Trigger(Trigger.ProcessingTime("5 seconds"))
            .Option("truncate", false).Option("numRows", 50).PartitionBy("k").Option("checkpointLocation", "cp").Start();
        Assert.Equal(
            new P.WriteStreamOperation(
                Built.StreamPlan, "console", "Update", new P.ProcessingTimeTrigger(null, "5 seconds"), "counts",
                [new("truncate", "false"), new("numRows", "50"), new("checkpointLocation", "cp")], ["k"], null),
            Started());
        Assert.Equal(("id", "run", "counts"), (query.Id, query.RunId, query.Name));
    }

    [Fact]
    public void Nothing_said_is_nothing_sent()
    {
        fixture.Stream().WriteStream().Start();
        Assert.Equal(new P.WriteStreamOperation(Built.StreamPlan, null, null, new P.DefaultTrigger(), null, [], [], null), Started());
        fixture.Stream().WriteStream().OutputMode("append").Start("out");
        Assert.Equal(new P.WriteStreamOperation(Built.StreamPlan, null, "append", new P.DefaultTrigger(), null, [], [], "out"), Started());
    }

    [Fact]
    public void A_table_is_sent_by_its_name()
    {
        fixture.Stream().WriteStream().Format("json").ToTable("t");
        Assert.Equal(new P.WriteStreamOperation(Built.StreamPlan, "json", null, new P.DefaultTrigger(), null, [], [], null) { TableName = "t" }, Started());
    }

    [Fact]
    public void The_plan_of_a_query_is_asked_for_by_its_id()
    {
        fixture.Stream().WriteStream().Start().Explain(extended: true);
        Assert.Equal(new ExplainQueryRequest("id", true), fixture.Session.Calls[^1]);
    }

    [Fact]
    public void Triggers_keep_their_interval_as_given()
    {
        Assert.Equal(new P.ProcessingTimeTrigger(5000, null), With(Trigger.ProcessingTime(5000)));
        Assert.Equal(new P.OnceTrigger(), With(Trigger.Once()));
        Assert.Equal(new P.ContinuousTrigger(1000, null), With(Trigger.Continuous(1000)));
        Assert.Equal(new P.ContinuousTrigger(null, "1 second"), With(Trigger.Continuous("1 second")));

        P.Trigger With(Trigger trigger)
        {
            fixture.Stream().WriteStream().Trigger(trigger).Start();
            return Started().Trigger;
        }
    }

    [Fact]
    public void A_query_asks_its_session_by_its_id()
    {
        StreamingQuery query = fixture.Stream().WriteStream().Start();
        fixture.Session.Calls.Clear();
        query.AwaitTermination();
        Assert.False(query.AwaitTermination(250));
        query.ProcessAllAvailable();
        Assert.True(query.IsActive());
        query.Stop();
        Assert.Equal(
            [
                new AwaitTerminationRequest("id", null), new AwaitTerminationRequest("id", 250), new ProcessAllAvailableRequest("id"),
                new IsQueryActiveRequest("id"), new StopQueryRequest("id"),
            ],
            fixture.Session.Calls);
    }

    [Fact]
    public void A_query_tells_the_error_that_ended_it()
    {
        StreamingQuery query = fixture.Stream().WriteStream().Start();
        Assert.Null(query.Exception());
        fixture.Session.QueryFailure = new SparkError("StreamingQueryException", "STREAM_FAILED", "[STREAM_FAILED] Query terminated");
        Assert.Equal("org.apache.spark.sql.streaming.StreamingQueryException: [STREAM_FAILED] Query terminated", query.Exception().Message);
    }

    [Fact]
    public void The_manager_waits_for_any_query_and_lists_the_active_ones()
    {
        StreamingQueryManager streams = fixture.Spark.Streams();
        streams.AwaitAnyTermination();
        streams.AwaitAnyTermination(100);
        streams.ResetTerminated();
        Assert.Equal([new AwaitTerminationRequest(null, null), new AwaitTerminationRequest(null, 100), new ResetTerminatedRequest()], fixture.Session.Calls);
        Assert.Equal("name", Assert.Single(streams.Active()).Name);
        Assert.Equal("run", streams.Get("id").RunId);
        Assert.Null(streams.Get("other"));
    }

    [Fact]
    public void A_batch_frame_cannot_be_written_as_a_stream_nor_a_stream_as_a_batch()
    {
        Assert.Contains(
            "[WRITE_STREAM_NOT_ALLOWED] `writeStream` can be called only on streaming Dataset/DataFrame.",
            Assert.Throws<Exception>(() => fixture.Table().WriteStream()).Message, StringComparison.Ordinal);
        Assert.Contains(
            "[CALL_ON_STREAMING_DATASET_UNSUPPORTED] The method `write` can not be called on streaming Dataset/DataFrame.",
            Assert.Throws<Exception>(() => fixture.Stream().Write()).Message, StringComparison.Ordinal);
    }

    private P.WriteStreamOperation Started()
    {
        P.WriteStreamOperation operation = fixture.Session.Calls.OfType<StartQueryRequest>().Last().Operation;
        return operation with { Input = Hosting.RecordingSession.Unidentified(operation.Input) };
    }
}
