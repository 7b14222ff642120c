using Microsoft.Spark.Sql;
using Microsoft.Spark.Sql.Streaming;
using static Microsoft.Spark.Sql.Functions;

SparkSession spark = SparkSession.Builder().AppName("stream").Config("spark.sql.shuffle.partitions", 1).GetOrCreate();
Func<Column, Column> twice = Udf<int, int>(n => n * 2);
DataFrame events = spark.ReadStream().Schema("n INT, place STRUCT<city: STRING, floor: INT>").Option("maxFilesPerTrigger", 1).Json("in").Repartition(1);

StreamingQuery query = events.WithColumn("m", twice(events["n"])).WriteStream().Foreach(new Printer()).Start();
query.ProcessAllAvailable();
query.Stop();

// A writer that does not open gets no rows, and is closed.
events.WriteStream().Foreach(new Printer { Opens = false }).Trigger(Trigger.Once()).Start().AwaitTermination();

// What a writer throws it is told of when it is closed, and it ends the query.
query = events.WriteStream().Foreach(new Printer { Limit = 2 }).Trigger(Trigger.Once()).Start();
try
{
    query.AwaitTermination();
}
catch (Exception)
{
    Console.WriteLine($"ended {query.Exception() is not null} {query.IsActive()}");
}

[Serializable]
internal sealed class Printer : IForeachWriter
{
    public bool Opens { get; init; } = true;

    public int Limit { get; init; } = int.MaxValue;

    public bool Open(long partitionId, long epochId)
    {
        Console.WriteLine($"open {partitionId} of {epochId}");
        return Opens;
    }

    public void Process(Row row)
    {
        if (row.GetAs<int>("n") > Limit)
        {
            throw new InvalidOperationException("too many");
        }

        Console.WriteLine(row.GetAs<Row>("place") is { } place ? $"{row} in {place.GetAs<string>("city")}" : row);
    }

    public void Close(Exception error) => Console.WriteLine($"close {error?.Message}");
}
