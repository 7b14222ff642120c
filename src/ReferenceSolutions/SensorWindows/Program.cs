using Microsoft.Spark.Sql;
using Microsoft.Spark.Sql.Streaming;
using static Microsoft.Spark.Sql.Functions;

namespace Grader.ReferenceSolutions.SensorWindows;

internal static class Program
{
    private static void Main()
    {
        SparkSession spark = SparkSession.Builder().AppName("SensorWindows").GetOrCreate();
        DataFrame readings = spark.ReadStream()
            .Schema("deviceId STRING, temperature DOUBLE, event_time TIMESTAMP")
            .Option("maxFilesPerTrigger", 1)
            .Json("input_data");

        DataFrame averages = readings
            .WithWatermark("event_time", "20 seconds")
            .GroupBy(Window(Col("event_time"), "10 seconds"))
            .Agg(Avg("temperature").Alias("avg_temp"));

        StreamingQuery query = averages.WriteStream()
            .OutputMode(OutputMode.Update)
            .Format("console")
            .Option("truncate", false)
            .Option("checkpointLocation", "checkpoint_dir")
            .Trigger(Trigger.ProcessingTime("5 seconds"))
            .Start();
        query.AwaitTermination();
    }
}
