using Microsoft.Spark.Sql;
using Microsoft.Spark.Sql.Streaming;
using static Microsoft.Spark.Sql.Functions;

SparkSession spark = SparkSession.Builder().AppName("stream").Config("spark.sql.shuffle.partitions", 1).GetOrCreate();
DataFrame events = spark.ReadStream().Schema("t TIMESTAMP, n INT").Json("in");
void Try(Action action)
{
    try
    {
        action();
    }
    catch (Exception error)
    {
        Console.WriteLine(error.InnerException!.Message.Split(';')[0].Split('\n')[0]);
    }
}

Try(() => events.Show());
Try(() => events.Count());
Try(() => events.OrderBy("n").WriteStream().Format("console").Start());
Try(() => events.GroupBy("n").Count().WriteStream().Format("console").OutputMode("append").Start());
Try(() => events.WriteStream().Format("console").OutputMode("complete").Start());
Try(() => events.WriteStream().Format("json").Start("out"));
Try(() => spark.ReadStream().Json("in"));
Try(() => events.WithWatermark("n", "1 second"));
Try(() => events.WriteStream().Format("console").Trigger(Trigger.ProcessingTime("soon")).Start());
