using Microsoft.Spark.Sql;
using Microsoft.Spark.Sql.Streaming;
using static Microsoft.Spark.Sql.Functions;

SparkSession spark = SparkSession.Builder().AppName("stream").Config("spark.sql.shuffle.partitions", 1).GetOrCreate();
DataFrame readings = spark.ReadStream().Schema("sensor STRING, value DOUBLE").Option("maxFilesPerTrigger", 1).Json("in");
StreamingQuery query = readings.GroupBy("sensor").Agg(Count(Lit(1)).Alias("n"), Avg("value").Alias("mean")).OrderBy("sensor")
    .WriteStream().OutputMode("complete").Format("console").Start();
query.ProcessAllAvailable();
query.Stop();
Console.WriteLine(query.IsActive());
