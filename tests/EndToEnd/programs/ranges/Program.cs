using Microsoft.Spark.Sql;

SparkSession spark = SparkSession.Builder().GetOrCreate();
Console.WriteLine(spark.Range(5).Count());
Console.WriteLine(string.Join(' ', spark.Range(10, 0, -3).Collect().Select(row => row.GetAs<long>("id"))));
Console.WriteLine(string.Join(' ', spark.Range(0, 10, 2, 3).Take(3).Select(row => row[0])));
Console.WriteLine(string.Join(' ', spark.Range(4).Tail(2).Select(row => row[0])));
Console.WriteLine(spark.Range(3).First());
Console.WriteLine(spark.Range(0).IsEmpty());
spark.Range(2).CrossJoin(spark.Range(2).ToDF("other")).OrderBy("id", "other").Show();
spark.Range(1, 4).SelectExpr("id", "id * id AS square", "if(id % 2 = 0, 'even', 'odd') AS kind").Show();
