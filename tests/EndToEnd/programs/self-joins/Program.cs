using Microsoft.Spark.Sql;
using static Microsoft.Spark.Sql.Functions;

SparkSession spark = SparkSession.Builder().GetOrCreate();
DataFrame trips = spark.Sql("SELECT * FROM VALUES ('a', 3), ('a', 5), ('b', 4), (NULL, 9) AS t(driver, km)");
DataFrame totals = trips.GroupBy("driver").Agg(Sum("km").As("total"));

// A column of one frame equal to itself is the left's and the right's.
Console.WriteLine(trips.Join(trips, trips["driver"] == trips["driver"]).Count());
Console.WriteLine(trips.Join(trips, trips["driver"].EqNullSafe(trips["driver"])).Count());
trips.Join(trips, trips["driver"] == trips["driver"], "left_anti").Show();

// So it is with a frame that was made from the other.
trips.Join(totals, trips["driver"] == totals["driver"] & totals["total"] > 4).Select("km", "total").OrderBy("km").Show();
trips.Join(totals, trips["driver"] == totals["driver"], "left").Select(totals["total"]).OrderBy("total").Show();

foreach (Func<DataFrame> ambiguous in new Func<DataFrame>[]
{
    () => trips.Join(totals, trips["km"] < totals["total"] & totals["driver"] == "a"),
    () => trips.Join(totals, trips["driver"] == totals["driver"]).Where(trips["km"] > 3),
})
{
    try
    {
        ambiguous().Show();
    }
    catch (Exception error)
    {
        Console.WriteLine(error.InnerException!.Message.Contains("are ambiguous") ? "ambiguous" : error.InnerException.Message);
    }
}

trips.As("l").Join(trips.As("r"), Col("l.driver") == Col("r.driver") & Col("l.km") < Col("r.km")).Show();
