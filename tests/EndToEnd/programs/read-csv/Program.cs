using Microsoft.Spark.Sql;
using Microsoft.Spark.Sql.Types;

SparkSession spark = SparkSession.Builder().GetOrCreate();
DataFrame guessed = spark.Read().Option("header", true).Option("inferSchema", true).Option("sep", ";").Csv("in/people.csv");
guessed.PrintSchema();
guessed.Show();
var schema = new StructType([new StructField("name", new StringType()), new StructField("age", new DoubleType()), new StructField("job", new StringType())]);
DataFrame typed = spark.Read().Schema(schema).Option("header", true).Option("delimiter", ";").Csv("in/people.csv");
typed.Show(1, 3);
typed.Show(2, 0, true);
