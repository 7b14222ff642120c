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

foreach (string key in new[] { "spark.sql.shuffle.partitions", "spark.sql.session.timeZone", "spark.sql.streaming.checkpointLocation", "spark.sql.ansi.enabled", "spark.sql.caseSensitive", "spark.sql.streaming.minBatchesToRetain", "spark.sql.autoBroadcastJoinThreshold", "spark.sql.streaming.multipleWatermarkPolicy", "spark.sql.legacy.timeParserPolicy" })
    foreach (string value in new[] { "2147483648", "-1", "", "null", "/etc/passwd", "Mars/Olympus", "+99:99", new string('9', 1_000_000), "\0", "true" })
        Try(key, () => { spark.Conf().Set(key, value); spark.Range(10).GroupBy("id").Count().Collect().ToList(); return null; });
foreach (string option in new[] { "maxFilesPerTrigger", "numRows", "truncate", "path", "checkpointLocation", "timestampFormat", "dateFormat", "sep", "quote", "escape", "lineSep", "encoding", "multiLine", "mode", "columnNameOfCorruptRecord", "maxColumns", "samplingRatio", "pathGlobFilter", "modifiedAfter", "latestFirst", "fileNameOnly", "maxFileAge", "cleanSource", "sourceArchiveDir", "wholetext", "recursiveFileLookup", "compression" })
    foreach (string value in new[] { "", "-1", "9999999999999999999", "\0", "archive", "/", "../..", "[", "yyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyy'", "UTF-7", new string('*', 10_000) })
        foreach (string format in new[] { "json", "csv", "text" })
            Try(option, () => { spark.ReadStream().Format(format).Schema("a STRING").Option(option, value).Load("spark_seminar/data_input").WriteStream().Format("console").Option(option, value).Option("checkpointLocation", "o" + Guid.NewGuid()).Start().Stop(); return null; });

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
