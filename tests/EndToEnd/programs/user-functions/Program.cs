using Microsoft.Spark.Sql;
using Microsoft.Spark.Sql.Types;
using static Microsoft.Spark.Sql.Functions;

SparkSession spark = SparkSession.Builder().GetOrCreate();
DataFrame people = spark.Sql("SELECT * FROM VALUES ('Ann', 30), ('Ben', NULL) AS t(name, age)");
Func<Column, Column, Column> describe = Udf<string, int?, string>((name, age) => $"{name} is {age?.ToString() ?? "ageless"}");
people.Select(describe(people["name"], people["age"]).Alias("text")).Show();
spark.Udf().Register<string, int>("letters", text => text.Length);
people.CreateOrReplaceTempView("people");
spark.Sql("SELECT name, letters(name) AS n FROM people WHERE letters(name) = 3").Show();
var schema = new StructType([new StructField("first", new StringType()), new StructField("size", new IntegerType())]);
Func<Column, Column> split = Udf<string>(name => new GenericRow([name[..1], name.Length]), schema);
people.Select(split(people["name"]).Alias("s")).Select("s.first", "s.size").Show();
people.Select(CallUDF("letters", people["name"]).Alias("n")).Show();
