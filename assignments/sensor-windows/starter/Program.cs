using Microsoft.Spark.Sql;
using Microsoft.Spark.Sql.Streaming;
using Microsoft.Spark.Sql.Types;
using static Microsoft.Spark.Sql.Functions;

// 1. The session.
SparkSession spark = SparkSession
    .Builder()
    .AppName("StructuredSensorStream")
    .Master("local[*]")
    .GetOrCreate();
spark.SparkContext.SetLogLevel("ERROR");

// 2. The schema: a stream should always state it. event_time is when the reading was taken.
StructType schema = new(new[]
{
    new StructField("deviceId", new StringType()),
    new StructField("temperature", new DoubleType()),
    new StructField("event_time", new TimestampType()),
});

// 3. The stream of JSON files, one file a trigger.
DataFrame readings = spark
    .ReadStream()
    .Schema(schema)
    .Option("maxFilesPerTrigger", 1)
    .Json("input_data");

// 4. A watermark of 20 seconds on event_time; windows of 10 seconds; the average temperature as "avg_temp".
// …

// 5. The query: output mode "update", format "console", option "truncate" "false", a trigger of 5 seconds,
//    checkpointLocation "checkpoint_dir". Start it and wait:
//    StreamingQuery query = ….WriteStream()….Start();
//    query.AwaitTermination();
// …
