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
    .GroupBy(Window(Col("event_time"), "10 seconds"), Concat(Lit("\n::error::x\u001b[31m\u202E##[error]"), Col("action")).Alias("::error::col\n::error::x"))
    .Count();
StreamingQuery query = result.WriteStream()
    .QueryName("\n::error::name\u001b[0m")
    .OutputMode(OutputMode.Update)
    .Format("console")
    .Option("truncate", "false")
    .Option("\n::error::", "\n::error::")
    .Trigger(Trigger.ProcessingTime("5 seconds"))
    .Option("checkpointLocation", "spark_seminar/\n::error::checkpoints/##[error]")
    .Start();

query.AwaitTermination();
