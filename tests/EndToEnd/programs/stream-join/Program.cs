using Microsoft.Spark.Sql;
using Microsoft.Spark.Sql.Streaming;
using static Microsoft.Spark.Sql.Functions;

SparkSession spark = SparkSession.Builder().AppName("stream").Config("spark.sql.shuffle.partitions", 1).GetOrCreate();
DataFrame orders = spark.ReadStream().Schema("id INT, item STRING").Option("maxFilesPerTrigger", 1).Json("in");
DataFrame items = spark.Sql("SELECT * FROM VALUES ('pen', 3), ('ink', 5) AS t(item, price)");
StreamingQuery query = orders.Join(items, ["item"], "left_outer").Select("id", "item", "price").WriteStream().Format("console").Start();
query.ProcessAllAvailable();
query.Stop();
