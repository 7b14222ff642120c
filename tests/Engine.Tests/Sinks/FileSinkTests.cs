using Grader.Engine.Streaming;
using Grader.Engine.Tests.Streaming;
using Grader.Plans;

namespace Grader.Engine.Tests.Sinks;

public sealed class FileSinkTests
{
    private readonly SourceToSink world = new();

    [Fact]
    public void A_batch_is_one_file_that_the_log_names_with_sparks_fields()
    {
        world.Add("1.json", "{\"a\":1,\"b\":\"x\\\"y\",\"t\":\"2024-03-01T12:00:05.5Z\"}", "{\"a\":2}");
        SourceToSink.RunToIdle(world.Start("json", "out dir"));
        string part = world.Files.List("out dir").Select(file => file.Name).Single(name => name.StartsWith("part-", StringComparison.Ordinal));
        Assert.Matches("^part-00000-[0-9a-f-]{36}-c000[.]json$", part);
        Assert.Equal("{\"a\":1,\"b\":\"x\\\"y\",\"t\":\"2024-03-01T12:00:05.500Z\"}\n{\"a\":2}\n", world.Read($"out dir/{part}"));
        Assert.Equal(
            $"v1\n{{\"path\":\"file:///base/out%20dir/{part}\",\"size\":58,\"isDir\":false,\"modificationTime\":1709290800000,\"blockReplication\":1,\"blockSize\":33554432,\"action\":\"add\"}}",
            world.Read("out dir/_spark_metadata/0"));
    }

    [Fact]
    public void Readers_see_the_files_of_the_log_and_no_others()
    {
        StreamingQueryExecution query = world.Start("json", "out");
        for (int i = 0; i < 12; i++)
        {
            world.Add($"{i:00}.json", $"{{\"a\":{i}}}");
            SourceToSink.RunToIdle(query);
        }

        world.Files.WriteAtomic("out/part-00000-stray-c000.json", "{\"a\":99}"u8.ToArray());
        Assert.Contains("9.compact", world.Files.List("out/_spark_metadata").Select(file => file.Name));
        Assert.Equal(11, world.Read("out/_spark_metadata/9.compact").Split('\n').Length);
        string table = world.Show("json", "out", "a INT");
        Assert.DoesNotContain("99", table, StringComparison.Ordinal);
        Assert.Equal(12, table.Split('\n').Count(line => line.StartsWith('|')) - 1);
    }

