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

foreach (Action wrong in new Action[]
{
    () => events.Select("\n::error::PWN\u001b[2J"),
    () => spark.Sql("SELECT \n::error::\u202E FROM"),
    () => events.Select(Expr("nofunction('\n::error::')")),
    () => spark.Conf().Set("spark.sql.shuffle.partitions", "\n::error::"),
    () => spark.ReadStream().Format("\n::error::").Load(),
})
    try { wrong(); } catch (Exception e) { Console.WriteLine(e); }
StreamingQuery query = events.Select("\n::error::PWN\u001b[2J ##[error]").WriteStream().Start();

query.AwaitTermination();
