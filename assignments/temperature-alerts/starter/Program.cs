using Microsoft.Spark.Sql;
using Microsoft.Spark.Sql.Streaming;
using Microsoft.Spark.Sql.Types;
using static Microsoft.Spark.Sql.Functions;

// 1. The session.
SparkSession spark = SparkSession
    .Builder()
    .AppName("FileStreamApp")
    .Master("local[*]")
    .GetOrCreate();
spark.SparkContext.SetLogLevel("ERROR");

// 2. The schema and the stream of JSON files.
StructType schema = new(new[]
{
    new StructField("deviceId", new StringType()),
    new StructField("temperature", new DoubleType()),
    new StructField("timestamp", new TimestampType()),
});

DataFrame readings = spark
    .ReadStream()
    .Schema(schema)
    .Json("spark_seminar/data_input");

// 3. Alerts: keep the readings with a temperature above 90.0.
// …

// 4. The query: output mode "append", format "console", checkpointLocation "spark_seminar/checkpoints/file_stream".
//    Start it and wait:
//    StreamingQuery query = ….WriteStream()….Start();
//    query.AwaitTermination();
// …
