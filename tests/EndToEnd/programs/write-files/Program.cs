using Microsoft.Spark.Sql;

SparkSession spark = SparkSession.Builder().GetOrCreate();
DataFrame frame = spark.Sql("SELECT * FROM VALUES (1, 'a, b'), (2, NULL) AS t(n, s)");
frame.Write().Json("out/json");
try
{
    frame.Write().Json("out/json");
}
catch (Exception error)
{
    Console.WriteLine(error.InnerException!.Message.Split('/')[0]);
}

frame.Write().Mode(SaveMode.Ignore).Json("out/json");
Console.WriteLine(spark.Read().Json("out/json").Count());
frame.Write().Mode("append").Json("out/json");
Console.WriteLine(spark.Read().Json("out/json").Count());
frame.Limit(1).Write().Mode(SaveMode.Overwrite).Json("out/json");
Console.WriteLine(spark.Read().Json("out/json").Count());
frame.Write().Option("header", true).Option("nullValue", "-").Csv("out/csv");
frame.Select("s").Na().Drop().Write().Text("out/text");
foreach (string folder in new[] { "json", "csv", "text" })
{
    string[] files = Directory.GetFiles($"out/{folder}").Select(path => Path.GetFileName(path)).Where(name => !name.StartsWith('.')).Order(StringComparer.Ordinal).ToArray();
    Console.WriteLine($"{folder}: {string.Join(' ', files.Select(name => name.StartsWith("part-", StringComparison.Ordinal) ? "part" + Path.GetExtension(name) : name))}");
    Console.Write(File.ReadAllText(Directory.GetFiles($"out/{folder}", "part-*").Single()));
}

frame.Write().Format("console").Save();
