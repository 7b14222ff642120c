using Microsoft.Spark.Sql;

SparkSession spark = SparkSession.Builder().GetOrCreate();
DataFrame frame = spark.Sql("SELECT * FROM VALUES (1, 'a', 0.5D), (NULL, 'b', CAST('NaN' AS DOUBLE)), (3, NULL, NULL), (NULL, NULL, NULL) AS t(n, s, d)");
frame.Na().Drop().Show();
frame.Na().Drop("all").Show();
frame.Na().Drop(2).Show();
frame.Na().Drop(["n"]).Show();
frame.Na().Fill(0L).Show();
frame.Na().Fill("none", ["s"]).Show();
frame.Na().Fill(new Dictionary<string, string> { ["s"] = "?" }).Show();
frame.Na().Replace("s", new Dictionary<string, string> { ["a"] = "A" }).Show();
