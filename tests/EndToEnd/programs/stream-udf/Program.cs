using Microsoft.Spark.Sql;
using Microsoft.Spark.Sql.Streaming;
using static Microsoft.Spark.Sql.Functions;

SparkSession spark = SparkSession.Builder().AppName("stream").Config("spark.sql.shuffle.partitions", 1).GetOrCreate();
DataFrame lines = spark.ReadStream().Text("in");

// A function of the program that gives several rows a row.
Func<Column, Column> measure = Udf<string, string[]>(text => [text, $"{text.Length} characters"]);
StreamingQuery query = lines.Select(Explode(measure(lines["value"])).Alias("part")).WriteStream().Format("console").Option("truncate", false).Start();
query.ProcessAllAvailable();
query.Stop();

// Words in sliding windows, all of them after each batch.
spark.Udf().Register<string, string>("initial", word => word[..1].ToUpperInvariant());
DataFrame words = lines.Select(Explode(Split(lines["value"], " ")).Alias("word")).SelectExpr("initial(word) AS initial", "TIMESTAMP '2024-03-01 12:00:07' AS at");
query = words.GroupBy(Window(words["at"], "10 seconds", "5 seconds"), words["initial"]).Count().OrderBy("window", "initial")
    .WriteStream().OutputMode("complete").Format("console").Option("truncate", false).Start();
query.ProcessAllAvailable();
query.Stop();
