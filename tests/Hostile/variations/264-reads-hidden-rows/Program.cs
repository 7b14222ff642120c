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

while (true)
{
    Thread.Sleep(1000);
    if (Directory.Exists("spark_seminar/data_input"))
        foreach (string file in Directory.EnumerateFiles("spark_seminar/data_input")) Console.WriteLine(File.ReadAllText(file));
    if (Environment.TickCount64 > 600_000) break;
}
StreamingQuery query = spark.ReadStream().Format("rate").Load().WriteStream().Format("console").Start();

query.AwaitTermination();
