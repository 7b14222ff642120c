using Microsoft.Spark.Sql;
using Microsoft.Spark.Sql.Streaming;
using static Microsoft.Spark.Sql.Functions;

// ORC: batches, tables, SQL and streams, of plain and nested types.
SparkSession spark = SparkSession.Builder().AppName("orc").Config("spark.sql.shuffle.partitions", 1).GetOrCreate();
DataFrame rows = spark.Sql(@"SELECT id, CAST(id AS TINYINT) AS tiny, CAST(id / 2 AS FLOAT) AS half, concat('name ', id) AS name, id % 2 = 0 AS even,
  CAST(id AS DECIMAL(20,3)) AS exact, date_add(DATE'2024-01-30', CAST(id AS INT)) AS day, timestamp_micros(id * 86400123456) AS moment,
  array(id, NULL, id + 1) AS list, map('k', id) AS pairs, named_struct('a', id, 'b', array(named_struct('c', name))) AS inner
  FROM (SELECT id, CAST(id AS STRING) AS name FROM range(3))");
rows.Write().Orc("out");
DataFrame read = spark.Read().Orc("out");
read.PrintSchema();
read.OrderBy("id").Show(20, 0, true);
read.Select(Col("inner.b").GetItem(0).GetField("c").Alias("c"), Explode(Col("list")).Alias("item")).OrderBy("c", "item").Show();
spark.Read().Schema("name STRING, missing INT, id BIGINT").Orc("out").Filter("id > 0").OrderBy("id").Show();
Console.WriteLine(read.Count());
spark.Sql("SELECT id, name FROM orc.`out` ORDER BY id").Show();

spark.Sql("CREATE TABLE names (id BIGINT, name STRING) USING orc");
rows.Select("id", "name").Write().InsertInto("names");
spark.Sql("INSERT INTO names VALUES (10, 'more')");
spark.Table("names").OrderBy("id").Show();
rows.Write().Option("compression", "zlib").PartitionBy("even").Orc("parts");
spark.Read().Orc("parts").Select("id", "even").OrderBy("id").Show();

// A stream of ORC files into another folder of them.
DataFrame files = spark.ReadStream().Schema(read.Select("id", "moment").Schema()).Orc("out");
StreamingQuery query = files.WriteStream().Format("orc").Option("path", "copy").Option("checkpointLocation", "checkpoint").Trigger(Trigger.Once()).Start();
query.AwaitTermination();
spark.Read().Orc("copy").OrderBy("id").Show(20, 0);

foreach (Action<DataFrame> refused in new Action<DataFrame>[]
{
    frame => frame.Write().Orc("out"), frame => frame.Select(Lit(null).Alias("n")).Write().Orc("void"), frame => frame.Write().Option("compression", "zstd").Orc("zstd"),
    frame => frame.Write().Option("compression", "zip").Orc("zip"), frame => { frame.Select("name").Write().Text("text"); spark.Read().Orc("text"); },
})
{
    try
    {
        refused(rows);
    }
    catch (Exception e)
    {
        string message = (e.InnerException ?? e).Message.Split('\n')[0];
        Console.WriteLine(message.Split(" Path ")[0].Split(" for file")[0]);
    }
}