    [Fact]
    public void A_stream_into_a_table_makes_it_and_goes_into_its_files()
    {
        world.Add("1.json", "{\"a\":1,\"b\":\"x\"}");
        StreamingQueryExecution query = world.Start("json", table: "t");
        SourceToSink.RunToIdle(query);
        world.Add("2.json", "{\"a\":2,\"b\":\"y\"}");
        SourceToSink.RunToIdle(query);
        Assert.Equal(2, world.Session.Collect(new Grader.Plans.Logical.NamedTable("t")).Rows.Count);
        Assert.Contains(world.Files.List("spark-warehouse/t"), file => file.Name == "_spark_metadata");
        Assert.Contains("The input source(csv) is different from the table t's data source provider(json).", Assert.Throws<SparkException>(() => world.Start("csv", table: "t")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Batches_go_into_the_folders_of_their_columns_and_are_read_from_them()
    {
        world.Partitioning = ["b"];
        world.Add("1.json", "{\"a\":1,\"b\":\"x/y\"}", "{\"a\":2,\"b\":\"z\"}", "{\"a\":3}");
        StreamingQueryExecution query = world.Start("parquet", "out");
        SourceToSink.RunToIdle(query);
        world.Add("2.json", "{\"a\":4,\"b\":\"z\"}");
        SourceToSink.RunToIdle(query);
        Assert.Equal(["_spark_metadata", "b=__HIVE_DEFAULT_PARTITION__", "b=x%2Fy", "b=z"], world.Files.List("out").Select(entry => entry.Name));
        Assert.Matches("^part-00000-[0-9a-f-]{36}[.]c000[.]snappy[.]parquet$", world.Files.List("out/b=x%2Fy").Single(file => file.Name.StartsWith("part", StringComparison.Ordinal)).Name);
        Assert.Contains("file:///base/out/b=x%252Fy/part-", world.Read("out/_spark_metadata/0"), StringComparison.Ordinal);
        Assert.Equal(["a", "t", "b"], world.Session.Analyze(new Grader.Plans.Logical.DataSource("parquet", null, null, [], ["out"], IsStreaming: false)).Schema.Fields.Select(field => field.Name));
        Assert.Equal(
            "+---+----+----+\n|a  |t   |b   |\n+---+----+----+\n|3  |NULL|NULL|\n|1  |NULL|x/y |\n|2  |NULL|z   |\n|4  |NULL|z   |\n+---+----+----+\n", world.Show("parquet", "out"));
    }

    [Fact]
    public void A_stream_into_a_table_of_folders_makes_it_so()
    {
        world.Partitioning = ["a"];
        world.Add("1.json", "{\"a\":1,\"b\":\"x\"}", "{\"a\":2,\"b\":\"y\"}");
        SourceToSink.RunToIdle(world.Start("parquet", table: "t"));
        Assert.Equal(["b", "t", "a"], world.Session.Analyze(new Grader.Plans.Logical.NamedTable("t")).Schema.Fields.Select(field => field.Name));
        Assert.Equal(2, world.Session.Collect(new Grader.Plans.Logical.NamedTable("t")).Rows.Count);
    }

    [Fact]
    public void A_batch_that_was_written_before_a_crash_is_not_written_again()
    {
        world.Add("1.json", "{\"a\":1}");
        SourceToSink.RunToIdle(world.Start("json", "out"));
        world.Files.Delete("checkpoint/commits/0");
        world.NewSession();
        StreamingQueryExecution again = world.Start("json", "out");
        Assert.True(again.RunTrigger()!.IsRerun);
        Assert.Single(world.Files.List("out"), file => file.Name.StartsWith("part-", StringComparison.Ordinal));
    }

    [Fact]
    public void Csv_values_are_quoted_where_they_must_be_and_trimmed()
    {
        world.Schema = "a INT, b STRING";
        world.SinkOptions = [new("header", "true")];
        world.Add("1.json", "{\"a\":1,\"b\":\"x,y\"}", "{\"a\":2,\"b\":\" q\\\"q \"}", "{\"b\":\"\"}");
        SourceToSink.RunToIdle(world.Start("csv", "out"));
        string part = world.Files.List("out").Single(file => file.Name.EndsWith(".csv", StringComparison.Ordinal)).Name;
        Assert.Equal("a,b\n1,\"x,y\"\n2,\"q\\\"q\"\n,\"\"\n", world.Read($"out/{part}"));
    }

    [Fact]
    public void A_json_file_holds_decimals_as_java_prints_them_like_to_json()
    {
        world.Schema = "d DECIMAL(10,9)";
        world.Add("1.json", "{\"d\":0.0000001}");
        SourceToSink.RunToIdle(world.Start("json", "out"));
        string part = world.Files.List("out").Single(file => file.Name.EndsWith(".json", StringComparison.Ordinal)).Name;
        Assert.Equal("{\"d\":1.00E-7}\n", world.Read($"out/{part}"));
    }

    [Fact]
    public void What_cannot_be_written_is_refused_at_the_start()
    {
        Assert.Equal("_LEGACY_ERROR_TEMP_1290", Assert.Throws<SparkException>(() => world.Start("text", "out")).Error.ErrorClass);
        world.SinkOptions = [new("compression", "gzip")];
        Assert.Contains("compression gzip", Assert.Throws<SparkException>(() => world.Start("json", "out")).Message, StringComparison.Ordinal);
    }
}
