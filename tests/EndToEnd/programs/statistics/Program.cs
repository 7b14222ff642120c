using Microsoft.Spark.Sql;

SparkSession spark = SparkSession.Builder().GetOrCreate();
DataFrame frame = spark.Sql("SELECT * FROM VALUES ('a', 1, 2.0D), ('b', 2, 4.0D), ('a', 3, 6.0D), ('c', 4, 9.0D) AS t(k, n, x)");
frame.Describe().Show();
frame.Summary("count", "50%", "max").Show();
Console.WriteLine(frame.Stat().Cov("n", "x").ToString("F4", System.Globalization.CultureInfo.InvariantCulture));
Console.WriteLine(frame.Stat().Corr("n", "x").ToString("F4", System.Globalization.CultureInfo.InvariantCulture));
Console.WriteLine(string.Join(' ', frame.Stat().ApproxQuantile("n", [0, 0.5, 1], 0)));
frame.Stat().Crosstab("k", "n").OrderBy("k_n").Show();
Console.WriteLine(frame.Stat().FreqItems(["k"], 0.5).Columns()[0]);
DataFrame[] parts = spark.Range(100).RandomSplit([0.3, 0.7], 42);
Console.WriteLine(parts[0].Count() + parts[1].Count());
Console.WriteLine(parts[0].Intersect(parts[1]).Count());
