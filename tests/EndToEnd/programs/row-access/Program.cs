using Microsoft.Spark.Sql;
using System.Collections;
using Microsoft.Spark.Sql.Types;

SparkSession spark = SparkSession.Builder().GetOrCreate();
Row row = spark.Sql(
    """
    SELECT CAST(1 AS TINYINT) AS b, CAST(2 AS SMALLINT) AS s, 3 AS i, 4L AS l, 4000000000L AS large, CAST(0.5 AS FLOAT) AS f, 0.25D AS d, 1.50 AS m, true AS t, 'x' AS str,
      DATE '2024-02-29' AS day, TIMESTAMP '2024-02-29 12:00:00.5' AS moment, array(1, 2, 3) AS list, map('a', 1) AS dict,
      named_struct('p', 1, 'q', 'z') AS inner, X'0102' AS bytes, CAST(NULL AS INT) AS nothing
    """).First();
for (int i = 0; i < row.Size(); i++)
{
    object value = row[i];
    string text = value switch
    {
        null => "null",
        ArrayList list => string.Join('|', list.ToArray()),
        Hashtable table => string.Join('|', table.Keys.Cast<string>().Select(key => $"{key}={table[key]}")),
        byte[] bytes => Convert.ToHexString(bytes),
        IFormattable number => number.ToString(null, System.Globalization.CultureInfo.InvariantCulture),
        _ => value.ToString(),
    };
    Console.WriteLine($"{row.Schema.Fields[i].Name} {value?.GetType().Name ?? "-"} {text}");
}

Console.WriteLine(row.GetAs<int>("i") + row.GetAs<long>("l") + row.GetAs<short>("s"));
Console.WriteLine(row.GetAs<int?>("nothing") is null);
Console.WriteLine(string.Join(',', row.GetAs<int[]>("list")));
Console.WriteLine(row.GetAs<Dictionary<string, int>>("dict")["a"]);
Console.WriteLine(row.GetAs<Row>("inner").GetAs<string>("q"));
Console.WriteLine(row.GetAs<Date>("day").ToDateTime().DayOfWeek);
Console.WriteLine(row.GetAs<Timestamp>("moment").ToDateTime().Millisecond);
try
{
    row.Get(99);
}
catch (IndexOutOfRangeException error)
{
    Console.WriteLine(error.Message);
}
