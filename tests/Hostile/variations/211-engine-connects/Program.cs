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

foreach ((string host, string port) in new[] { ("127.0.0.1", "18080"), ("localhost", "18080"), ("::1", "18080"), ("/tmp/canary-unix-listener", "0") })
    Try("socket", () => { spark.ReadStream().Format("socket").Option("host", host).Option("port", port).Load().WriteStream().Format("console").Option("checkpointLocation", "s" + port + host.GetHashCode()).Start(); return null; });
foreach (string format in new[] { "jdbc", "kafka", "parquet", "orc", "avro", "binaryFile", "delta", "org.apache.spark.sql.execution.streaming.RateStreamProvider" })
    Try(format, () => { spark.ReadStream().Format(format).Option("kafka.bootstrap.servers", "127.0.0.1:18080").Option("subscribe", "a").Option("url", "http://127.0.0.1:18080").Load().WriteStream().Format(format).Start(); return null; });

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
