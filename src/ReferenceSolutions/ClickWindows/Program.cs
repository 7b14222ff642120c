using Microsoft.Spark.Sql;
using Microsoft.Spark.Sql.Streaming;
using static Microsoft.Spark.Sql.Functions;

namespace Grader.ReferenceSolutions.ClickWindows;

internal static class Program
{
    private static void Main()
    {
        SparkSession spark = SparkSession.Builder().AppName("ClickWindows").GetOrCreate();
        DataFrame clicks = spark.ReadStream()
            .Schema("event_time TIMESTAMP, action STRING")
            .Json("spark_seminar/data_input");

        DataFrame counts = clicks
            .WithWatermark("event_time", "5 seconds")
            .GroupBy(Window(Col("event_time"), "10 seconds"), Col("action"))
            .Count();

        StreamingQuery query = counts.WriteStream()
            .OutputMode(OutputMode.Update)
            .Format("console")
            .Option("truncate", false)
            .Option("checkpointLocation", "spark_seminar/checkpoints/window_stream")
            .Trigger(Trigger.ProcessingTime("5 seconds"))
            .Start();
        query.AwaitTermination();
    }
}
