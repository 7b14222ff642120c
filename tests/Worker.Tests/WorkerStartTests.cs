using Grader.Plans.Session;
using Grader.Plans.Types;

namespace Grader.Worker.Tests;

/// <summary>What a worker compiles by the time its program waits: each method costs every submission a millisecond or several.</summary>
public class WorkerStartTests
{
    // The program's entry point, the runtime's way to a thread's statics, which is in no image, and three for what this program names: most name less.
    private const int Most = 5;

    [AheadOfTimeFact]
    public async Task A_worker_compiles_the_program_and_next_to_nothing_else()
    {
        await using var lane = new FakeLane
        {
            HasStaticState = false,
            UsesFiles = false,
            HasOneThread = true,
            Answer = request => request switch
            {
                AnalyzeRequest => new SchemaReply(new AnalyzedSchema(new StructType([new StructField("status", new StringType(), Nullable: true)]), IsStreaming: true)),
                StartQueryRequest => new QueryReply(new StreamingQueryHandle("id", "runId", "name")),
                _ => new DoneReply(),
            },
        };
        RunLog run = await lane.RunAsync("""
            using Microsoft.Spark.Sql;
            using Microsoft.Spark.Sql.Streaming;
            using Microsoft.Spark.Sql.Types;
            using static Microsoft.Spark.Sql.Functions;

            SparkSession spark = SparkSession.Builder().AppName("taxi").Config("spark.sql.shuffle.partitions", "1").GetOrCreate();
            spark.SparkContext.SetLogLevel("WARN");
            DataFrame rides = spark.ReadStream()
                .Schema(new StructType(new[] { new StructField("status", new StringType()), new StructField("fare", new DoubleType()), new StructField("event_time", new TimestampType()) }))
                .Option("maxFilesPerTrigger", 1).Json("rides");
            rides.Filter(Col("status").IsNotNull() & (Col("fare") > 0.5)).WithWatermark("event_time", "10 seconds")
                .GroupBy(Window(Col("event_time"), "30 seconds"), Col("status"))
                .Agg(Count(When(Col("status").EqualTo("ended"), 1)).Alias("ended"), Sum(When(Col("status").EqualTo("ended"), Col("fare")).Otherwise(0.0)).Alias("fares"))
                .Select("window.start", "ended", "fares")
                .WriteStream().OutputMode(OutputMode.Update).Format("console").Option("truncate", false).Option("checkpointLocation", "checkpoint")
                .Trigger(Trigger.ProcessingTime("10 seconds")).Start();
            Console.Write(System.Runtime.JitInfo.GetCompiledMethodCount());
            """);

        Assert.InRange(int.Parse(run.Printed), 1, Most);
    }
}
