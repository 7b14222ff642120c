using Microsoft.Spark.Sql;
using Microsoft.Spark.Sql.Streaming;
using static Microsoft.Spark.Sql.Functions;

// Parquet, which is the format where none is named: batches, tables and streams, of plain and nested types.
SparkSession spark = SparkSession.Builder().AppName("parquet").Config("spark.sql.shuffle.partitions", 1).GetOrCreate();
DataFrame rows = spark.Sql(@"SELECT id, CAST(id AS TINYINT) AS tiny, CAST(id / 2 AS FLOAT) AS half, concat('name ', id) AS name, id % 2 = 0 AS even,
  CAST(id AS DECIMAL(20,3)) AS exact, date_add(DATE'2024-01-30', CAST(id AS INT)) AS day, timestamp_micros(id * 86400123456) AS moment,
  array(id, NULL, id + 1) AS list, map('k', id) AS pairs, named_struct('a', id, 'b', array(named_struct('c', name))) AS inner
  FROM (SELECT id, CAST(id AS STRING) AS name FROM range(3))");
rows.Write().Save("out");
DataFrame read = spark.Read().Load("out");
read.PrintSchema();
read.OrderBy("id").Show(20, 0, true);
read.Select(Col("inner.b").GetItem(0).GetField("c").Alias("c"), Explode(Col("list")).Alias("item")).OrderBy("c", "item").Show();
spark.Read().Schema("name STRING, missing INT, id BIGINT").Parquet("out").Filter("id > 0").OrderBy("id").Show();
Console.WriteLine(read.Count());

rows.Select("id", "name").Write().SaveAsTable("names");
spark.Range(10, 12).Select(Col("id"), Lit("more")).Write().InsertInto("names");
spark.Table("names").OrderBy("id").Show();

// A stream of Parquet files into another folder of them.
DataFrame files = spark.ReadStream().Schema(read.Select("id", "moment").Schema()).Parquet("out");
StreamingQuery query = files.WriteStream().Format("parquet").Option("checkpointLocation", "checkpoint").Trigger(Trigger.Once()).Start("copy");
query.AwaitTermination();
spark.Read().Parquet("copy").OrderBy("id").Show(20, 0);

foreach (Action<DataFrame> refused in new Action<DataFrame>[] { frame => frame.Write().Parquet("out"), frame => frame.Select(Lit(null).Alias("n")).Write().Parquet("void") })
{
    try
    {
        refused(rows);
    }
    catch (Exception e)
    {
        Console.WriteLine((e.InnerException ?? e).Message.Split('\n')[0].Split(" Path ")[0]);
    }
}
