using Microsoft.Spark.Sql;

SparkSession spark = SparkSession.Builder().AppName("settings").Config("spark.sql.shuffle.partitions", 3).Config("my.flag", true)
    .Config("spark.executor.memory", "1g").Config("spark.sql.extensions", "mine").GetOrCreate();
RuntimeConfig conf = spark.Conf();
Console.WriteLine(conf.Get("spark.sql.shuffle.partitions"));
Console.WriteLine(conf.Get("my.flag"));
Console.WriteLine(conf.Get("my.other", "default"));
conf.Set("my.other", 5);
Console.WriteLine(conf.Get("my.other"));
conf.Unset("my.other");
Console.WriteLine(conf.IsModifiable("spark.sql.shuffle.partitions") + " " + conf.IsModifiable("my.other"));
try
{
    conf.Get("my.other");
}
catch (Exception error)
{
    Console.WriteLine(error.InnerException!.Message.Contains("my.other", StringComparison.Ordinal));
}

foreach (string key in new[] { "spark.executor.memory", "spark.sql.extensions" })
{
    try
    {
        conf.Set(key, "other");
    }
    catch (Exception error)
    {
        Console.WriteLine(conf.Get(key) + ": " + error.InnerException!.Message.Split('\n')[0]);
    }
}

conf.Set("spark.sql.session.timeZone", "America/New_York");
spark.Sql("SELECT CAST(TIMESTAMP '2024-01-01 00:00:00Z' AS STRING) AS t").Show();
SparkSession other = spark.NewSession();
Console.WriteLine(other.Conf().Get("my.flag") + " " + other.Conf().Get("spark.sql.session.timeZone"));
Console.WriteLine(spark.Version());
