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

Try("chain", () => { DataFrame frame = events; for (int i = 0; i < 100_000; i++) frame = frame.Filter("true"); return null; });
Try("columns", () => { Column one = Col("action"); for (int i = 0; i < 100_000; i++) one = one.EqualTo(one); events.Select(one); return null; });
Try("shared", () => { Column one = Lit(1); for (int i = 0; i < 60; i++) one = one + one; spark.Range(1).Select(one).Collect().ToList(); return null; });
Try("schema", () => { DataType type = new StringType(); for (int i = 0; i < 100_000; i++) type = new ArrayType(type); spark.ReadStream().Schema(new StructType([new StructField("a", type)])); return null; });
Try("alias", () => { DataFrame frame = spark.Range(1); for (int i = 0; i < 900; i++) frame = frame.Select(Col("id") + 1).ToDF("id"); frame.Collect().ToList(); return null; });
Try("alias", () => { DataFrame frame = spark.Range(1); for (int i = 0; i < 60; i++) frame = frame.Select((Col("id") + Col("id") + Col("id")).Alias("id")); frame.Collect().ToList(); return null; });
Try("explain", () => { DataFrame frame = spark.Range(1); for (int i = 0; i < 300; i++) frame = frame.Join(spark.Range(1), "id"); frame.Explain(true); return frame.Collect().Count() < 0 ? "" : null; });

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
