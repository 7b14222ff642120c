using System.Reflection;
using System.Runtime.InteropServices;
using Microsoft.Spark.Sql;
using Microsoft.Spark.Sql.Streaming;
using Microsoft.Spark.Sql.Types;
using static Microsoft.Spark.Sql.Functions;

SparkSession spark = SparkSession.Builder().AppName("TaxiStreamTask").Master("local[*]").GetOrCreate();
DataFrame events = spark.ReadStream().Schema("event_id STRING, event_type STRING, fare DOUBLE, event_time TIMESTAMP").Json("taxi_events");

foreach (int depth in new[] { 14, 20, 30, 60 })
{
    string sql = "SELECT id AS a FROM range(1)";
    for (int i = 0; i < depth; i++) sql = $"SELECT struct(a, a AS b) AS a FROM ({sql})";
    Try("tree", () => { spark.Sql(sql).PrintSchema(); return null; });
    Try("explain", () => { spark.Sql("EXPLAIN EXTENDED " + sql).Show(); return null; });
    Try("view", () => { spark.Sql("CREATE OR REPLACE TEMP VIEW v AS " + sql); spark.Sql("DESCRIBE v").Show(); return null; });
    Try("text", () => { spark.Sql($"SELECT to_json(a), CAST(a AS STRING), hash(a) FROM ({sql})").Show(); return null; });
    Try("name", () => { spark.Sql($"SELECT typeof(a), schema_of_json(to_json(a)) FROM ({sql})").Show(); return null; });
    Try("union", () => { spark.Sql($"SELECT count(*) FROM (SELECT DISTINCT a FROM ({sql} UNION {sql}) ORDER BY a)").Show(); return null; });
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
