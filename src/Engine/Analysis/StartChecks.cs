using Grader.Engine.Sources;
using Grader.Engine.Streaming;
using Grader.Plans;
using Grader.Plans.Logical;

namespace Grader.Engine.Analysis;

/// <summary>What <c>start()</c> settled before the query's plan is checked.</summary>
/// <param name="Format">Lower-case sink.</param>
/// <param name="Path">Where a file sink writes; null for other sinks.</param>
/// <param name="CheckpointLocation">The checkpoint that option or setting names; null where it is a temporary one, deleted on a clean stop.</param>
public sealed record StartSettings(string Format, OutputMode OutputMode, CaseInsensitiveOptions Options, string? Path, string? CheckpointLocation);

/// <summary>The checks of <c>DataStreamWriter.start()</c>, in Spark's order; those of the plan follow (<see cref="UnsupportedOperationChecker"/>).</summary>
public static class StartChecks
{
    private const string DefaultFormat = "parquet";
    private static readonly Seq<string> TemporaryCheckpointSinks = ["memory", "foreach", "foreachbatch", "console", "noop"];

    /// <param name="conf">Settings of the session.</param>
    /// <param name="newId">Names the checkpoint of a nameless query below <c>spark.sql.streaming.checkpointLocation</c>.</param>
    public static StartSettings Check(WriteStreamOperation operation, Func<string, string?> conf, Func<Guid> newId)
    {
        var options = new CaseInsensitiveOptions(operation.Options);
        OutputMode mode = ParseOutputMode(operation.OutputMode ?? "append");
        if (operation.Path is not null && options["path"] is not null)
        {
            throw SparkException.Analysis("_LEGACY_ERROR_TEMP_1188",
                "There is a 'path' option set and start() is called with a path parameter. Either remove the path option, or call start() without the parameter. "
                + "To ignore this check, set 'spark.sql.legacy.pathOptionBehavior.enabled' to 'true'.");
        }

        string name = operation.ForeachBatchId is not null ? "foreachBatch" : operation.Format ?? conf("spark.sql.sources.default") ?? DefaultFormat;
        string format = name.ToLowerInvariant();
        string? path = operation.Path ?? options["path"];
        CheckSink(operation, name, format, mode, path);
        string? checkpoint = options["checkpointLocation"]
            ?? (conf("spark.sql.streaming.checkpointLocation") is string root ? $"{root.TrimEnd('/')}/{operation.QueryName ?? newId().ToString()}" : null);
        if (checkpoint is null && !TemporaryCheckpointSinks.Contains(format))
        {
            throw SparkException.Analysis("_LEGACY_ERROR_TEMP_1196",
                "checkpointLocation must be specified either through option(\"checkpointLocation\", ...) or SparkSession.conf.set(\"spark.sql.streaming.checkpointLocation\", ...).");
        }

        return new StartSettings(format, mode, options, FileFormats.All.Contains(format) ? path : null, checkpoint);
    }

    private static void CheckSink(WriteStreamOperation operation, string name, string format, OutputMode mode, string? path)
    {
        if (format is "memory" or "foreach" or "foreachbatch")
        {
            if (operation.PartitioningColumns.Count > 0)
            {
                throw SparkException.Analysis("_LEGACY_ERROR_TEMP_1197", $"'{name}' does not support partitioning.");
            }

            if (format == "memory" && operation.QueryName is null)
            {
                throw SparkException.Analysis("_LEGACY_ERROR_TEMP_1194", "queryName must be specified for memory sink.");
            }

            if (format == "foreachbatch" && operation.Trigger is ContinuousTrigger)
            {
                throw SparkException.Analysis("_LEGACY_ERROR_TEMP_1195", "'foreachBatch' is not supported with continuous trigger.");
            }
        }
        else if (FileFormats.All.Contains(format))
        {
            if (path is null)
            {
                throw SparkException.IllegalArgument("'path' is not specified");
            }

            if (mode != OutputMode.Append)
            {
                throw SparkException.Analysis("_LEGACY_ERROR_TEMP_1131", $"Data source {name} does not support {mode} output mode.");
            }
        }
        else if (format is "socket" or "rate" or "rate-micro-batch")
        {
            throw new SparkException(new SparkError("UnsupportedOperationException", null, $"Data source {name} does not support streamed writing."));
        }
        else if (format is not ("console" or "noop"))
        {
            throw Analyzer.UnknownFormat(name);
        }
    }

    /// <summary>Any case; <see cref="SparkException"/> for any other word.</summary>
    public static OutputMode ParseOutputMode(string text) => text.ToLowerInvariant() switch
    {
        "append" => OutputMode.Append,
        "update" => OutputMode.Update,
        "complete" => OutputMode.Complete,
        _ => throw SparkException.IllegalArgument($"Unknown output mode {text}. Accepted output modes are 'append', 'complete', 'update'"),
    };
}
