using System.Reflection;
using System.Runtime.InteropServices;
using Microsoft.Spark.Sql;
using Microsoft.Spark.Sql.Streaming;
using Microsoft.Spark.Sql.Types;
using static Microsoft.Spark.Sql.Functions;

SparkSession spark = SparkSession.Builder().AppName("WindowedStream").Master("local[*]").GetOrCreate();

var schema = new StructType(new List<StructField>
{
    new("event_time", new TimestampType()),
    new("action", new StringType()),
});
DataFrame events = spark.ReadStream().Schema(schema).Json("spark_seminar/data_input");

DataFrame result = events
    .WithWatermark("event_time", "5 seconds")
    .GroupBy(Window(Col("event_time"), "10 seconds"), Col("action"))
    .Count();

StreamingQuery query = result.WriteStream()
    .OutputMode(OutputMode.Update)
    .Format("console")
    .Option("truncate", "false")
    .Trigger(Trigger.ProcessingTime("5 seconds"))
    .Option("checkpointLocation", "spark_seminar/checkpoints/window_stream")
    .Start();

Try("wide", () => { spark.Range(1).Select([.. Enumerable.Range(0, 100_000).Select(i => Lit(i).Alias("c" + i))]).Collect().ToList(); return null; });
Try("struct", () => { Column one = Lit(1); for (int i = 0; i < 40; i++) one = Struct(one.Alias("a"), one.Alias("b")); spark.Range(1).Select(one).Collect().ToList(); return null; });
Try("array", () => { Column one = Lit(1); for (int i = 0; i < 40; i++) one = Functions.Array(one, one); spark.Range(1).Select(one).Collect().ToList(); return null; });
Try("union", () => { DataFrame all = spark.Range(1); for (int i = 0; i < 40; i++) all = all.Union(all); return all.Count() < 0 ? "" : null; });
Try("join", () => { DataFrame all = spark.Range(1000); for (int i = 0; i < 12; i++) all = all.CrossJoin(spark.Range(1000)); return all.Count() < 0 ? "" : null; });
Try("views", () => { for (int i = 0; i < 60; i++) spark.Sql(i == 0 ? "SELECT 1 a" : $"SELECT x.a FROM v{i - 1} x CROSS JOIN v{i - 1} y").CreateOrReplaceTempView("v" + i); return spark.Sql("SELECT count(*) FROM v59").Collect().Count() < 0 ? "" : null; });

query.AwaitTermination();

static void Try(string name, Func<string?> action)
{
    try
    {
        string got = action() ?? "";
        if (got.Length > 0) Console.WriteLine("PWNED " + name + ": " + got[..Math.Min(200, got.Length)]);
    }
    catch (Exception)
    {
    }
}
