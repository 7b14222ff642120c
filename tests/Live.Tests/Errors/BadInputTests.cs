using System.Text;
using Grader.Live.Errors;
using Grader.Plans;
using Grader.Plans.Expressions;
using Grader.Plans.Logical;
using Grader.Plans.Session;

namespace Grader.Live.Tests.Errors;

/// <summary>What goes wrong is told in Spark's words, and in one line of ours.</summary>
public sealed class BadInputTests : IDisposable
{
    private static readonly Trigger Once = new OnceTrigger();

    private readonly LiveMachine machine = new();

    public void Dispose() => machine.Dispose();

    [Fact]
    public void A_missing_folder() => Refused(
        () => machine.Session.Analyze(Json("nowhere")),
        "AnalysisException", $"[PATH_NOT_FOUND] Path does not exist: file:{machine.Folder}/nowhere.", "Make the folder before the program starts");

    [Fact]
    public void A_missing_schema() => Refused(
        () => machine.Session.Analyze(new DataSource("json", null, null, [], ["."], IsStreaming: true)),
        "IllegalArgumentException", "Schema must be specified when creating a streaming source DataFrame.", "Say what the files hold");

    [Fact]
    public void An_unknown_format() => Refused(
        () => machine.Session.Analyze(new DataSource("jsonl", null, null, [], ["."], IsStreaming: true)),
        "SparkClassNotFoundException", "[DATA_SOURCE_NOT_FOUND] Failed to find the data source: jsonl.", "The formats here are");

    [Fact]
    public void A_format_of_Spark_that_is_not_here() => Refused(
        () => machine.Session.StartQuery(machine.Counts("in", Once, checkpoint: "ck", format: "kafka")),
        "SparkClassNotFoundException", "[DATA_SOURCE_NOT_FOUND] Failed to find the data source: kafka.", "The formats here are");

    [Fact]
    public void A_file_of_another_format_where_none_is_named()
    {
        Directory.CreateDirectory(Path.Combine(machine.Folder, "data"));
        File.WriteAllBytes(Path.Combine(machine.Folder, "data", "1.json"), [0xFF, .. "{}"u8]);
        Refused(
            () => machine.Session.Analyze(new DataSource("parquet", null, null, [], ["data"], IsStreaming: false)),
            "SparkException", $"[CANNOT_READ_FILE_FOOTER] Could not read footer for file: file:{machine.Folder}/data/1.json.", "Of the file: it is not a Parquet file");
        Assert.Empty(machine.Warnings);
    }

    [Fact]
    public void A_checkpoint_of_a_query_with_more_sources()
    {
        RunOnce(LiveMachine.Write(new SetOperation(Rate(), Rate(), SetOperationType.Union, IsAll: true), Once, checkpoint: "ck"));
        Failed(LiveMachine.Write(Rate(), Once, checkpoint: "ck"),
            "assertion failed: There are [2] sources in the checkpoint offsets and now there are [1] sources requested by the query. Cannot continue.", "The checkpoint was made by another query");
    }

    [Fact]
    public void A_checkpoint_of_a_query_with_another_source()
    {
        RunOnce(LiveMachine.Write(Rate(), Once, checkpoint: "ck"));
        Refused(
            () => machine.Session.StartQuery(machine.Counts("in", Once, checkpoint: "ck")),
            "IllegalStateException", $"Failed to read log file file:{machine.Folder}/ck/sources/0/0.", "The checkpoint is damaged, or was made by another query");
    }

    [Theory]
    [InlineData("rate-micro-batch", "rate", "For input string: \"{\"offset\":1,\"timestamp\":1000}\"")]
    [InlineData("rate", "rate-micro-batch", "The offset 0 of the checkpoint has no offset, timestamp: it is not one of this source.")]
    [InlineData("rate-micro-batch", "json", "The offset {\"offset\":1,\"timestamp\":1000} of the checkpoint has no logOffset: it is not one of this source.")]
    public void A_checkpoint_of_a_query_with_another_kind_of_source(string first, string second, string message)
    {
        RunOnce(LiveMachine.Write(Source(first), Once, checkpoint: "ck"));
        if (first == "rate")
        {
            Directory.Delete(Path.Combine(machine.Folder, "ck", "sources"), recursive: true);
        }

        machine.AddFile("in", """{"k":"a"}""");
        Failed(LiveMachine.Write(Source(second), new DefaultTrigger(), checkpoint: "ck"), message, "The checkpoint was made by another query");
    }

    [Fact]
    public void A_checkpoint_of_a_query_with_another_state()
    {
        machine.AddFile("in", """{"k":"a"}""");
        RunOnce(machine.Counts("in", Once, checkpoint: "ck"));
        machine.AddFile("in", """{"k":"a"}""");
        var other = new Aggregate(Json("in"), GroupType.GroupBy, [new ExpressionString("k")], [new ExpressionString("max(k) AS m"), new ExpressionString("avg(length(k)) AS a")]);
        Failed(LiveMachine.Write(other, Once, checkpoint: "ck", mode: "update"), "Provided schema doesn't match to the schema for existing state!", "The checkpoint was made by another query");
    }

