using Microsoft.Spark.Sql;
using Microsoft.Spark.Sql.Streaming;
using static Microsoft.Spark.Sql.Functions;

namespace Grader.ReferenceSolutions.WordCount;

internal static class Program
{
    private static void Main()
    {
        SparkSession spark = SparkSession.Builder().AppName("WordCount").GetOrCreate();
        DataFrame lines = spark.ReadStream().Format("socket").Option("host", "localhost").Option("port", 9999).Load();

        DataFrame counts = lines
            .Select(Explode(Split(Col("value"), " ")).Alias("word"))
            .GroupBy("word")
            .Count();

        StreamingQuery query = counts.WriteStream()
            .OutputMode(OutputMode.Complete)
            .Format("console")
            .Trigger(Trigger.ProcessingTime("5 seconds"))
            .Start();
        query.AwaitTermination();
    }
}
