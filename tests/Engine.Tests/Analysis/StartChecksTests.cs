using Grader.Engine.Analysis;
using Grader.Engine.Streaming;
using Grader.Plans;
using Grader.Plans.Logical;

namespace Grader.Engine.Tests.Analysis;

public sealed class StartChecksTests
{
    private static readonly WriteStreamOperation Console = new(new OneRowRelation(), "console", null, new DefaultTrigger(), null, [], [], null);

    [Fact]
    public void Console_in_append_mode_with_a_temporary_checkpoint_is_what_start_alone_gives()
    {
        StartSettings settings = Check(Console);
        Assert.Equal(("console", OutputMode.Append, null), (settings.Format, settings.OutputMode, settings.CheckpointLocation));
    }

    [Fact]
    public void Options_are_found_in_any_case_and_the_later_one_wins()
    {
        StartSettings settings = Check(Console with { Options = [new Setting("CHECKPOINTLOCATION", "a"), new Setting("checkpointLocation", "b")] });
        Assert.Equal("b", settings.CheckpointLocation);
    }

    [Fact]
    public void The_setting_gives_each_query_a_checkpoint_of_its_own() => Assert.Equal(
        "root/q", StartChecks.Check(Console with { QueryName = "q" }, key => key == "spark.sql.streaming.checkpointLocation" ? "root/" : null, () => Guid.Empty).CheckpointLocation);

    [Fact]
    public void A_forgotten_format_is_parquet_which_wants_a_path() => Refused(Console with { Format = null, OutputMode = "update" }, "'path' is not specified");

    [Fact]
    public void A_file_sink_appends_only() => Refused(Console with { Format = "json", OutputMode = "update", Path = "out" }, "Data source json does not support Update output mode.");

    [Fact]
    public void A_file_sink_wants_a_checkpoint() => Refused(Console with { Format = "json", Path = "out" },
        "checkpointLocation must be specified either through option(\"checkpointLocation\", ...) or SparkSession.conf.set(\"spark.sql.streaming.checkpointLocation\", ...).");

    [Fact]
    public void A_memory_sink_wants_a_name() => Refused(Console with { Format = "memory" }, "queryName must be specified for memory sink.");

    [Fact]
    public void An_unknown_mode_is_refused() => Refused(Console with { OutputMode = "upsert" }, "Unknown output mode upsert. Accepted output modes are 'append', 'complete', 'update'");

    [Fact]
    public void An_unknown_format_is_refused() => Refused(Console with { Format = "consol" },
        "[DATA_SOURCE_NOT_FOUND] Failed to find the data source: consol. Please find packages at `https://spark.apache.org/third-party-projects.html`.");

    private static StartSettings Check(WriteStreamOperation operation) => StartChecks.Check(operation, _ => null, () => Guid.Empty);

    private static void Refused(WriteStreamOperation operation, string message) => Assert.Equal(message, Assert.Throws<SparkException>(() => Check(operation)).Message);
}
