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

    [Fact]
    public async Task A_live_program_is_called_back_by_its_own_engine()
    {
        folder.Write("program/Program.cs", """
            using Microsoft.Spark.Sql;
            using Microsoft.Spark.Sql.Streaming;
            using static Microsoft.Spark.Sql.Functions;

            SparkSession spark = SparkSession.Builder().GetOrCreate();
            Directory.CreateDirectory("in");
            File.WriteAllLines("in/1.csv", ["1", "2", "3"]);
            Func<Column, Column> hundred = Udf<int, int>(i => i + 100);
            StreamingQuery query = spark.ReadStream().Schema("id INT").Csv("in").WriteStream().ForeachBatch((df, id) =>
            {
                Func<Column, Column> twice = Udf<int, int>(i => 2 * i);
                df.Select(hundred(twice(Col("id"))).Alias("x")).Write().Csv($"out/{id}");
                Console.WriteLine($"batch {id}: {df.Count()}");
            }).Start();
            query.ProcessAllAvailable();
            query.Stop();
            Console.WriteLine(string.Join(' ', spark.Read().Schema("x INT").Csv("out/0").OrderBy("x").Collect().Select(row => row.GetAs<int>("x"))));
            try
            {
                spark.ReadStream().Schema("id INT").Csv("in").WriteStream().Foreach(new Writer()).Start().AwaitTermination();
            }
            catch (Exception e)
            {
                Console.WriteLine(e.InnerException!.GetType());
            }

            class Writer : IForeachWriter
            {
                public bool Open(long partitionId, long epochId) => true;

                public void Process(Row row) => Console.WriteLine(row.GetAs<int>("id") == 3 ? throw new FormatException() : row[0]);

                public void Close(Exception errorOrNull) => Console.WriteLine(errorOrNull.GetType());
            }
            """);
        using var program = new RunningProgram(folder.Path, ["program"]);
        CommandResult result = await program.EndAsync();

        Assert.Equal((0, "", "batch 0: 3\n102 104 106\n1\n2\nSystem.FormatException\nMicrosoft.Spark.JvmException\n"), (result.ExitCode, result.Error, result.Output));
    }

    private Task<CommandResult> CheckAsync(string program) =>
        GraderProgram.RunAsync("check", "taxi", folder.Write("Program.cs", Usings + program), "--json", folder.In("report.json"));
}
