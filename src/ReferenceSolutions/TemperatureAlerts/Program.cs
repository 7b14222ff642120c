using Microsoft.Spark.Sql;
using Microsoft.Spark.Sql.Streaming;
using static Microsoft.Spark.Sql.Functions;

namespace Grader.ReferenceSolutions.TemperatureAlerts;

internal static class Program
{
    private static void Main()
    {
        SparkSession spark = SparkSession.Builder().AppName("TemperatureAlerts").GetOrCreate();
        DataFrame readings = spark.ReadStream()
            .Schema("deviceId STRING, temperature DOUBLE, timestamp TIMESTAMP")
            .Json("spark_seminar/data_input");

        StreamingQuery query = readings.Filter(Col("temperature") > 90.0)
            .WriteStream()
            .OutputMode(OutputMode.Append)
            .Format("console")
            .Option("truncate", false)
            .Option("checkpointLocation", "spark_seminar/checkpoints/file_stream")
            .Start();
        query.AwaitTermination();
    }
}
