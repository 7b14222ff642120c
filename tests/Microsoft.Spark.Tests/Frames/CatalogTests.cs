using Grader.SparkApi.Tests.Hosting;
using Microsoft.Spark.Sql.Catalog;
using Microsoft.Spark.Sql.Types;

namespace Grader.SparkApi.Tests.Frames;

/// <summary>The catalog, tables, writers and sessions, run by the engine.</summary>
[Collection(SessionTestGroup.Name)]
public sealed class CatalogTests
{
    private readonly BatchSession session = new();

    private static SparkSession Spark => SparkSession.Current;

    private static Catalog Names => Spark.Catalog;

    [Fact]
    public void Views_and_tables_are_listed_with_their_kind()
    {
        Spark.Range(1).CreateTempView("v");
        Spark.Range(1).CreateGlobalTempView("g");
        Spark.Range(2).Write().Format("json").SaveAsTable("t");
        Assert.Equal(
            "t spark_catalog MANAGED False\nv - TEMPORARY True",
            BatchSession.Rows(Names.ListTables().Select("name", "catalog", "tableType", "isTemporary")));
        Assert.Equal(["g", "v"], Names.ListTables("global_temp").Collect().Select(row => row.Get("name")));
        Table view = Names.GetTable("v"), table = Names.GetTable("default", "t");
        Assert.Equal(("v", null, "TEMPORARY", true), (view.Name, view.Database, view.TableType, view.IsTemporary));
        Assert.Equal(("t", "default", "MANAGED", false), (table.Name, table.Database, table.TableType, table.IsTemporary));
        Assert.Equal("global_temp", Names.GetTable("global_temp.g").Database);
        Assert.Equal([true, true, true, false, false], [Names.TableExists("v"), Names.TableExists("t"), Names.TableExists("default", "t"), Names.TableExists("default", "v"), Names.TableExists("x")]);
        Assert.Equal("id - bigint True False False", BatchSession.Rows(Names.ListColumns("t")));
        Assert.Contains("[TABLE_OR_VIEW_NOT_FOUND]", BatchSession.ErrorOf(() => Names.GetTable("x")), StringComparison.Ordinal);
        Assert.Contains("[SCHEMA_NOT_FOUND] The schema `x` cannot be found.", BatchSession.ErrorOf(() => Names.ListTables("x")), StringComparison.Ordinal);
    }

