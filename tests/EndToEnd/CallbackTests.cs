using System.Text.Json;

namespace Grader.EndToEnd;

/// <summary>Programs whose own code the engine calls back, through the command line.</summary>
public sealed class CallbackTests : IDisposable
{
    private const string Usings = """
        using Microsoft.Spark.Sql;
        using Microsoft.Spark.Sql.Streaming;
        using static Microsoft.Spark.Sql.Functions;

        SparkSession spark = SparkSession.Builder().AppName("taxi").GetOrCreate();
        DataFrame rides = spark.ReadStream().Schema("event_id STRING, event_type STRING, fare DOUBLE, event_time TIMESTAMP").Json("taxi_events");

        """;

    private const string Sink = """
        stats.WriteStream().OutputMode("update").Format("console").Option("truncate", false).Option("checkpointLocation", "taxi_checkpoint")
            .Trigger(Trigger.ProcessingTime("10 seconds")).Start().AwaitTermination();
        """;

    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task A_right_program_with_functions_of_its_own_gets_full_marks()
    {
        CommandResult result = await CheckAsync("""
            Func<Column, Column> started = Udf<string, int>(type => type == "start_ride" ? 1 : 0);
            spark.Udf().Register<string, long>("ended", type => type == "end_ride" ? 1 : 0);
            Func<Column, Column, Column> paid = Udf<string, double?, double>((type, fare) => type == "end_ride" ? fare ?? double.NaN : 0);
            DataFrame stats = rides
                .WithWatermark("event_time", "2 minutes")
                .GroupBy(Window(Col("event_time"), "1 minute"))
                .Agg(
                    Sum(started(Col("event_type"))).Alias("started_rides"),
                    Sum(CallUDF("ended", Col("event_type"))).Alias("ended_rides"),
                    Sum(NaNvl(paid(Col("event_type"), Col("fare")), Lit(null))).Alias("total_fare"));

            """ + Sink);

        Assert.Contains("correct, 100 of 100 points", result.Output);
        Assert.Equal((0, ""), (result.ExitCode, result.Error));
    }

    [Fact]
    public async Task A_batch_function_is_no_console_sink_and_its_error_is_the_programs()
    {
        const string Stats = """
            DataFrame stats = rides.WithWatermark("event_time", "2 minutes").GroupBy(Window(Col("event_time"), "1 minute"))
                .Agg(Sum(When(Col("event_type") == "start_ride", 1).Otherwise(0)).Alias("started_rides"), Sum(When(Col("event_type") == "end_ride", 1).Otherwise(0)).Alias("ended_rides"),
                    Sum(When(Col("event_type") == "end_ride", Col("fare")).Otherwise(0)).Alias("total_fare"));

            """;
        CommandResult shown = await CheckAsync(Stats + Sink.Replace(".Format(\"console\")", ".ForeachBatch((batch, id) => { batch.Show(); batch.Write().Mode(SaveMode.Append).Json(\"out\"); })", StringComparison.Ordinal));
        CommandResult thrown = await CheckAsync(Stats + Sink.Replace(".Format(\"console\")", ".ForeachBatch((batch, id) => throw new FormatException(\"not today\"))", StringComparison.Ordinal));

        Assert.Equal(1, shown.ExitCode);
        Assert.Contains("incorrect", shown.Output);
        Assert.Contains("foreachbatch sink; the task asks for console", shown.Output);
        JsonElement cause = JsonReport.Read(folder.In("report.json")).Only;
        Assert.Equal("runtime-error", cause.GetProperty("outcome").GetString());
        Assert.Contains("System.FormatException: not today", thrown.Output);
    }

    private Task<CommandResult> CheckAsync(string program) =>
        GraderProgram.RunAsync("check", "taxi", folder.Write("Program.cs", Usings + program), "--json", folder.In("report.json"));
}
