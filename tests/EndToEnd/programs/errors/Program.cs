using Microsoft.Spark.Sql;

SparkSession spark = SparkSession.Builder().GetOrCreate();
void Try(string what, Action action)
{
    try
    {
        action();
        Console.WriteLine($"{what}: nothing");
    }
    catch (Exception error)
    {
        Console.WriteLine($"{what}: {error.GetType().Name} in which {error.InnerException?.GetType().Name}");
        Console.WriteLine($"  {error.InnerException?.Message.Split('\n')[0].Split(" Did you mean")[0].Split(": file:")[0]}");
    }
}

DataFrame frame = spark.Range(3);
Try("unknown column", () => frame.Select("nope"));
Try("unknown column in SQL", () => spark.Sql("SELECT nope FROM VALUES (1) AS t(a)"));
Try("unknown table", () => spark.Sql("SELECT * FROM nope"));
Try("no SQL", () => spark.Sql("SELEC 1"));
Try("unknown function", () => frame.SelectExpr("nope(id)"));
Try("missing path", () => spark.Read().Json("in/nope.json"));
Try("unknown format", () => spark.Read().Format("nope").Load("in"));
Try("no boolean", () => frame.Filter("id + 1"));
Try("other width", () => frame.Union(frame.WithColumn("x", frame["id"])));
Try("no stream", () => frame.WriteStream());
Try("an overflowing cast is null", () => Console.WriteLine(spark.Sql("SELECT CAST('x' AS INT)").First()[0] is null));
