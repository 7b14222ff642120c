using System.Reflection;
using System.Runtime.InteropServices;
using Microsoft.Spark.Sql;
using Microsoft.Spark.Sql.Streaming;
using Microsoft.Spark.Sql.Types;
using static Microsoft.Spark.Sql.Functions;

SparkSession spark = SparkSession.Builder().AppName("TaxiStreamTask").Master("local[*]").GetOrCreate();
DataFrame events = spark.ReadStream().Schema("event_id STRING, event_type STRING, fare DOUBLE, event_time TIMESTAMP").Json("taxi_events");

foreach (int depth in new[] { 300, 1000, 3000, 10_000 })
{
    Column column = Col("id");
    DataFrame frame = spark.Range(1);
    Try("nest", () => { for (int i = 0; i < depth; i++) column = Array(column); return null; });
    Try("column", () => { frame.Select(column.Alias("a")).PrintSchema(); return null; });
    string type = string.Concat(Enumerable.Repeat("array<", depth)) + "int" + new string('>', depth);
    Try("text", () => { spark.Read().Schema("a " + type).Json("x").PrintSchema(); return null; });
    Try("cast", () => { frame.Select(Lit(null).Cast(type)).Show(); return null; });
    Try("json", () => { frame.Select(FromJson(Lit("[]"), type)).Show(); return null; });
    Try("frames", () => { for (int i = 0; i < Math.Min(depth, 1000); i++) frame = frame.Select(Array(Col(i == 0 ? "id" : "a")).Alias("a")); return null; });
    Try("steps", () => { frame.PrintSchema(); frame.Distinct().OrderBy("a").Show(); return null; });
}
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
