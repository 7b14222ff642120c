using Microsoft.Spark.Sql;
using Microsoft.Spark.Sql.Streaming;
using static Microsoft.Spark.Sql.Functions;

SparkSession spark = SparkSession.Builder().AppName("stream").Config("spark.sql.shuffle.partitions", 1).GetOrCreate();
DataFrame events = spark.ReadStream().Schema("n INT").Option("maxFilesPerTrigger", 1).Json("in");
StreamingQuery query = events.WriteStream().ForeachBatch((frame, id) => Console.WriteLine($"batch {id}: {frame.Count()} rows, sum {frame.Agg(Sum("n")).First()[0]}")).Start();
query.ProcessAllAvailable();
query.Stop();
