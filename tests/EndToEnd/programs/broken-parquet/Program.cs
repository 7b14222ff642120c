using System.Text;
using Microsoft.Spark.Sql;
using Microsoft.Spark.Sql.Streaming;
using static Microsoft.Spark.Sql.Functions;

// Files that the program itself breaks: each is an error of Spark's, and the session goes on.
SparkSession spark = SparkSession.Builder().AppName("broken").Config("spark.sql.shuffle.partitions", 1).GetOrCreate();
spark.Range(1000).Select(Col("id"), Expr("concat('text ', id)").Alias("s")).Write().Parquet("good");
byte[] good = File.ReadAllBytes(Directory.GetFiles("good", "part-*").Single());

void Try(string name, byte[] bytes)
{
    Directory.CreateDirectory(name);
    File.WriteAllBytes($"{name}/part-1.parquet", bytes);
    string Of(Func<object> read)
    {
        try
        {
            return $"{read()}";
        }
        catch (Exception e)
        {
            string message = (e.InnerException ?? e).Message;
            return message.Contains("[CANNOT_READ_FILE_FOOTER]", StringComparison.Ordinal) ? "no footer" : message.Contains("Encountered error while reading file", StringComparison.Ordinal) ? "cannot be read" : message.Split('\n')[0];
        }
    }

    Console.WriteLine($"{name}: {Of(() => spark.Read().Parquet(name).Count())}; {Of(() => spark.Read().Schema("id BIGINT, s STRING").Parquet(name).Agg(Sum("id")).First().Get(0))}");
}

byte[] Changed(int at, byte value) => good.Select((b, i) => i == at ? value : b).ToArray();

Try("whole", good);
Try("empty", []);
Try("text", Encoding.UTF8.GetBytes("id,s\n1,a\n"));
Try("cut", good[..^5]);
Try("half", good[..(good.Length / 2)]);
Try("magic", good[..^1]);
Try("first-page", Changed(5, 0xFF));
Try("longer", [.. good, 0]);
Try("footer-length", Changed(good.Length - 8, 0xFF));
Try("footer-says-4-GB", Changed(good.Length - 5, 0xFF));

StreamingQuery query = spark.ReadStream().Schema("id BIGINT").Parquet("text").WriteStream().Format("memory").QueryName("q").Option("checkpointLocation", "c").Start();
try
{
    query.ProcessAllAvailable();
}
catch (Exception)
{
    Console.WriteLine(query.Exception()?.Message.Contains("CANNOT_READ_FILE_FOOTER", StringComparison.Ordinal));
}
