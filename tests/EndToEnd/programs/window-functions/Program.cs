using Microsoft.Spark.Sql;
using Over = Microsoft.Spark.Sql.Expressions.Window;
using static Microsoft.Spark.Sql.Functions;

SparkSession spark = SparkSession.Builder().GetOrCreate();
DataFrame pay = spark.Sql("SELECT * FROM VALUES ('lab', 'Ann', 30), ('lab', 'Ben', 20), ('lab', 'Cy', 20), ('shop', 'Di', 10), ('shop', 'Ed', 40) AS t(dept, name, pay)");
Microsoft.Spark.Sql.Expressions.WindowSpec ranked = Over.PartitionBy("dept").OrderBy(Desc("pay"), Asc("name"));
pay.Select(
    Col("dept"), Col("name"), Col("pay"), RowNumber().Over(ranked).Alias("row"), Rank().Over(Over.PartitionBy("dept").OrderBy(Desc("pay"))).Alias("rank"),
    DenseRank().Over(Over.PartitionBy("dept").OrderBy(Desc("pay"))).Alias("dense"), Lag("pay", 1).Over(ranked).Alias("before"),
    Lead("pay", 1, 0).Over(ranked).Alias("after"), Sum("pay").Over(ranked.RowsBetween(Over.UnboundedPreceding, Over.CurrentRow)).Alias("running"),
    Avg("pay").Over(Over.PartitionBy("dept")).Alias("mean")).OrderBy("dept", "row").Show();
pay.WithColumn("near", Count("pay").Over(Over.OrderBy("pay").RangeBetween(-10, 10))).OrderBy("pay", "name").Show();
