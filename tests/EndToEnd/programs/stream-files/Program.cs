using Microsoft.Spark.Sql;
using Microsoft.Spark.Sql.Streaming;
using static Microsoft.Spark.Sql.Functions;

SparkSession spark = SparkSession.Builder().AppName("stream").Config("spark.sql.shuffle.partitions", 1).GetOrCreate();
DataFrame events = spark.ReadStream().Schema("k STRING, n INT").Json("in");
StreamingQuery query = events.Filter("n > 1").WriteStream().Format("json").Option("checkpointLocation", "checkpoint").Trigger(Trigger.Once()).Start("out");
query.AwaitTermination();
spark.Read().Schema("k STRING, n INT").Json("out").OrderBy("n").Show();
StreamingQuery again = events.Filter("n > 1").WriteStream().Format("json").Option("checkpointLocation", "checkpoint").Trigger(Trigger.Once()).Start("out");
again.AwaitTermination();
Console.WriteLine(query.Id == again.Id);
Console.WriteLine(query.RunId == again.RunId);
Console.WriteLine(spark.Read().Schema("k STRING, n INT").Json("out").Count());
StreamingQuery table = events.WriteStream().Format("csv").Option("checkpointLocation", "checkpoint2").Trigger(Trigger.Once()).ToTable("events");
table.AwaitTermination();
spark.Table("events").OrderBy("n").Show();