    [Fact]
    public void A_damaged_checkpoint()
    {
        machine.AddFile("in", """{"k":"a"}""");
        RunOnce(machine.Counts("in", Once, checkpoint: "ck"));
        File.WriteAllText(Path.Combine(machine.Folder, "ck", "offsets", "0"), "nonsense");
        File.Delete(Path.Combine(machine.Folder, "ck", "offsets", ".0.crc"));
        Failed(machine.Counts("in", Once, checkpoint: "ck"), $"Failed to read log file file:{machine.Folder}/ck/offsets/0.", "The checkpoint is damaged");
    }

    [Fact]
    public void A_checkpoint_where_nothing_can_be_written()
    {
        File.WriteAllText(Path.Combine(machine.Folder, "ck"), "a file, not a folder");
        Refused(() => machine.Session.StartQuery(machine.Counts("in", Once, checkpoint: "ck")), "IOException", "ck", "Something of another kind stands in the way");
    }

    [Fact]
    public void A_socket_cannot_go_on_after_a_restart() => Assert.Equal(
        "A socket cannot be read again after a restart. Without a checkpoint folder, or with a new one, the program starts anew.",
        ErrorHelp.For(new SparkError("StreamingQueryException", null, "terminated with exception: Offsets committed out of order: 3 followed by -1")));

    [Theory]
    [InlineData("maxFilePerTrigger", "The source json knows no option 'maxFilePerTrigger', and passes over it. Did you mean maxFilesPerTrigger?")]
    [InlineData("colour", "The source json knows no option 'colour', and passes over it.")]
    public void An_option_that_no_source_knows(string name, string warning)
    {
        Directory.CreateDirectory(Path.Combine(machine.Folder, "in"));
        machine.Session.Analyze(Json("in", (name, "1"), ("MAXFILESPERTRIGGER", "1")));
        machine.Session.Analyze(Json("in", (name, "1")));
        machine.Session.Analyze(Json("in", ("basePath", "in")));
        Assert.Equal([warning], machine.Warnings);
    }

    [Fact]
    public void An_option_that_no_sink_knows()
    {
        WriteStreamOperation operation = machine.Counts("in", Once);
        machine.Session.StartQuery(operation with { Options = [new("trunkate", "false"), new("numRows", "5")] });
        Assert.Equal(["The sink console knows no option 'trunkate', and passes over it. Did you mean truncate?"], machine.Warnings);
    }

    [Theory]
    [InlineData("text", "value", "ok\nhalf", "\n")]
    [InlineData("csv", "a", "ok\nhalf", "\n")]
    [InlineData("json", "a", "{\"a\":\"ok\"}\n{\"a\":\"half", "\"}\n")]
    public void Bytes_that_are_not_UTF8(string format, string column, string before, string after)
    {
        const string rows = "ok\nhalf\uFFFD\n";
        Directory.CreateDirectory(Path.Combine(machine.Folder, "in"));
        File.WriteAllBytes(Path.Combine(machine.Folder, "in", "a"), [.. Encoding.UTF8.GetBytes(before), 0xD0, .. Encoding.UTF8.GetBytes(after)]);
        CollectedRows read = machine.Session.Collect(new DataSource(format, null, $"{column} STRING", [], ["in"], IsStreaming: false));
        Assert.Equal(rows, string.Concat(read.Rows.Select(row => row[0] + "\n")));
        Assert.Equal(
            [$"{machine.Folder}/in/a:2: bytes that are not UTF-8; each became U+FFFD. Save the file as UTF-8, or name its encoding: .Option(\"encoding\", \"windows-1251\")."], machine.Warnings);
    }

    [Fact]
    public void Bytes_of_the_encoding_that_the_program_names()
    {
        Directory.CreateDirectory(Path.Combine(machine.Folder, "in"));
        File.WriteAllBytes(Path.Combine(machine.Folder, "in", "a"), [0xCF, 0xF0, (byte)'\n']);
        var source = new DataSource("csv", null, "a STRING", [new("encoding", "windows-1251")], ["in"], IsStreaming: false);
        machine.Session.Analyze(source);
        Assert.Equal("Пр", machine.Session.Collect(source).Rows[0][0]);
        Assert.Empty(machine.Warnings);
    }

    private static DataSource Rate() => Source("rate");

    private static DataSource Source(string format) => format == "json" ? Json("in") : new(
        format, null, null, format == "rate-micro-batch" ? [new Setting("rowsPerBatch", "1")] : [], [], IsStreaming: true);

    private static DataSource Json(string folder, params (string Name, string Value)[] options) =>
        new("json", null, "k STRING", options.Select(option => new Setting(option.Name, option.Value)).ToSeq(), [folder], IsStreaming: true);

    private void RunOnce(WriteStreamOperation operation)
    {
        StreamingQueryHandle query = machine.Session.StartQuery(operation);
        Assert.True(machine.Session.AwaitTermination(query.Id, null));
    }

    private void Failed(WriteStreamOperation operation, string message, string help)
    {
        StreamingQueryHandle query = machine.Session.StartQuery(operation);
        Refused(() => machine.Session.AwaitTermination(query.Id, null), "StreamingQueryException", message, help);
    }

    private static void Refused(Func<object> action, string exceptionClass, string message, string help)
    {
        SparkError error = Assert.Throws<SparkException>(action).Error;
        Assert.Equal(exceptionClass, error.ExceptionClass);
        Assert.Contains(message, error.Message, StringComparison.Ordinal);
        Assert.StartsWith(help, ErrorHelp.For(error), StringComparison.Ordinal);
    }
}
