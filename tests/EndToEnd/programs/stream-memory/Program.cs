using Microsoft.Spark.Sql;
using Microsoft.Spark.Sql.Streaming;
using static Microsoft.Spark.Sql.Functions;

SparkSession spark = SparkSession.Builder().AppName("stream").Config("spark.sql.shuffle.partitions", 1).GetOrCreate();
DataFrame lines = spark.ReadStream().Text("in");
StreamingQuery query = lines.Select(Explode(Split(lines["value"], " ")).Alias("word")).GroupBy("word").Count()
    .WriteStream().OutputMode(OutputMode.Complete).Format("memory").QueryName("counts").Start();
query.ProcessAllAvailable();
spark.Sql("SELECT * FROM counts ORDER BY count DESC, word").Show();
Console.WriteLine($"{query.Name} {query.Exception() is null} {spark.Streams().Active().Count()}");
query.Stop();
