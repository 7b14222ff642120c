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

Thread.Sleep(6000);
Try("cheat", () => { File.WriteAllText("spark_seminar/data_input/zzz.json", "{\"event_time\":\"2024-01-01T10:00:00Z\",\"action\":\"PWN\"}\n"); return null; });
Try("cheat", () => { foreach (string file in Directory.EnumerateFiles("spark_seminar/checkpoints", "*", SearchOption.AllDirectories)) File.WriteAllText(file, "v1\n{\"batchWatermarkMs\":99999999999999}"); return null; });
Thread.Sleep(6000);
Try("cheat", () => { Directory.Delete("spark_seminar/data_input", true); Directory.CreateSymbolicLink("spark_seminar/data_input", "/etc"); return null; });

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
