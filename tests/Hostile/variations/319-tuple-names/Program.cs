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
var t1 = (1, 2, new[] { 3 });
var t2 = (t1, 1, new[] { t1 });
var t3 = (t2, 1, new[] { t2 });
var t4 = (t3, 1, new[] { t3 });
var t5 = (t4, 1, new[] { t4 });
var t6 = (t5, 1, new[] { t5 });
var t7 = (t6, 1, new[] { t6 });
var t8 = (t7, 1, new[] { t7 });
var t9 = (t8, 1, new[] { t8 });
var t10 = (t9, 1, new[] { t9 });
var t11 = (t10, 1, new[] { t10 });
var t12 = (t11, 1, new[] { t11 });
var t13 = (t12, 1, new[] { t12 });
var t14 = (t13, 1, new[] { t13 });
var t15 = (t14, 1, new[] { t14 });
var t16 = (t15, 1, new[] { t15 });
var t17 = (t16, 1, new[] { t16 });
var t18 = (t17, 1, new[] { t17 });
var t19 = (t18, 1, new[] { t18 });
var t20 = (t19, 1, new[] { t19 });
var t21 = (t20, 1, new[] { t20 });
var t22 = (t21, 1, new[] { t21 });
var t23 = (t22, 1, new[] { t22 });
var t24 = (t23, 1, new[] { t23 });
Console.WriteLine(t24.GetHashCode() == 0 ? t24.ToString() : "");
query.AwaitTermination();
