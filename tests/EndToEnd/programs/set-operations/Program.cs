using Microsoft.Spark.Sql;

SparkSession spark = SparkSession.Builder().GetOrCreate();
DataFrame left = spark.Sql("SELECT * FROM VALUES (1, 'a'), (1, 'a'), (2, 'b'), (3, 'c') AS t(n, s)");
DataFrame right = spark.Sql("SELECT * FROM VALUES (1, 'a'), (3, 'c'), (4, 'd') AS t(n, s)");
void Show(string what, DataFrame frame) =>
    Console.WriteLine($"{what}: {string.Join(' ', frame.OrderBy("n").Collect().Select(row => $"{row[0]}{row[1]}"))}");
Show("union", left.Union(right));
Show("distinct", left.Union(right).Distinct());
Show("intersect", left.Intersect(right));
Show("intersectAll", left.IntersectAll(right));
Show("except", left.Except(right));
Show("exceptAll", left.ExceptAll(right));
Show("dropDuplicates", left.DropDuplicates("s"));
Show("unionByName", left.UnionByName(right.Select("s", "n")));
left.Select("n").UnionByName(right.Select("s"), true).OrderBy("n", "s").Show();
