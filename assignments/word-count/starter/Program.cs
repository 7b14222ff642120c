using Microsoft.Spark.Sql;
using Microsoft.Spark.Sql.Streaming;
using static Microsoft.Spark.Sql.Functions;

// 1. The session. local[2]: one core receives the data, another one processes it.
SparkSession spark = SparkSession
    .Builder()
    .AppName("StructuredNetworkWordCount")
    .Master("local[2]")
    .GetOrCreate();
spark.SparkContext.SetLogLevel("ERROR");

// 2. The stream: one column, "value", of type string.
DataFrame lines = spark
    .ReadStream()
    .Format("socket")
    .Option("host", "localhost")
    .Option("port", 9999)
    .Load();

// 3. Words: split each line on one space and make a row of every word, in a column named "word".
// …

// 4. Counts: group by "word" and count.
// …

// 5. The query: output mode "complete", format "console", a trigger of 5 seconds. Start it and wait:
//    StreamingQuery query = ….WriteStream()….Start();
//    query.AwaitTermination();
// …
