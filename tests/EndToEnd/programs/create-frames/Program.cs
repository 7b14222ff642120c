using Microsoft.Spark.Sql;
using Microsoft.Spark.Sql.Types;

SparkSession spark = SparkSession.Builder().GetOrCreate();
var schema = new StructType([new StructField("name", new StringType(), false), new StructField("born", new DateType()), new StructField("pay", new DecimalType(8, 2))]);
DataFrame frame = spark.CreateDataFrame(
    [new GenericRow(["Alice", new Date(1990, 5, 17), 1234.50m]), new GenericRow(["Bob", null, null])], schema);
frame.PrintSchema();
frame.Show();
spark.CreateDataFrame([3, 1, 2]).OrderBy("_1").Show();
spark.CreateDataFrame(["a", null, "b"]).Show();
spark.CreateDataFrame(new double?[] { 1.5, null }).Show();
spark.CreateDataFrame([new Timestamp(2024, 3, 1, 12, 30, 0, 250_000)]).Show(20, 0);
Console.WriteLine(string.Join(", ", frame.Columns()));
Console.WriteLine(string.Join(", ", frame.DTypes().Select(type => $"{type.Item1}: {type.Item2}")));
Console.WriteLine(frame.Schema().Json);
