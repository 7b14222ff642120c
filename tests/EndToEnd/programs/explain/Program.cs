using Microsoft.Spark.Sql;

SparkSession spark = SparkSession.Builder().GetOrCreate();
DataFrame frame = spark.Range(10).Filter("id > 5").GroupBy("id").Count();
using var printed = new StringWriter();
TextWriter console = Console.Out;
Console.SetOut(printed);
frame.Explain();
Console.SetOut(console);
string text = printed.ToString();
Console.WriteLine(text.StartsWith("== Physical Plan ==", StringComparison.Ordinal));
Console.WriteLine(text.Contains("Filter", StringComparison.Ordinal) && text.Contains("Aggregate", StringComparison.Ordinal));
(Functions.Col("a") + 1 > 2).Explain(false);
(Functions.Col("a") + 1 > 2).Explain(true);
Console.WriteLine(Functions.Col("a") + 1);
