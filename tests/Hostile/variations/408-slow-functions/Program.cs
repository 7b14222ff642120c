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

foreach (string one in new[] { "levenshtein(repeat('a', 1000000), repeat('b', 1000000))", "repeat('a', 1000000) LIKE repeat('%a', 5000)", "regexp_extract_all(repeat('a', 100000), '(a*)*b')", "split(repeat('a', 1000000), 'a*')", "soundex(repeat('a', 100000000))",
    "sha2(repeat('a', 100000000), 512)", "substring_index(repeat('a.', 10000000), '.', 9999999)", "find_in_set('a', repeat('b,', 10000000))", "reverse(repeat('a', 100000000))", "conv(repeat('9', 10000000), 10, 36)", "cast(repeat('9', 10000000) as decimal(38,0))",
    "cast(repeat('9', 10000000) as double)", "to_timestamp(repeat('2', 1000000), repeat('y', 1000000))", "date_format(current_timestamp(), repeat('y', 1000000))", "factorial(20) + power(10, 308) * power(10, 308)", "from_json(repeat('[', 10000000), 'array<int>')", "bin(1) rlike repeat('(', 100000)",
    "regexp_replace(repeat('ab', 50000), '(a|ab)(c|bcd)*(d*)*$', 'x')", "repeat('x', 100000) rlike '^(([a-z])+.)+[A-Z]([a-z])+$'", "str_to_map(repeat('a:b,', 1000000))", "parse_url(repeat('http://', 1000000), 'HOST')", "initcap(repeat('a ', 10000000))" })
    Try("function", () => { spark.Range(100000).Select(Expr(one).Alias("v")).Agg(Max(Col("v"))).Collect().ToList(); return null; });

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
