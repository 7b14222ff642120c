using Microsoft.Spark.Sql;

SparkSession spark = SparkSession.Builder().GetOrCreate();
DataFrame frame = spark.Range(4).Filter("id > 1");
Console.WriteLine(frame.StorageLevel());
frame.Cache();
Console.WriteLine(frame.StorageLevel());
Console.WriteLine(frame.Count());
frame.Unpersist();
Console.WriteLine(frame.StorageLevel().Description());
DataFrame kept = frame.LocalCheckpoint();
Console.WriteLine(kept.Filter(frame["id"] == 3).Count());
Console.WriteLine(frame.SameSemantics(spark.Range(4).Filter("id > 1")));
Console.WriteLine(frame.SemanticHash() == spark.Range(4).Filter("id > 1").SemanticHash());
spark.Read().Json("in").InputFiles().Select(uri => uri.Split('/')[^1]).Order(StringComparer.Ordinal).ToList().ForEach(Console.WriteLine);
frame.Transform(each => each.WithColumnRenamed("id", "n").WithColumn("twice", Functions.Col("n") * 2).Drop("n")).Show();
