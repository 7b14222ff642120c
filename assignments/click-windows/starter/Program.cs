using Microsoft.Spark.Sql;
using Microsoft.Spark.Sql.Streaming;
using Microsoft.Spark.Sql.Types;
using static Microsoft.Spark.Sql.Functions;

// 1. The session and the schema.
SparkSession spark = SparkSession
    .Builder()
    .AppName("WindowedStream")
    .Master("local[*]")
    .GetOrCreate();
spark.SparkContext.SetLogLevel("ERROR");

StructType schema = new(new[]
{
    new StructField("event_time", new TimestampType()),
    new StructField("action", new StringType()),
});

// 2. The stream of JSON files.
DataFrame events = spark
    .ReadStream()
    .Schema(schema)
    .Json("spark_seminar/data_input");

// 3. A watermark of 5 seconds on event_time; the count per window of 10 seconds and action.
// …

// 4. The query: output mode "update", format "console", option "truncate" "false", a trigger of 5 seconds,
//    checkpointLocation "spark_seminar/checkpoints/window_stream". Start it and wait:
//    StreamingQuery query = ….WriteStream()….Start();
//    query.AwaitTermination();
// …
