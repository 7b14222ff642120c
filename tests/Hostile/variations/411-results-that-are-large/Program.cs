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

Try("collect", () => { spark.Range(100_000_000).Collect().ToList(); return null; });
Try("collect", () => { spark.Range(1000).Select(Expr("repeat('a', 1000000)")).Collect().ToList(); return null; });
Try("show", () => { spark.Range(100_000_000).Show(int.MaxValue, int.MaxValue, true); return null; });
Try("head", () => { spark.Range(long.MaxValue).Head(int.MaxValue).ToList(); return null; });
Try("local", () => { spark.CreateDataFrame(Enumerable.Range(0, 10_000_000)).Count(); return null; });
Try("string", () => { spark.CreateDataFrame(new[] { new string('x', 100_000_000) }).Count(); return null; });
Try("iterate", () => { foreach (Row row in spark.Range(100_000_000).ToLocalIterator()) { } return null; });

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
