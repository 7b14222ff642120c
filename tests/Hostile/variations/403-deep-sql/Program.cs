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

string[] texts = [new string('(', 100000) + "1" + new string(')', 100000), string.Concat(Enumerable.Repeat("NOT ", 100000)) + "true", string.Join(" + ", Enumerable.Repeat("1", 100000)), string.Concat(Enumerable.Repeat("- ", 100000)) + "1",
    string.Concat(Enumerable.Repeat("abs(", 100000)) + "1" + new string(')', 100000), string.Concat(Enumerable.Repeat("case when true then ", 50000)) + "1" + string.Concat(Enumerable.Repeat(" end", 50000)),
    "1 IN (" + string.Join(",", Enumerable.Range(0, 500000)) + ")", string.Concat(Enumerable.Repeat("array(", 50000)) + "1" + new string(')', 50000), string.Join(" AND ", Enumerable.Repeat("true", 100000)), string.Join(" || ", Enumerable.Repeat("'a'", 100000)),
    "cast(null as " + string.Concat(Enumerable.Repeat("array<", 50000)) + "int" + new string('>', 50000) + ")", "'" + new string('x', 5_000_000) + "'", "a" + string.Concat(Enumerable.Repeat(".a", 100000)), "a" + string.Concat(Enumerable.Repeat("[0]", 100000)),
    "transform(array(1), x -> " + string.Concat(Enumerable.Repeat("transform(array(1), x -> ", 10000)), "from_json('" + new string('[', 100000) + "', '" + string.Concat(Enumerable.Repeat("array<", 10000)) + "int" + new string('>', 10000) + "')",
    "from_json('" + string.Concat(Enumerable.Repeat("{\"a\":", 50000)) + "', 'a STRING')", "get_json_object('" + new string('[', 100000) + "', '$" + string.Concat(Enumerable.Repeat("[0]", 100000)) + "')", "/*" + string.Concat(Enumerable.Repeat("/*", 100000)) + " 1", "interval " + string.Concat(Enumerable.Repeat("1 day ", 100000))];
foreach (string text in texts)
{
    Try("expr", () => { spark.Range(1).Select(Expr(text)).Collect().ToList(); return null; });
    Try("sql", () => { spark.Sql("SELECT " + text).Collect().ToList(); return null; });
    Try("schema", () => { spark.ReadStream().Schema(text); return null; });
    Try("filter", () => { events.Filter(text); return null; });
}
Try("sql", () => { spark.Sql(string.Concat(Enumerable.Repeat("SELECT * FROM (", 20000)) + "SELECT 1" + new string(')', 20000)).Collect().ToList(); return null; });
Try("sql", () => { spark.Sql(string.Join(" UNION ALL ", Enumerable.Repeat("SELECT 1", 20000))).Collect().ToList(); return null; });
Try("sql", () => { spark.Sql("WITH " + string.Join(", ", Enumerable.Range(0, 5000).Select(i => i == 0 ? "c0 AS (SELECT 1 a)" : $"c{i} AS (SELECT * FROM c{i - 1} UNION ALL SELECT * FROM c{i - 1})")) + " SELECT count(*) FROM c4999").Collect().ToList(); return null; });

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
