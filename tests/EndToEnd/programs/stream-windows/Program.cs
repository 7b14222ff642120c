using Microsoft.Spark.Sql;
using Microsoft.Spark.Sql.Streaming;
using static Microsoft.Spark.Sql.Functions;

SparkSession spark = SparkSession.Builder().AppName("stream").Config("spark.sql.shuffle.partitions", 1).GetOrCreate();
DataFrame events = spark.ReadStream().Schema("t TIMESTAMP, k STRING").Option("maxFilesPerTrigger", 1).Json("in");
StreamingQuery query = events.WithWatermark("t", "10 seconds").GroupBy(Window(Col("t"), "10 seconds"), Col("k")).Count()
    .Select("window.start", "window.end", "k", "count")
    .WriteStream().OutputMode("append").Format("console").Option("truncate", false).Start();
query.ProcessAllAvailable();
query.Stop();
