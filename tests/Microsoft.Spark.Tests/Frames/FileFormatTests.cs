using Grader.SparkApi.Tests.Hosting;

namespace Grader.SparkApi.Tests.Frames;

/// <summary>Parquet, and folders <c>column=value</c>, as a program writes and reads them.</summary>
[Collection(SessionTestGroup.Name)]
public sealed class FileFormatTests
{
    private const string Rows = "SELECT * FROM VALUES (1, 'a', DATE'2024-01-01', 1.50BD), (2, 'b', DATE'2024-01-02', NULL), (3, NULL, DATE'2024-01-01', 2.25BD) AS t(id, s, d, p)";

    private readonly BatchSession session = new();

    private static SparkSession Spark => SparkSession.Current;

    [Fact]
    public void Parquet_is_what_is_written_and_read_where_no_format_is_named()
    {
        Spark.Sql(Rows).Write().Save("out");
        Assert.Equal(
            ["._SUCCESS.crc", "_SUCCESS", "part-00000-00000001-0000-0000-0000-000000000000-c000.snappy.parquet"],
            session.Files.List("/out").Select(file => file.Name).Where(name => !name.StartsWith(".part", StringComparison.Ordinal)));
        DataFrame read = Spark.Read().Load("out");
        Assert.Equal(Spark.Sql(Rows).Schema().SimpleString, read.Schema().SimpleString);
        Assert.Equal(BatchSession.Rows(Spark.Sql(Rows)), BatchSession.Rows(read));
        Assert.Equal("2", BatchSession.Rows(read.Filter("s = 'b'").Select("id")));
        Assert.Equal(3, Spark.Read().Parquet("out").Count());
        Spark.Sql(Rows).Write().Mode("append").Parquet("out");
        Assert.Equal(6, read.Count());
        Spark.Range(1).Write().SaveAsTable("t");
        Assert.Equal("0", BatchSession.Rows(Spark.Table("t")));
        Spark.Range(1).Write().Option("compression", "gzip").Parquet("zipped");
        Assert.Contains(session.Files.List("/zipped"), file => file.Name.EndsWith("-c000.gz.parquet", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("parquet")]
    [InlineData("orc")]
    public void A_corrupt_file_is_passed_over_where_the_program_says_so(string format)
    {
        Spark.Range(3).Write().Format(format).Save("p");
        byte[] whole = session.Files.Read("/p/" + session.Files.List("/p").First(file => file.Name.StartsWith("part-", StringComparison.Ordinal)).Name).ToArray();
        session.Files.WriteAtomic("/p/part-00001", whole.AsMemory(0, whole.Length - 10));
        DataFrameReader reader() => Spark.Read().Format(format);

        Assert.Contains("CANNOT_READ_FILE_FOOTER", BatchSession.ErrorOf(() => reader().Load("p").Collect().ToList()), StringComparison.Ordinal);
        Assert.Equal("0\n1\n2", BatchSession.Rows(reader().Option("ignoreCorruptFiles", true).Load("p")));
        Spark.Conf().Set("spark.sql.files.ignoreCorruptFiles", true);
        Assert.Equal("0\n1\n2", BatchSession.Rows(reader().Load("p")));
        Assert.Contains("CANNOT_READ_FILE_FOOTER", BatchSession.ErrorOf(() => reader().Option("ignoreCorruptFiles", false).Load("p").Collect().ToList()), StringComparison.Ordinal);
        Assert.Contains("For input string: \"yes\"", BatchSession.ErrorOf(() => reader().Option("ignoreCorruptFiles", "yes").Load("p").Collect().ToList()), StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_is_read_no_further_than_its_corruption_and_a_column_of_another_type_is_corruption_too()
    {
        Spark.Sql("SELECT id, repeat(uuid(), 3000) AS s FROM range(40)").Write().Option("compression", "none").Save("p");
        string path = "/p/" + session.Files.List("/p").First(file => file.Name.StartsWith("part-", StringComparison.Ordinal)).Name;
        byte[] bytes = session.Files.Read(path).ToArray();
        Array.Clear(bytes, bytes.Length / 2, bytes.Length / 4);
        session.Files.WriteAtomic(path, bytes);

        DataFrame read = Spark.Read().Option("ignoreCorruptFiles", true).Parquet("p");
        Assert.Contains("Encountered error while reading file", BatchSession.ErrorOf(() => Spark.Read().Parquet("p").Collect().ToList()), StringComparison.Ordinal);
        Assert.InRange(read.Collect().Count(), 0, 39);
        Assert.Equal("", BatchSession.Rows(Spark.Read().Schema("id STRING").Option("ignoreCorruptFiles", true).Parquet("p")));
    }

    [Fact]
    public void A_corrupt_first_file_gives_no_schema_of_Parquet_but_the_next_file_of_ORC()
    {
        foreach (string format in new[] { "parquet", "orc" })
        {
            Spark.Range(1).Write().Format(format).Save(format);
            session.Files.WriteAtomic($"/{format}/a", new byte[20]);
        }

        Assert.Contains("[UNABLE_TO_INFER_SCHEMA] Unable to infer schema for Parquet.", BatchSession.ErrorOf(() => Spark.Read().Option("ignoreCorruptFiles", true).Parquet("parquet")), StringComparison.Ordinal);
        Assert.Equal("0", BatchSession.Rows(Spark.Read().Schema("id BIGINT").Option("ignoreCorruptFiles", true).Parquet("parquet")));
        Assert.Equal("0", BatchSession.Rows(Spark.Read().Option("ignoreCorruptFiles", true).Orc("orc")));
    }

    [Fact]
    public void What_parquet_does_not_do_is_an_error_in_words()
    {
        Spark.Range(1).Write().Parquet("p");
        Spark.Range(1).Write().Json("j");
        Assert.Contains("mergeSchema", BatchSession.ErrorOf(() => Spark.Read().Option("mergeSchema", true).Parquet("p")), StringComparison.Ordinal);
        Assert.Contains("[CANNOT_READ_FILE_FOOTER] Could not read footer for file: file:/j/part-", BatchSession.ErrorOf(() => Spark.Read().Parquet("j")), StringComparison.Ordinal);
        Assert.Contains("Codec [best] is not available.", Assert.Throws<Exception>(() => Spark.Range(1).Write().Option("compression", "best").Parquet("q")).Message, StringComparison.Ordinal);
        Assert.Contains("compression zstd", Assert.Throws<Exception>(() => Spark.Range(1).Write().Option("compression", "zstd").Parquet("q")).Message, StringComparison.Ordinal);
        Assert.Contains("Expected: string, Found: INT64", BatchSession.ErrorOf(() => Spark.Read().Schema("id STRING").Parquet("p").Collect().ToList()), StringComparison.Ordinal);
        Spark.Conf().Set("spark.sql.parquet.mergeSchema", true);
        Assert.Contains("mergeSchema", BatchSession.ErrorOf(() => Spark.Read().Parquet("p")), StringComparison.Ordinal);
        Spark.Conf().Unset("spark.sql.parquet.mergeSchema");
        session.Files.CreateDirectory("/empty");
        Assert.Contains("[UNABLE_TO_INFER_SCHEMA] Unable to infer schema for Parquet.", BatchSession.ErrorOf(() => Spark.Read().Parquet("empty")), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("json")]
    [InlineData("csv")]
    [InlineData("parquet")]
    public void Columns_become_folders_and_come_back_last_with_types_of_their_own(string format)
    {
        Spark.Sql(Rows).Write().Format(format).Option("header", true).PartitionBy("d", "s").Save("out");
        Assert.Equal(["_SUCCESS", "d=2024-01-01", "d=2024-01-02"], session.Files.List("/out").Select(file => file.Name).Where(name => !name.StartsWith('.')));
        Assert.Equal(["s=__HIVE_DEFAULT_PARTITION__", "s=a"], session.Files.List("/out/d=2024-01-01").Select(file => file.Name));
        DataFrame read = Spark.Read().Format(format).Option("header", true).Option("inferSchema", true).Load("out");
        Assert.Equal(["id", "p", "d", "s"], read.Columns());
        Assert.Equal("date", read.DTypes().Single(column => column.Item1 == "d").Item2);
        Assert.Equal("3 2024-01-01 -\n1 2024-01-01 a\n2 2024-01-02 b", BatchSession.Rows(read.Select("id", "d", "s")));
        Assert.Equal("2024-01-01 2\n2024-01-02 1", BatchSession.Rows(read.GroupBy("d").Count().OrderBy("d")));
        DataFrame typed = Spark.Read().Format(format).Option("header", true).Schema("d STRING, id INT, p DECIMAL(3,2)").Load("out");
        Assert.Equal(["id", "p", "d", "s"], typed.Columns());
        Assert.Equal("string", typed.DTypes().Single(column => column.Item1 == "d").Item2);
        Assert.Equal("1", BatchSession.Rows(Spark.Read().Format(format).Option("header", true).Load("out/d=2024-01-01").Filter("s = 'a'").Select("id")));
        Assert.Equal(
            "1 2024-01-01", BatchSession.Rows(Spark.Read().Format(format).Option("header", true).Option("basePath", "out").Load("out/d=2024-01-01").Filter("s = 'a'").Select("id", "d")));
        Assert.Equal(["id", "p"], Spark.Read().Format(format).Option("header", true).Option("recursiveFileLookup", true).Load("out").Columns());
    }

    [Fact]
    public void A_value_that_is_not_of_the_given_type_is_an_error_of_the_query()
    {
        Spark.Sql("SELECT 1 AS id, 'x' AS k").Write().PartitionBy("k").Json("out");
        DataFrame read = Spark.Read().Schema("id INT, k INT").Json("out");
        Assert.Contains("Failed to cast value `x` to `INT` for partition column `k`.", BatchSession.ErrorOf(() => read.Collect().ToList()), StringComparison.Ordinal);
    }

    [Fact]
    public void Folders_cannot_be_made_of_every_column()
    {
        DataFrame frame = Spark.Sql("SELECT 1 AS id, array(1) AS l");
        Assert.Contains("Partition column `x` not found in schema struct<id:int,l:array<int>>", Error(() => frame.Write().PartitionBy("x").Json("a")), StringComparison.Ordinal);
        Assert.Contains("Cannot use array<int> for partition column", Error(() => frame.Write().PartitionBy("l").Json("a")), StringComparison.Ordinal);
        Assert.Contains("Cannot use all columns for partition columns", Error(() => frame.Select("id").Write().PartitionBy("ID").Json("a")), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("static", "3 b\n4 c")]
    [InlineData("dynamic", "1 a\n3 b\n4 c")]
    public void An_overwrite_empties_all_folders_or_those_it_writes(string mode, string expected)
    {
        Spark.Sql("SELECT * FROM VALUES (1, 'a'), (2, 'b') AS t(id, k)").Write().PartitionBy("k").Parquet("out");
        DataFrame more = Spark.Sql("SELECT * FROM VALUES (3, 'b'), (4, 'c') AS t(id, k)");
        more.Write().Mode("overwrite").Option("partitionOverwriteMode", mode).PartitionBy("k").Parquet("out");
        Assert.Equal(expected, BatchSession.Rows(Spark.Read().Parquet("out").OrderBy("id")));
        Spark.Conf().Set("spark.sql.sources.partitionOverwriteMode", mode);
        Spark.Sql("SELECT 1 AS id, 'a' AS k").Write().PartitionBy("k").SaveAsTable("t");
        Spark.Sql("SELECT 5, 'z'").Write().Mode("overwrite").InsertInto("t");
        Assert.Equal(mode == "static" ? 1 : 2, Spark.Table("t").Count());
    }

    [Fact]
    public void A_table_of_folders_is_added_to_and_overwritten()
    {
        Spark.Sql(Rows).Select("s", "id").Write().PartitionBy("s").SaveAsTable("t");
        Assert.Equal(["id", "s"], Spark.Table("t").Columns());
        Spark.Sql("SELECT 7, 'z'").Write().InsertInto("t");
        Spark.Sql("SELECT 'y' AS s, 8 AS id").Write().Mode("append").SaveAsTable("t");
        Assert.Equal("1 a\n2 b\n3 -\n7 z\n8 y", BatchSession.Rows(Spark.Sql("SELECT * FROM t ORDER BY id")));
        Assert.Equal("s True\nid False", BatchSession.Rows(Spark.Catalog.ListColumns("t").OrderBy(Functions.Desc("name")).Select("name", "isPartition")));
        Spark.Catalog.RecoverPartitions("t");
        Spark.Sql("SELECT 9, 'q'").Write().Mode("overwrite").InsertInto("t");
        Assert.Equal("9 q", BatchSession.Rows(Spark.Table("t")));
        Spark.Range(2).WithColumn("k", Functions.Col("id")).WriteTo("u").Using("parquet").PartitionedBy(Functions.Col("k")).Create();
        Assert.Equal("1 1", BatchSession.Rows(Spark.Table("u").Filter("k = 1")));
        Assert.Equal(2, Spark.Catalog.CreateTable("v", "spark-warehouse/u").Count());
        Assert.Equal("k True", BatchSession.Rows(Spark.Catalog.ListColumns("v").Filter("isPartition").Select("name", "isPartition")));
    }

    [Fact]
    public void Files_are_queried_by_their_format_and_path()
    {
        Spark.Sql(Rows).Write().Parquet("some/where");
        Spark.Sql(Rows).Write().Json("some/json");
        Assert.Equal("1 1\n2 2\n3 3", BatchSession.Rows(Spark.Sql("SELECT p.id, j.id FROM parquet.`some/where` p JOIN json.`some/json` j ON p.id = j.id ORDER BY 1")));
        Assert.Contains("[PATH_NOT_FOUND] Path does not exist: file:/no/where.", BatchSession.ErrorOf(() => Spark.Sql("SELECT * FROM parquet.`no/where`")), StringComparison.Ordinal);
        Assert.Contains("[TABLE_OR_VIEW_NOT_FOUND]", BatchSession.ErrorOf(() => Spark.Sql("SELECT * FROM markdown.`some/where`")), StringComparison.Ordinal);
    }

    [Fact]
    public void Statements_make_tables_of_folders()
    {
        Spark.Sql("CREATE TABLE a USING parquet PARTITIONED BY (k) AS SELECT * FROM VALUES ('x', 1), ('y', 2) AS t(k, n)");
        Assert.Equal("1 x\n2 y", BatchSession.Rows(Spark.Sql("SELECT * FROM a ORDER BY n")));
        Spark.Sql("CREATE TABLE b (n INT, k STRING, d DATE) USING json PARTITIONED BY (d, k)");
        Spark.Sql("INSERT INTO b SELECT 1, DATE'2024-01-01', 'z'");
        Assert.Equal(["n", "d", "k"], Spark.Table("b").Columns());
        Assert.Contains(session.Files.List("/spark-warehouse/b/d=2024-01-01"), folder => folder.Name == "k=z");
        Assert.Contains("INSERT … PARTITION (…) is not supported", BatchSession.ErrorOf(() => Spark.Sql("INSERT INTO b PARTITION (d='2024-01-02', k='q') SELECT 2")), StringComparison.Ordinal);
        Spark.Sql("CREATE TABLE c (n INT) USING csv PARTITIONED BY (k STRING)");
        Assert.Equal("k True", BatchSession.Rows(Spark.Catalog.ListColumns("c").Filter("isPartition").Select("name", "isPartition")));
        Assert.Contains(
            "[COLUMN_NOT_DEFINED_IN_TABLE] partition column `q` is not defined in table `spark_catalog`.`default`.`d`, defined table columns are: `n`.",
            BatchSession.ErrorOf(() => Spark.Sql("CREATE TABLE d (n INT) USING csv PARTITIONED BY (q)")), StringComparison.Ordinal);
        Assert.Contains("Partitioning a table by anything but columns", BatchSession.ErrorOf(() => Spark.Sql("CREATE TABLE d (n INT) USING csv PARTITIONED BY (bucket(4, n))")), StringComparison.Ordinal);
    }

    [Fact]
    public void A_batch_without_rows_leaves_a_file_with_its_schema_and_no_folders()
    {
        Spark.Range(0).Write().Parquet("none");
        Assert.Equal("struct<id:long>", Spark.Read().Parquet("none").Schema().SimpleString);
        Assert.Equal(0, Spark.Read().Parquet("none").Count());
        Spark.Range(0).WithColumn("k", Functions.Lit(1)).Write().PartitionBy("k").Parquet("folders");
        Assert.Equal(["._SUCCESS.crc", "_SUCCESS"], session.Files.List("/folders").Select(file => file.Name));
    }

    private static string Error(Action action) => Assert.Throws<Exception>(action).Message;
}
