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
var q = from x0 in (from x1 in (from x2 in (from x3 in (from x4 in (from x5 in (from x6 in (from x7 in (from x8 in (from x9 in (from x10 in (from x11 in (from x12 in (from x13 in (from x14 in (from x15 in (from x16 in (from x17 in (from x18 in (from x19 in (from x20 in (from x21 in (from x22 in (from x23 in (from x24 in (from x25 in (from x26 in (from x27 in (from x28 in (from x29 in (from x30 in (from x31 in (from x32 in (from x33 in (from x34 in (from x35 in (from x36 in (from x37 in (from x38 in (from x39 in (from x40 in (from x41 in (from x42 in (from x43 in (from x44 in (from x45 in (from x46 in (from x47 in (from x48 in (from x49 in (from x50 in (from x51 in (from x52 in (from x53 in (from x54 in (from x55 in (from x56 in (from x57 in (from x58 in (from x59 in (new[] { 1 }) select x59) select x58) select x57) select x56) select x55) select x54) select x53) select x52) select x51) select x50) select x49) select x48) select x47) select x46) select x45) select x44) select x43) select x42) select x41) select x40) select x39) select x38) select x37) select x36) select x35) select x34) select x33) select x32) select x31) select x30) select x29) select x28) select x27) select x26) select x25) select x24) select x23) select x22) select x21) select x20) select x19) select x18) select x17) select x16) select x15) select x14) select x13) select x12) select x11) select x10) select x9) select x8) select x7) select x6) select x5) select x4) select x3) select x2) select x1) select x0;
Console.WriteLine(q.Count());

query.AwaitTermination();