    [Fact]
    public void There_is_one_database()
    {
        Assert.Equal("default", Names.CurrentDatabase());
        Assert.Equal([true, false], [Names.DatabaseExists("default"), Names.DatabaseExists("x")]);
        Assert.Equal("default spark_catalog default database file:/spark-warehouse", BatchSession.Rows(Names.ListDatabases()));
        Database database = Names.GetDatabase("default");
        Assert.Equal(("default", "default database", "file:/spark-warehouse"), (database.Name, database.Description, database.LocationUri));
        Names.SetCurrentDatabase("default");
        Assert.Contains("[SCHEMA_NOT_FOUND]", Assert.Throws<Exception>(() => Names.SetCurrentDatabase("x")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Functions_are_the_built_in_ones()
    {
        Assert.Equal([true, false, true], [Names.FunctionExists("abs"), Names.FunctionExists("nope"), Names.FunctionExists("default", "upper")]);
        Function function = Names.GetFunction("abs");
        Assert.Equal(("abs", null, true), (function.Name, function.Database, function.IsTemporary));
        Assert.False(string.IsNullOrEmpty(function.Description));
        Assert.InRange(Names.ListFunctions().Count(), 350, 600);
        Assert.Equal(0, Names.ListFunctions("default").Filter("name LIKE '(%'").Count());
        Assert.Contains("[UNRESOLVED_ROUTINE]", BatchSession.ErrorOf(() => Names.GetFunction("nope")), StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_cached_says_so_and_changes_no_rows()
    {
        DataFrame frame = Spark.Range(3);
        Assert.Equal(StorageLevel.NONE, frame.StorageLevel());
        Assert.Equal(3, frame.Cache().Count());
        Assert.Equal(StorageLevel.MEMORY_AND_DISK, frame.StorageLevel());
        Assert.Equal(StorageLevel.MEMORY_AND_DISK, Spark.Range(3).StorageLevel());
        Assert.Equal(StorageLevel.NONE, frame.Unpersist().StorageLevel());
        Assert.Equal(StorageLevel.DISK_ONLY, frame.Persist(StorageLevel.DISK_ONLY).StorageLevel());
        frame.CreateOrReplaceTempView("v");
        Assert.True(Names.IsCached("v"));
        Names.UncacheTable("v");
        Assert.False(Names.IsCached("v"));
        Names.CacheTable("v");
        Names.RefreshTable("v");
        Names.RefreshByPath("/");
        Names.ClearCache();
        Assert.False(Names.IsCached("v"));
        Assert.Contains("[TABLE_OR_VIEW_NOT_FOUND]", BatchSession.ErrorOf(() => Names.IsCached("x")), StringComparison.Ordinal);
    }

    [Fact]
    public void Save_modes_say_what_becomes_of_what_is_there()
    {
        Spark.Range(2).Write().Json("out");
        Assert.Equal("0\n1", BatchSession.Rows(Spark.Read().Json("out")));
        Assert.Contains("[PATH_ALREADY_EXISTS] Path file:/out already exists.", Assert.Throws<Exception>(() => Spark.Range(1).Write().Json("out")).Message, StringComparison.Ordinal);
        Spark.Range(5, 6).Write().Mode(SaveMode.Append).Json("out");
        Assert.Equal([0, 1, 5], Spark.Read().Json("out").OrderBy("id").Collect().Select(row => row.Get(0)));
        Spark.Range(9).Write().Mode("ignore").Json("out");
        Assert.Equal(3, Spark.Read().Json("out").Count());
        Spark.Range(7, 8).Write().Mode(SaveMode.Overwrite).Format("json").Option("path", "out").Save();
        Assert.Equal("7", BatchSession.Rows(Spark.Read().Json("out")));
        Assert.Equal(
            ["._SUCCESS.crc", "_SUCCESS", "part-00000-00000003-0000-0000-0000-000000000000-c000.json"],
            session.Files.List("/out").Select(file => file.Name).Where(name => !name.StartsWith(".part", StringComparison.Ordinal)));
        DataFrame same = Spark.Read().Json("out");
        Assert.Contains("[UNSUPPORTED_OVERWRITE.PATH]", Assert.Throws<Exception>(() => same.Write().Mode("overwrite").Json("out")).Message, StringComparison.Ordinal);
        Assert.Contains("Unknown save mode: twice.", BatchSession.ErrorOf(() => same.Write().Mode("twice")), StringComparison.Ordinal);
    }

    [Fact]
    public void Text_and_csv_are_written_with_their_options()
    {
        Spark.Sql("SELECT * FROM VALUES ('a,b', 1), (NULL, 2) AS t(s, n)").Write().Option("header", true).Csv("csv");
        Assert.Equal("s,n\n\"a,b\",1\n,2\n", Content("/csv"));
        Spark.Sql("SELECT 'x' AS value").Write().Text("text");
        Assert.Equal("x\n", Content("/text"));
        Assert.Contains("Text data source supports only a single column, and you have 2 columns.", Assert.Throws<Exception>(() => Spark.Sql("SELECT 'a', 'b'").Write().Text("t2")).Message, StringComparison.Ordinal);
        Assert.Contains("[COLUMN_ALREADY_EXISTS] The column `a` already exists.", Assert.Throws<Exception>(() => Spark.Sql("SELECT 1 AS a, 2 AS A").Write().Json("j")).Message, StringComparison.Ordinal);
        Assert.Contains("Could not read footer for file", Assert.Throws<Exception>(() => Spark.Read().Orc("csv")).Message, StringComparison.Ordinal);
        Assert.Contains("Expected exactly one path to be specified", Assert.Throws<Exception>(() => Spark.Range(1).Write().Format("json").Save()).Message, StringComparison.Ordinal);
        Assert.Contains("'save' does not support bucketBy right now.", Assert.Throws<Exception>(() => Spark.Range(1).Write().BucketBy(2, "id").Json("b")).Message, StringComparison.Ordinal);
        Assert.Contains("sortBy must be used together with bucketBy.", Assert.Throws<Exception>(() => Spark.Range(1).Write().SortBy("id").Json("b")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Tables_are_written_added_to_and_read_by_name()
    {
        Spark.Sql("SELECT 1 AS a, 'x' AS b").Write().Format("json").BucketBy(4, "a").SortBy("b").SaveAsTable("t");
        Assert.Contains("[TABLE_OR_VIEW_ALREADY_EXISTS]", Assert.Throws<Exception>(() => Spark.Range(1).Write().Format("json").SaveAsTable("default.t")).Message, StringComparison.Ordinal);
        Spark.Sql("SELECT 'y' AS b, 2 AS a").Write().Mode("append").Format("json").SaveAsTable("t");
        Spark.Sql("SELECT 3, 'z'").Write().InsertInto("t");
        Assert.Equal("1 x\n2 y\n3 z", BatchSession.Rows(Spark.Sql("SELECT a, b FROM t ORDER BY a")));
        Assert.Equal(3, Spark.Table("spark_catalog.default.t").Count());
        Assert.Contains("[INSERT_COLUMN_ARITY_MISMATCH.NOT_ENOUGH_DATA_COLUMNS]", Assert.Throws<Exception>(() => Spark.Sql("SELECT 1").Write().InsertInto("t")).Message, StringComparison.Ordinal);
        Spark.Sql("SELECT 9, 'q'").Write().Mode("overwrite").InsertInto("t");
        Assert.Equal("9 q", BatchSession.Rows(Spark.Read().Table("t")));
        Assert.Contains("[TABLE_OR_VIEW_NOT_FOUND]", Assert.Throws<Exception>(() => Spark.Sql("SELECT 1").Write().InsertInto("nope")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_table_stands_over_files_that_are_there()
    {
        Spark.Range(3).Write().Json("files");
        DataFrame table = Names.CreateTable("t", "files", "json");
        Assert.Equal(3, table.Count());
        Assert.Equal("EXTERNAL", Names.GetTable("t").TableType);
        var schema = new StructType([new StructField("id", new StringType())]);
        Assert.Equal("string", Names.CreateTable("u", "json", schema, "numbers as text", new Dictionary<string, string> { ["path"] = "files" }).DTypes().Single().Item2);
        Assert.Equal("numbers as text", Names.GetTable("u").Description);
        Assert.Equal(0, Names.CreateTable("w", "json", schema, new Dictionary<string, string>()).Count());
        Assert.Contains("[UNABLE_TO_INFER_SCHEMA] Unable to infer schema for JSON.", BatchSession.ErrorOf(() => Names.CreateTable("x", "json", new Dictionary<string, string>())), StringComparison.Ordinal);
        Assert.Contains("[NOT_A_PARTITIONED_TABLE]", Assert.Throws<Exception>(() => Names.RecoverPartitions("t")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_second_writer_creates_tables_and_nothing_else_without_a_catalog_of_its_own()
    {
        DataFrame frame = Spark.Range(2);
        frame.WriteTo("t").Using("json").Option("a", "b").TableProperty("p", "q").Create();
        Assert.Equal(2, Spark.Table("t").Count());
        Assert.Contains("[TABLE_OR_VIEW_ALREADY_EXISTS]", Message(frame.WriteTo("t").Using("json").Create), StringComparison.Ordinal);
        Assert.Contains("REPLACE TABLE AS SELECT is only supported with v2 tables.", Message(frame.WriteTo("t").Replace), StringComparison.Ordinal);
        Assert.Contains("REPLACE TABLE AS SELECT is only supported with v2 tables.", Message(frame.WriteTo("t").CreateOrReplace), StringComparison.Ordinal);
        Assert.Contains("does not support append in batch mode", Message(frame.WriteTo("t").Append), StringComparison.Ordinal);
        Assert.Contains("does not support overwrite by filter in batch mode", Message(() => frame.WriteTo("t").Overwrite(frame["id"] > 0)), StringComparison.Ordinal);
        Assert.Contains("does not support dynamic overwrite in batch mode", Message(frame.WriteTo("t").OverwritePartitions), StringComparison.Ordinal);
        Assert.Contains("is not supported", Message(frame.WriteTo("u").Using("json").PartitionedBy(Functions.Bucket(4, frame["id"])).Create), StringComparison.Ordinal);
        Assert.Contains(
            "[PARTITION_TRANSFORM_EXPRESSION_NOT_IN_PARTITIONED_BY] The expression \"years(id)\" must be inside 'partitionedBy'.",
            Message(() => frame.Select(Functions.Years(Functions.Col("id")))), StringComparison.Ordinal);
    }

    [Fact]
    public void Statements_make_fill_list_and_drop_views_and_tables()
    {
        Assert.Empty(Spark.Sql("CREATE OR REPLACE TEMPORARY VIEW v AS SELECT 1 AS a, 'x' AS b").Columns());
        Assert.Contains("[TEMP_TABLE_OR_VIEW_ALREADY_EXISTS]", BatchSession.ErrorOf(() => Spark.Sql("CREATE TEMP VIEW v AS SELECT 2")), StringComparison.Ordinal);
        Spark.Sql("CREATE TABLE t (a INT, b STRING) USING json COMMENT 'numbers'");
        Spark.Sql("CREATE TABLE IF NOT EXISTS t (c INT) USING csv");
        Spark.Sql("INSERT INTO t SELECT * FROM v");
        Spark.Sql("INSERT INTO TABLE t VALUES (2, 'y'), (3, NULL);");
        Assert.Equal("1 x\n2 y\n3 -", BatchSession.Rows(Spark.Sql("SELECT * FROM t ORDER BY a")));
        Spark.Sql("INSERT OVERWRITE t VALUES (9, 'z')");
        Assert.Equal("9 z", BatchSession.Rows(Spark.Table("t")));
        Spark.Sql("CREATE TABLE u USING csv OPTIONS (header 'true', sep ';') AS SELECT a, b FROM t");
        Assert.Equal("9 z", BatchSession.Rows(Spark.Sql("SELECT * FROM default.u")));
        Assert.Equal("default t False\ndefault u False\n v True", BatchSession.Rows(Spark.Sql("SHOW TABLES")));
        Assert.Equal(" v True", BatchSession.Rows(Spark.Sql("SHOW VIEWS")));
        Assert.Equal("default", BatchSession.Rows(Spark.Sql("SHOW DATABASES")));
        Assert.Equal("a int -\nb string -", BatchSession.Rows(Spark.Sql("DESCRIBE TABLE t")));
        Assert.Equal("a\nb", BatchSession.Rows(Spark.Sql("SHOW COLUMNS IN t")));
        Spark.Sql("USE default");
        Spark.Sql("CACHE TABLE t");
        Assert.True(Names.IsCached("t"));
        Spark.Sql("UNCACHE TABLE IF EXISTS t");
        Assert.False(Names.IsCached("t"));
        Spark.Sql("DROP TABLE t");
        Spark.Sql("DROP VIEW IF EXISTS v");
        Spark.Sql("DROP TABLE IF EXISTS t");
        Assert.False(Names.TableExists("t") || Names.TableExists("v"));
        Assert.Contains("[TABLE_OR_VIEW_NOT_FOUND]", BatchSession.ErrorOf(() => Spark.Sql("DROP TABLE t")), StringComparison.Ordinal);
        Assert.Contains("The statement ALTER TABLE is not supported", BatchSession.ErrorOf(() => Spark.Sql("ALTER TABLE u ADD COLUMNS (c INT)")), StringComparison.Ordinal);
        Assert.Contains("[PARSE_SYNTAX_ERROR]", BatchSession.ErrorOf(() => Spark.Sql("DROP TABLE t u v")), StringComparison.Ordinal);
    }

    [Fact]
    public void A_statement_runs_once_however_often_its_frame_is_used()
    {
        Spark.Sql("CREATE TABLE t (a INT) USING json");
        DataFrame inserted = Spark.Sql("INSERT INTO t VALUES (1)");
        inserted.Show();
        inserted.Union(inserted).Collect().Count();
        Assert.Equal(1, Spark.Table("t").Count());
    }

    [Fact]
    public void Settings_are_set_and_read_by_statements()
    {
        Assert.Equal("a.key some = value", BatchSession.Rows(Spark.Sql("SET a.key = some = value")));
        Assert.Equal("some = value", Spark.Conf().Get("a.key"));
        Assert.Equal("a.key some = value", BatchSession.Rows(Spark.Sql("SET a.key")));
        Spark.Sql("RESET a.key");
        Assert.Equal("a.key <undefined>", BatchSession.Rows(Spark.Sql("SET a.key;")));
    }

    [Theory]
    [InlineData("spark.sql.warehouse.dir")]
    [InlineData("spark.sql.extensions")]
    [InlineData("spark.sql.catalogImplementation")]
    [InlineData("spark.sql.streaming.streamingQueryListeners")]
    public void Static_settings_never_change(string key)
    {
        string? before = Spark.Conf().Get(key, null);
        AssertRefused(key, $"Cannot modify the value of a static config: {key}.");
        Assert.Equal(before, Spark.Conf().Get(key, null));
    }

    [Theory]
    [InlineData("spark.executor.memory")]
    [InlineData("spark.driver.memory")]
    [InlineData("spark.ui.enabled")]
    [InlineData("spark.serializer")]
    public void Settings_of_the_core_change_only_where_that_is_wished_for(string key)
    {
        AssertRefused(key, $"[CANNOT_MODIFY_CONFIG] Cannot modify the value of the Spark config: \"{key}\".\n"
            + "See also 'https://spark.apache.org/docs/latest/sql-migration-guide.html#ddl-statements'.");
        Spark.Conf().Set("spark.sql.legacy.setCommandRejectsSparkCoreConfs", false);
        Spark.Conf().Set(key, "1");
        Assert.Equal("1", Spark.Conf().Get(key));
        Assert.Contains("static config", BatchSession.ErrorOf(() => Spark.Sql("SET spark.sql.debug=true")), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("spark.master")]
    [InlineData("spark.app.name")]
    [InlineData("spark.default.parallelism")]
    [InlineData("spark.hadoop.fs.defaultFS")]
    [InlineData("spark.sql.streaming.fileSource.schema.forceNullable")]
    [InlineData("SPARK.SQL.WAREHOUSE.DIR")]
    public void Settings_that_Spark_does_not_guard_change(string key)
    {
        Spark.Conf().Set(key, "x");
        Assert.Equal($"{key} y", BatchSession.Rows(Spark.Sql($"SET {key}=y")));
        Spark.Conf().Unset(key);
    }

    [Fact]
    public void A_session_begins_with_what_its_builder_says_and_a_later_builder_changes_no_static_setting()
    {
        SparkSession.Builder().Config("spark.sql.warehouse.dir", "/first").Config("spark.executor.memory", "1g").Config("my.key", "a").GetOrCreate();
        SparkSession.Builder().Config("spark.sql.warehouse.dir", "/second").Config("spark.executor.memory", "2g").GetOrCreate();
        Assert.Equal(["/first", "2g"], new[] { "spark.sql.warehouse.dir", "spark.executor.memory" }.Select(key => Spark.Conf().Get(key)));
        SparkSession other = Spark.NewSession();
        Assert.Equal("a", other.Conf().Get("my.key"));
        SparkSession.SetActiveSession(other);
        SparkSession.Builder().Config("spark.sql.warehouse.dir", "/third").GetOrCreate();
        Assert.NotEqual("/third", other.Conf().Get("spark.sql.warehouse.dir"));
    }

    [Fact]
    public void Reset_goes_back_to_what_the_builder_said_and_unset_to_the_default()
    {
        SparkSession.Builder().Config("spark.sql.shuffle.partitions", 3).Config("spark.sql.warehouse.dir", "/w").GetOrCreate();
        Spark.Conf().Set("spark.sql.shuffle.partitions", 7);
        Spark.Sql("RESET spark.sql.shuffle.partitions");
        Assert.Equal("3", Spark.Conf().Get("spark.sql.shuffle.partitions"));
        Spark.Conf().Unset("spark.sql.shuffle.partitions");
        Assert.Equal("200", Spark.Conf().Get("spark.sql.shuffle.partitions"));
        Spark.Conf().Set("my.key", "a");
        Assert.Equal("my.key a\nspark.sql.warehouse.dir /w", BatchSession.Rows(Spark.Sql("SET")));
        Spark.Sql("RESET;");
        Assert.Equal("spark.sql.shuffle.partitions 3\nspark.sql.warehouse.dir /w", BatchSession.Rows(Spark.Sql("SET;")));
        Assert.Equal(["3", "/w", "gone"], new[] { "spark.sql.shuffle.partitions", "spark.sql.warehouse.dir", "my.key" }.Select(key => Spark.Conf().Get(key, "gone")));
    }

    [Fact]
    public void Sessions_have_settings_and_views_of_their_own()
    {
        Spark.Conf().Set("spark.sql.shuffle.partitions", 7);
        Spark.Range(1).CreateOrReplaceTempView("mine");
        Spark.Range(1).CreateOrReplaceGlobalTempView("ours");
        SparkSession other = Spark.NewSession();
        Assert.Equal("200", other.Conf().Get("spark.sql.shuffle.partitions"));
        Assert.False(other.Catalog.TableExists("mine"));
        Assert.Equal(1, other.Table("global_temp.ours").Count());
        other.Range(5).CreateOrReplaceTempView("mine");
        Assert.Equal([1L, 5L], [Spark.Table("mine").Count(), other.Table("mine").Count()]);
    }

    [Fact]
    public void The_active_session_is_the_threads_and_the_default_everybodys()
    {
        SparkSession.ClearActiveSession();
        SparkSession.ClearDefaultSession();
        Assert.Null(SparkSession.GetActiveSession());
        Assert.Contains("No active or default Spark session found", BatchSession.ErrorOf(SparkSession.Active), StringComparison.Ordinal);
        SparkSession session = SparkSession.Builder().GetOrCreate();
        Assert.Same(session, SparkSession.Active());
        SparkSession other = session.NewSession();
        SparkSession.SetActiveSession(other);
        Assert.Same(other, SparkSession.Active());
        Assert.Same(session, SparkSession.GetDefaultSession());
        SparkSession.SetDefaultSession(other);
        Assert.Same(other, SparkSession.GetDefaultSession());
        SparkSession.ClearActiveSession();
        SparkSession.ClearDefaultSession();
    }

    [Fact]
    public void Only_settings_of_Spark_SQL_may_change() => Assert.Equal(
        [true, true, true, false, false, false, false, false],
        new[]
        {
            "spark.sql.streaming.checkpointLocation", "spark.sql.shuffle.partitions", "spark.sql.legacy.setCommandRejectsSparkCoreConfs",
            "missingKey", "spark.sql.warehouse.dir", "spark.sql.catalog.spark_catalog.defaultDatabase", "spark.master", "spark.executor.memory",
        }
            .Select(key => Spark.Conf().IsModifiable(key)));

    private void AssertRefused(string key, string message)
    {
        foreach (Action change in new Action[]
        {
            () => Spark.Conf().Set(key, "x"), () => Spark.Conf().Unset(key), () => Spark.Sql($"SET {key} = x"), () => Spark.Sql($"RESET {key}"),
        })
        {
            Assert.Equal($"org.apache.spark.sql.AnalysisException: {message}", Assert.Throws<Exception>(change).InnerException!.Message);
        }
    }

    private static string Message(Action action) => Assert.Throws<Exception>(action).Message;

    private string Content(string folder) => System.Text.Encoding.UTF8.GetString(
        session.Files.Read($"{folder}/{session.Files.List(folder).Single(file => file.Name.StartsWith("part-", StringComparison.Ordinal)).Name}").Span);
}
