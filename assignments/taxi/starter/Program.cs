using Microsoft.Spark.Sql;
using Microsoft.Spark.Sql.Streaming;
using Microsoft.Spark.Sql.Types;
using static Microsoft.Spark.Sql.Functions;

SparkSession spark = SparkSession
    .Builder()
    .AppName("TaxiStreamTask")
    .Master("local[*]")
    .GetOrCreate();
spark.SparkContext.SetLogLevel("ERROR");

StructType schema = new(new[]
{
    new StructField("event_id", new StringType()),
    new StructField("event_type", new StringType()),
    new StructField("fare", new DoubleType()),
    new StructField("event_time", new TimestampType()),
});

DataFrame events = spark
    .ReadStream()
    .Schema(schema)
    .Json("taxi_events");

// 1. Add the watermark: 2 minutes on event_time.
// …

// 2. Group by windows of 1 minute.
// …

// 3. Compute started_rides, ended_rides and total_fare with Agg.
//    Hint: Sum(When(condition, 1).Otherwise(0)) counts the rows for which the condition holds.
// …

// 4. The query: output mode "update", format "console", option "truncate" "false", a trigger of 10 seconds,
//    checkpointLocation "taxi_checkpoint". Start it and wait:
//    StreamingQuery query = ….WriteStream()….Start();
//    query.AwaitTermination();
// …
