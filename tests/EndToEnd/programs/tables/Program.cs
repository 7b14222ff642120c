using Microsoft.Spark.Sql;

SparkSession spark = SparkSession.Builder().GetOrCreate();
spark.Range(3).Write().Format("json").SaveAsTable("numbers");
spark.Range(3, 5).Write().Mode("append").Format("json").SaveAsTable("numbers");
spark.Sql("SELECT 9L").Write().InsertInto("numbers");
spark.Sql("SELECT * FROM numbers ORDER BY id").Show();
spark.Range(1).CreateOrReplaceTempView("one");
spark.Range(1).CreateGlobalTempView("everywhere");
spark.Catalog.ListTables().Select("name", "tableType", "isTemporary").Show();
spark.Catalog.ListColumns("numbers").Show();
Console.WriteLine(spark.Catalog.CurrentDatabase());
Console.WriteLine(spark.Catalog.TableExists("numbers"));
Console.WriteLine(spark.Catalog.FunctionExists("date_trunc"));
Console.WriteLine(spark.Catalog.DropTempView("one"));
Console.WriteLine(spark.Catalog.DropTempView("one"));
Console.WriteLine(spark.Table("global_temp.everywhere").Count());
try
{
    spark.Table("nowhere");
}
catch (Exception error)
{
    Console.WriteLine(error.InnerException!.Message.Split('.').Skip(4).First().Trim());
}
