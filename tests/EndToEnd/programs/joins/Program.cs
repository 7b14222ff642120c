using Microsoft.Spark.Sql;

SparkSession spark = SparkSession.Builder().GetOrCreate();
DataFrame staff = spark.Sql("SELECT * FROM VALUES (1, 'Ann', 10), (2, 'Ben', 20), (3, 'Cy', NULL) AS t(id, name, dept)");
DataFrame depts = spark.Sql("SELECT * FROM VALUES (10, 'Lab'), (30, 'Shop') AS t(dept, title)");
foreach (string kind in new[] { "inner", "left", "right", "full_outer", "left_semi", "left_anti" })
{
    Console.WriteLine(kind);
    staff.Join(depts, ["dept"], kind).OrderBy("dept").Show();
}

staff.Join(depts, staff["dept"] == depts["dept"]).Select(staff["name"], depts["title"]).Show();
staff.As("a").Join(staff.As("b"), Functions.Expr("a.id < b.id")).Select("a.name", "b.name").OrderBy("a.id", "b.id").Show();
