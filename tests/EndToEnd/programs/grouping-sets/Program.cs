using Microsoft.Spark.Sql;
using static Microsoft.Spark.Sql.Functions;

SparkSession spark = SparkSession.Builder().GetOrCreate();
DataFrame sales = spark.Sql("SELECT * FROM VALUES ('N', 'pen', 3), ('N', 'ink', 5), ('S', 'pen', 7) AS t(region, item, n)");
sales.Rollup("region", "item").Agg(Sum("n").Alias("n")).OrderBy(Col("region").AscNullsLast(), Col("item").AscNullsLast()).Show();
sales.Cube("region", "item").Agg(Sum("n").Alias("n"), Grouping("region").Alias("g")).OrderBy(Col("region").AscNullsLast(), Col("item").AscNullsLast()).Show();
sales.GroupBy("region").Pivot("item").Sum("n").OrderBy("region").Show();
sales.GroupBy("region").Pivot("item", ["pen", "cap"]).Agg(Sum("n").Alias("sum"), Count("n").Alias("count")).OrderBy("region").Show();
sales.GroupBy().Agg(Avg("n"), Max("item"), CountDistinct("region")).Show();
