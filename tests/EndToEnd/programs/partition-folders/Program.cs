using Microsoft.Spark.Sql;
using Microsoft.Spark.Sql.Streaming;
using static Microsoft.Spark.Sql.Functions;

// Folders column=value: written by PartitionBy, read back as columns with types of their own, in batches and streams.
SparkSession spark = SparkSession.Builder().AppName("folders").Config("spark.sql.shuffle.partitions", 1).GetOrCreate();
DataFrame trips = spark.Sql("SELECT * FROM VALUES (1, 'Kyiv/West', DATE'2024-03-01', 7), (2, 'Lviv', DATE'2024-03-01', 5), (3, NULL, DATE'2024-03-02', 9), (4, 'a=b%', DATE'2024-03-02', 1) AS t(id, zone, day, fare)");
foreach (string format in new[] { "json", "csv", "parquet" })
{
    trips.Write().Format(format).PartitionBy("day", "zone").Save(format);
    DataFrame read = spark.Read().Format(format).Schema("id INT, fare INT").Load(format);
    read.PrintSchema();
    read.OrderBy("id").Show();
    read.Filter("day = DATE'2024-03-01'").Select("zone", "id").OrderBy("id").Show();
}

foreach (string folder in Directory.GetDirectories("json", "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
{
    Console.WriteLine(folder.Replace('\\', '/'));
}

// The types of values: the least that holds all of them.
spark.Range(3).Select(Col("id"), Expr("CASE id WHEN 0 THEN '1' WHEN 1 THEN '2.5' ELSE NULL END").Alias("x"), Expr("concat('2024-01-0', id + 1)").Alias("d"), Expr("id * 3000000000").Alias("big"))
    .Write().PartitionBy("x", "d", "big").Parquet("types");
spark.Read().Parquet("types").PrintSchema();
spark.Read().Option("basePath", "types").Parquet("types/x=1").Show();
spark.Read().Parquet("types/x=1/d=2024-01-01").PrintSchema();

// A stream reads the folders that there are, and writes folders of its own.
DataFrame stream = spark.ReadStream().Schema("id INT, fare INT").Parquet("parquet");
StreamingQuery query = stream.Filter("fare > 1").WriteStream().Format("csv").PartitionBy("day").Option("checkpointLocation", "checkpoint").Trigger(Trigger.Once()).Start("by-day");
query.AwaitTermination();
spark.Read().Schema("id INT, fare INT, zone STRING").Csv("by-day").OrderBy("id").Show();

trips.Write().PartitionBy("zone").SaveAsTable("trips");
spark.Sql("SELECT zone, sum(fare) AS fares FROM trips GROUP BY zone ORDER BY zone").Show();
try
{
    trips.Write().PartitionBy("nowhere").Json("x");
}
catch (Exception e)
{
    Console.WriteLine((e.InnerException ?? e).Message.Split('\n')[0]);
}
