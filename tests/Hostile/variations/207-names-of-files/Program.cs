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

string[] names = ["::error::PWNED-207", "##[error]PWNED-207", "a\nb::set-output name=x::PWNED-207", "\u001b[2J\u001b[31mred", "\u202Eevil", "-rf", "~", "*", " ", "$(touch x)", "con\rback"];
foreach (string name in names) Try(name, () => { File.WriteAllText(name, name); return null; });
foreach (string name in names) Try(name, () => { Directory.CreateDirectory("dir" + name); return null; });
Native.open([.. "bad"u8, 0xff, 0xfe, 0x80, 0], 65, 511);
Native.umask(511);
Directory.CreateDirectory("shut/inner");
File.ReadAllText("::error::PWNED-207 is not\n::error::there");

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

internal static class Native
{
    [DllImport("libc")] public static extern int open(byte[] path, int flags, int mode);
    [DllImport("libc")] public static extern int umask(int mode);
}
