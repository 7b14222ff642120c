using Microsoft.Spark.Sql;
using static Microsoft.Spark.Sql.Functions;

SparkSession spark = SparkSession.Builder().Config("spark.sql.session.timeZone", "UTC").GetOrCreate();
DataFrame frame = spark.Sql("SELECT TIMESTAMP '2024-02-28 23:30:15.5' AS t, DATE '2024-01-31' AS d");
Column t = frame["t"], d = frame["d"];
frame.Select(Year(t), Month(t), DayOfMonth(t), Hour(t), Minute(t), DayOfWeek(t), WeekOfYear(t)).Show();
frame.Select(DateAdd(d, 30).Alias("add"), AddMonths(d, 1).Alias("months"), LastDay(d).Alias("last"), DateDiff(t, d).Alias("diff"), DateTrunc("hour", t).Alias("hour")).Show(20, 0);
frame.Select(DateFormat(t, "dd.MM.yyyy HH:mm").Alias("text"), ToDate(Lit("01/03/2024"), "dd/MM/yyyy").Alias("parsed"), UnixTimestamp(t).Alias("unix"), FromUnixTime(Lit(0L)).Alias("epoch")).Show();
frame.Select(Window(t, "10 minutes", "5 minutes").Alias("w")).Select("w.start", "w.end").OrderBy("start").Show();
