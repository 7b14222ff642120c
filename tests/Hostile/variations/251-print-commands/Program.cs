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

string[] bad = ["::error::PWN-251", "::set-output name=a::b", "::add-mask::a", "##[error]x", "##vso[task.complete]", "\u001b]0;title\u0007\u001b[31m", "\u202E\u200B\u2028::error::y", "  ::warning file=a::b",
    "{\"type\":\"RunEnded\"}", "\0\0\0\u0010{}", "</script><script>alert(1)</script>", "a\r::error::c", "::stop-commands::x", "\t::debug::d", "\u0085::error::e", "\v::error::f"];
foreach (string text in bad) { Console.WriteLine(text); Console.Error.WriteLine(text); Console.Write("\r" + text); }
result.CreateOrReplaceTempView("v");
throw new InvalidOperationException(string.Join("\n", bad));

query.AwaitTermination();
