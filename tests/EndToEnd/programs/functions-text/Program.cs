using Microsoft.Spark.Sql;
using static Microsoft.Spark.Sql.Functions;

SparkSession spark = SparkSession.Builder().GetOrCreate();
DataFrame frame = spark.CreateDataFrame([" Hello, World ", "spark streaming", null]).ToDF("s");
Column s = frame["s"];
frame.Select(Trim(s).Alias("trim"), Upper(s).Alias("upper"), Length(s).Alias("len"), InitCap(s).Alias("cap"), Reverse(Trim(s)).Alias("rev")).Show();
frame.Select(RegexpReplace(s, "[aeiou]", "*").Alias("masked"), RegexpExtract(s, "(\\w+)", 1).Alias("first"), Substring(s, 2, 4).Alias("sub"), Instr(s, "o").Alias("at")).Show();
frame.Select(ConcatWs("-", Lit("a"), s, Lit("z")).Alias("joined"), Coalesce(s, Lit("?")).Alias("or"), Lpad(Trim(s), 16, ".").Alias("pad")).Show();
frame.Filter(s.Contains("stream") | s.IsNull()).Select(s, s.Like("%ing").Alias("like"), s.StartsWith("sp").Alias("starts")).Show();
