using Microsoft.Spark.Sql;
using static Microsoft.Spark.Sql.Functions;

SparkSession spark = SparkSession.Builder().GetOrCreate();
DataFrame frame = spark.Sql("SELECT 1 AS k, array(3, 1, 2, 3) AS a, map('x', 1, 'y', 2) AS m, named_struct('p', 1, 'q', 'z') AS s");
Column a = frame["a"];
frame.Select(Size(a), SortArray(a).Alias("sorted"), ArrayDistinct(a).Alias("distinct"), ArrayContains(a, 2).Alias("has"), ElementAt(a, -1).Alias("last"), Slice(a, 2, 2).Alias("slice")).Show();
frame.Select(Explode(a).Alias("e")).GroupBy("e").Count().OrderBy("e").Show();
frame.Select(PosExplode(a)).Show();
frame.Select(MapKeys(frame["m"]).Alias("keys"), frame["m"].GetItem("y").Alias("y"), frame["s"].GetField("q").Alias("q"), ToJson(frame["s"]).Alias("json")).Show();
frame.Select(frame["s"].WithField("r", Lit(true)).Alias("s")).PrintSchema();
frame.Select(frame["s"].DropFields("q").Alias("s"), Expr("transform(a, x -> x * 10)").Alias("tens"), Expr("filter(a, x -> x > 1)").Alias("big")).Show();
frame.Select(FromJson(Lit("{\"u\":5,\"v\":[1,2]}"), "u INT, v ARRAY<INT>").Alias("j")).Select("j.*").Show();
