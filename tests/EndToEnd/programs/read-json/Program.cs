using Microsoft.Spark.Sql;

SparkSession spark = SparkSession.Builder().AppName("people").GetOrCreate();
DataFrame people = spark.Read().Json("in/people.json");
people.PrintSchema();
people.Show();
people.Select(people["name"], people["age"] + 1).Show();
people.Filter(people["age"] > 21).Show();
people.GroupBy("age").Count().OrderBy("age").Show();
people.CreateOrReplaceTempView("people");
spark.Sql("SELECT name, age FROM people WHERE age BETWEEN 13 AND 19").Show();
spark.Stop();
