using Microsoft.Spark.Sql;
using Microsoft.Spark.Sql.Streaming;

SparkSession spark = SparkSession.Builder().AppName("stream").Config("spark.sql.shuffle.partitions", 1).GetOrCreate();
DataFrame events = spark.ReadStream().Schema("n INT").Json("in");
events.CreateOrReplaceTempView("events");

StreamingQuery numbers = events.WriteStream().Format("memory").QueryName("numbers").Start();
StreamingQuery evens = spark.ReadStream().Table("events").Where("n % 2 = 0").WriteStream().Format("memory").QueryName("evens").Start();
StreamingQueryManager manager = spark.Streams();
Console.WriteLine(string.Join(" ", manager.Active().Select(query => query.Name).Order()));
Console.WriteLine($"{manager.Get(evens.Id).Name} {manager.Get(evens.Id).IsActive()}");

numbers.ProcessAllAvailable();
evens.ProcessAllAvailable();
numbers.Stop();

// One that has ended is not waited for, until it is forgotten.
manager.AwaitAnyTermination();
manager.ResetTerminated();
Console.WriteLine(string.Join(" ", manager.Active().Select(query => query.Name)));
evens.Stop();
spark.Table("numbers").OrderBy("n").Show();
spark.Table("evens").OrderBy("n").Show();
Console.WriteLine(manager.Active().Any());
