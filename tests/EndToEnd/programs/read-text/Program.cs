using Microsoft.Spark.Sql;
using static Microsoft.Spark.Sql.Functions;

SparkSession spark = SparkSession.Builder().GetOrCreate();
DataFrame lines = spark.Read().Text("in/lines.txt");
Console.WriteLine($"{lines.Count()} lines, first: {lines.First().GetAs<string>("value")}");
lines.Select(Explode(Split(Lower(lines["value"]), "[^a-z]+")).Alias("word"))
    .Filter("word != ''").GroupBy("word").Count().OrderBy(Desc("count"), Asc("word")).Show(5);
