using Microsoft.Spark.Sql;
using Microsoft.Spark.Sql.Streaming;
using static Microsoft.Spark.Sql.Functions;

namespace Grader.ReferenceSolutions.Taxi;

internal static class Program
{
    private static void Main()
    {
        SparkSession spark = SparkSession.Builder().AppName("Taxi").GetOrCreate();
        DataFrame rides = spark.ReadStream()
            .Schema("event_id STRING, event_type STRING, fare DOUBLE, event_time TIMESTAMP")
            .Json("taxi_events");

        Column started = Col("event_type") == "start_ride";
        Column ended = Col("event_type") == "end_ride";
        DataFrame totals = rides
            .WithWatermark("event_time", "2 minutes")
            .GroupBy(Window(Col("event_time"), "1 minute"))
            .Agg(
                Sum(When(started, 1).Otherwise(0)).Alias("started_rides"),
                Sum(When(ended, 1).Otherwise(0)).Alias("ended_rides"),
                Sum(When(ended, Col("fare")).Otherwise(0)).Alias("total_fare"));

        StreamingQuery query = totals.WriteStream()
            .OutputMode(OutputMode.Update)
            .Format("console")
            .Option("truncate", false)
            .Option("checkpointLocation", "taxi_checkpoint")
            .Trigger(Trigger.ProcessingTime("10 seconds"))
            .Start();
        query.AwaitTermination();
    }
}
