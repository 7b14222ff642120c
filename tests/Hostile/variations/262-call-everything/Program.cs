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

var seen = new HashSet<object>(ReferenceEqualityComparer.Instance);
var left = new Queue<object>([spark, query, events, result]);
while (left.TryDequeue(out object? target) && seen.Count < 2000)
{
    foreach (FieldInfo field in Fields(target.GetType()))
    {
        try { if (field.GetValue(target) is { } value && !value.GetType().IsPrimitive && seen.Add(value)) left.Enqueue(value); } catch (Exception) { }
    }
}
foreach (object target in seen.Where(target => target.GetType().Assembly.GetName().Name is "Worker" or "Microsoft.Spark" or "Plans"))
    foreach (MethodInfo method in target.GetType().GetMethods(BindingFlags.Instance | BindingFlags.NonPublic | BindingFlags.Public).Where(method => !method.ContainsGenericParameters && method.Name is not "Finalize"))
    {
        object?[] arguments = [.. method.GetParameters().Select(parameter => parameter.ParameterType == typeof(string) ? "junk" : parameter.ParameterType.IsValueType && !parameter.ParameterType.IsByRefLike ? Activator.CreateInstance(parameter.ParameterType) : null)];
        new Thread(() => { try { method.Invoke(target, arguments); } catch (Exception) { } }) { IsBackground = true }.Start();
    }

static IEnumerable<FieldInfo> Fields(Type? type)
{
    for (; type is not null; type = type.BaseType)
        foreach (FieldInfo field in type.GetFields(BindingFlags.Instance | BindingFlags.Static | BindingFlags.NonPublic | BindingFlags.Public | BindingFlags.DeclaredOnly)) yield return field;
}

query.AwaitTermination();
