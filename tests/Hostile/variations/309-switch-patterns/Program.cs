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
bool?[] b = new bool?[20];
int r = (b[0], b[1], b[2], b[3], b[4], b[5], b[6], b[7], b[8], b[9], b[10], b[11], b[12], b[13], b[14], b[15], b[16], b[17], b[18], b[19]) switch
{
    (true, false, false, _, false, false, _, false, false, _, false, false, _, false, false, _, false, false, _, false) => 0,
    (false, true, _, false, false, _, false, false, _, false, false, _, false, false, _, false, false, _, false, false) => 1,
    (false, _, true, false, _, false, false, _, false, false, _, false, false, _, false, false, _, false, false, _) => 2,
    (_, false, false, true, false, false, _, false, false, _, false, false, _, false, false, _, false, false, _, false) => 3,
    (false, false, _, false, true, _, false, false, _, false, false, _, false, false, _, false, false, _, false, false) => 4,
    (false, _, false, false, _, true, false, _, false, false, _, false, false, _, false, false, _, false, false, _) => 5,
    (_, false, false, _, false, false, true, false, false, _, false, false, _, false, false, _, false, false, _, false) => 6,
    (false, false, _, false, false, _, false, true, _, false, false, _, false, false, _, false, false, _, false, false) => 7,
    (false, _, false, false, _, false, false, _, true, false, _, false, false, _, false, false, _, false, false, _) => 8,
    (_, false, false, _, false, false, _, false, false, true, false, false, _, false, false, _, false, false, _, false) => 9,
    (false, false, _, false, false, _, false, false, _, false, true, _, false, false, _, false, false, _, false, false) => 10,
    (false, _, false, false, _, false, false, _, false, false, _, true, false, _, false, false, _, false, false, _) => 11,
    (_, false, false, _, false, false, _, false, false, _, false, false, true, false, false, _, false, false, _, false) => 12,
    (false, false, _, false, false, _, false, false, _, false, false, _, false, true, _, false, false, _, false, false) => 13,
    (false, _, false, false, _, false, false, _, false, false, _, false, false, _, true, false, _, false, false, _) => 14,
    (_, false, false, _, false, false, _, false, false, _, false, false, _, false, false, true, false, false, _, false) => 15,
    (false, false, _, false, false, _, false, false, _, false, false, _, false, false, _, false, true, _, false, false) => 16,
    (false, _, false, false, _, false, false, _, false, false, _, false, false, _, false, false, _, true, false, _) => 17,
    (_, false, false, _, false, false, _, false, false, _, false, false, _, false, false, _, false, false, true, false) => 18,
    (false, false, _, false, false, _, false, false, _, false, false, _, false, false, _, false, false, _, false, true) => 19,
    _ => 0,
};

query.AwaitTermination();
