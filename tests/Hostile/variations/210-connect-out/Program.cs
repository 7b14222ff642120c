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

Try("tcp", () => { using var client = new System.Net.Sockets.TcpClient("127.0.0.1", 18080); return "connected"; });
Try("tcp6", () => { using var client = new System.Net.Sockets.TcpClient("::1", 18080); return "connected"; });
Try("udp", () => { using var client = new System.Net.Sockets.UdpClient(); client.Send([1], 1, "127.0.0.1", 18081); return "sent"; });
Try("unix", () => { using var s = new System.Net.Sockets.Socket(System.Net.Sockets.AddressFamily.Unix, System.Net.Sockets.SocketType.Stream, 0); s.Connect(new System.Net.Sockets.UnixDomainSocketEndPoint("/tmp/canary-unix-listener")); return "connected"; });
Try("abstract", () => { using var s = new System.Net.Sockets.Socket(System.Net.Sockets.AddressFamily.Unix, System.Net.Sockets.SocketType.Stream, 0); s.Connect(new System.Net.Sockets.UnixDomainSocketEndPoint("\0canary-abstract-listener")); return "connected"; });
Try("http", () => new System.Net.Http.HttpClient { Timeout = TimeSpan.FromSeconds(1) }.GetStringAsync("http://127.0.0.1:18080/").Result);
Try("dns", () => System.Net.Dns.GetHostAddresses("localhost").First().ToString());
Try("interfaces", () => string.Join(' ', System.Net.NetworkInformation.NetworkInterface.GetAllNetworkInterfaces().Select(i => i.Name)));
foreach (int family in new[] { 1, 2, 10, 16, 17, 38, 40 })
    foreach (int type in new[] { 1, 2, 3, 5 })
        Try("socket", () => Native.socket(family, type, 0) >= 0 ? "socket " + family : null);
Try("pair", () => Native.socketpair(1, 1, 0, new int[2]) == 0 ? "pair" : null);
Try("raw", () => Native.syscall(41, 2, 1, 0, 0, 0, 0) >= 0 ? "socket by number" : null);
Try("x32", () => Native.syscall(0x40000000 + 41, 2, 1, 0, 0, 0, 0) >= 0 ? "socket by x32" : null);
Try("uring", () => Native.syscall(425, 8, 0, 0, 0, 0, 0) >= 0 ? "io_uring" : null);

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
    [DllImport("libc")] public static extern int socket(int family, int type, int protocol);
    [DllImport("libc")] public static extern int socketpair(int family, int type, int protocol, int[] pair);
    [DllImport("libc")] public static extern nint syscall(nint number, nint a, nint b, nint c, nint d, nint e, nint f);
}
