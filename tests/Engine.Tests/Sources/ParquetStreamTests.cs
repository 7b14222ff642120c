using Grader.Engine.Expressions;
using Grader.Engine.Streaming;
using Grader.Engine.Tests.Parquet;
using Grader.Engine.Tests.Streaming;
using Grader.Plans;
using Grader.Plans.Types;

namespace Grader.Engine.Tests.Sources;

/// <summary>Streams of Parquet files, and of files in folders that stand for columns.</summary>
public sealed class ParquetStreamTests
{
    private static readonly StructType Schema = new(Seq.Create<StructField>([new("a", new IntegerType()), new("b", new StringType())]));

    private readonly SourceToSink world = new() { SourceFormat = "parquet", Schema = "a INT, b STRING" };

    [Fact]
    public void New_files_are_the_next_batch()
    {
        Add("1", (1, "x"), (2, "y"));
        StreamingQueryExecution query = world.Start("json", "out");
        SourceToSink.RunToIdle(query);
        Add("2", (3, "z"));
        SourceToSink.RunToIdle(query);
        Assert.Equal("+---+---+\n|a  |b  |\n+---+---+\n|1  |x  |\n|2  |y  |\n|3  |z  |\n+---+---+\n", world.Show("json", "out", "a INT, b STRING"));
    }

    [Fact]
    public void A_stream_of_parquet_needs_a_schema_too()
    {
        world.Schema = null;
        Assert.Contains("Schema must be specified when creating a streaming source DataFrame.", Assert.Throws<SparkException>(() => world.Start("json", "out")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_broken_file_ends_the_query_with_sparks_error()
    {
        world.Files.WriteAtomic("in/1.parquet", "no parquet at all"u8.ToArray());
        StreamingQueryExecution query = world.Start("json", "out");
        while (query.RunTrigger() is not null)
        {
        }

        Assert.Contains("[CANNOT_READ_FILE_FOOTER] Could not read footer for file: file:/base/in/1.parquet.", query.Error!.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("a INT, b STRING", "|1|x|7|\n|2|y|8|\n")]
    [InlineData("k STRING, a INT, b STRING", "|1|x|07|\n|2|y|8|\n")]
    public void Folders_are_columns_of_a_stream_the_last_ones(string schema, string expected)
    {
        world.Schema = schema;
        Add("k=07/1", (1, "x"));
        StreamingQueryExecution query = world.Start("console", null);
        SourceToSink.RunToIdle(query);
        Add("k=8/2", (2, "y"));
        SourceToSink.RunToIdle(query);
        Assert.Equal(expected, string.Concat(world.Console.ToString().Replace(" ", "", StringComparison.Ordinal).Split('\n').Where(line => line.StartsWith('|') && !line.StartsWith("|a", StringComparison.Ordinal)).Select(line => line + "\n")));
    }

    [Fact]
    public void A_column_of_folders_that_come_later_is_filled_by_its_name()
    {
        world.Schema = "k INT, a INT, b STRING";
        StreamingQueryExecution query = world.Start("console", null);
        Add("k=5/1", (1, "x"));
        SourceToSink.RunToIdle(query);
        Assert.Contains("|5|1|x|", world.Console.ToString().Replace(" ", "", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    private void Add(string name, params (long A, string B)[] rows) =>
        world.Files.WriteAtomic($"in/{name}.parquet", ParquetRows.File(Schema, rows.Select(row => new[] { Datum.Of(row.A), Datum.Of(row.B) })));
}
