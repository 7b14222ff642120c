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

foreach (Func<DataFrame> make in new Func<DataFrame>[]
{
    () => events.WithWatermark("event_time", "1 second").GroupBy(Window(Col("event_time"), "365 days", "1 microsecond")).Count(),
    () => events.WithWatermark("event_time", "300000000 years").GroupBy(Window(Col("event_time"), "1 day")).Count(),
    () => events.WithWatermark("event_time", "-5 seconds").GroupBy(Window(Col("event_time"), "1 day")).Count(),
    () => events.WithWatermark("event_time", "9223372036854775807 microseconds").GroupBy(Window(Col("event_time"), "1 day")).Count(),
    () => events.GroupBy(Window(Col("event_time"), "0 seconds")).Count(),
    () => events.GroupBy(Window(Col("event_time"), "1 second", "-1 second")).Count(),
    () => events.GroupBy(Window(Col("event_time"), "1 hour", "1 millisecond", "9223372036854775807 microseconds")).Count(),
    () => events.WithWatermark("event_time", "1 second").GroupBy(Expr("session_window(event_time, '1000000 days')")).Count(),
    () => events.WithColumn("t", Expr("event_time + interval 290000 years")).WithWatermark("t", "1 second").GroupBy(Window(Col("t"), "1 day")).Count(),
    () => events.WithColumn("t", Expr("timestamp_micros(9223372036854775807)")).WithWatermark("t", "1 second").GroupBy(Window(Col("t"), "7 days", "1 day")).Count(),
    () => events.WithColumn("t", Expr("timestamp_micros(-9223372036854775808)")).WithWatermark("t", "1 second").GroupBy(Window(Col("t"), "7 days", "1 day")).Count(),
})
    Try("window", () => { make().WriteStream().OutputMode("update").Format("console").Option("checkpointLocation", "w" + Guid.NewGuid()).Start(); return null; });

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
