using Microsoft.Spark.Sql;
using static Microsoft.Spark.Sql.Functions;

var spark = SparkSession.Builder().AppName("sensors").GetOrCreate();

var readings = spark.ReadStream()
    .Schema("deviceId STRING, temperature DOUBLE, event_time TIMESTAMP")
    .Option("maxFilesPerTrigger", 1)
    .Json("input_data");

var averages = readings
    .WithWatermark("event_time", "20 seconds")
    .GroupBy(Window(Col("event_time"), "10 seconds"))
    .Agg(Avg("temperature").Alias("avg_temp"));

averages.WriteStream()
    .OutputMode("update")
    .Format("console")
    .Option("truncate", false)
    .Option("checkpointLocation", "checkpoint_dir")
    .Trigger("5 seconds")
    .Start()
    .AwaitTermination();
