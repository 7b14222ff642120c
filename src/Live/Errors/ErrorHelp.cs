using Grader.Plans;

namespace Grader.Live.Errors;

/// <summary>One line of help, in our words, for Spark's messages that a beginner meets.</summary>
internal static class ErrorHelp
{
    /// <returns>Null where Spark's message says it all.</returns>
    public static string? For(SparkError error) => error.Help ?? Entries.FirstOrDefault(entry => error.Message.Contains(entry.Part, StringComparison.Ordinal)).Help;

    private const string Builder = "A session begins with this setting and keeps it: give it to the builder, SparkSession.Builder().Config(\"key\", \"value\").GetOrCreate().";

    /// <summary>By a part of Spark's message: that of a failed query holds the message of what failed.</summary>
    private static readonly (string Part, string Help)[] Entries =
    [
        ("[PATH_NOT_FOUND]", "Make the folder before the program starts (mkdir -p): Spark looks for it when Load is called. A relative path begins at the folder where you run the program."),
        ("Schema must be specified when creating a streaming source", "Say what the files hold, for example .Schema(\"deviceId STRING, temperature DOUBLE, event_time TIMESTAMP\")."),
        ("[DATA_SOURCE_NOT_FOUND]", "The formats here are parquet, orc, json, csv, text, socket, rate and rate-micro-batch to read, console, memory, parquet, orc, json, csv, text and noop to write."),
        ("[CANNOT_READ_FILE_FOOTER]", "The file is no Parquet or ORC file, or not a whole one. Parquet is the format where none is named: for others say which, for example .Format(\"json\")."),
        ("[CANNOT_MODIFY_CONFIG]", Builder),
        ("Cannot modify the value of a static config", Builder),
        ("sources in the checkpoint offsets and now there are", "The checkpoint was made by another query. Give each query a checkpoint folder of its own, or delete this one to start anew."),
        ("It is possible the underlying files have been updated", "A file went away before it was read. Leave files in place until the query is done with them, or pass over those that are gone: "
            + "spark.Conf().Set(\"spark.sql.files.ignoreMissingFiles\", true)."),
        ("Failed to read log file", "The checkpoint is damaged, or was made by another query. Give each query a checkpoint folder of its own, or delete this one to start anew."),
        ("Error reading stream metadata from", "The checkpoint folder is damaged or was not made by a query. Delete it to start anew."),
        ("Offsets committed out of order", "A socket cannot be read again after a restart. Without a checkpoint folder, or with a new one, the program starts anew."),
        ("This query does not support recovering from checkpoint location", "The memory sink keeps its rows in memory only: use another sink with this checkpoint, or delete the folder."),
        ("checkpointLocation must be specified", "A file sink needs .Option(\"checkpointLocation\", \"some folder\") before Start()."),
        ("Queries with streaming sources must be executed with writeStream.start()", "A stream has no end: write it with WriteStream() … Start() instead of Show, Count or Collect."),
        ("Permission denied", "This user may not read or write there: change the path, or the rights of the folder."),
        ("' already exists.", "Something of another kind stands in the way of the path: name another one."),
        ("No space left on device", "The disk is full. Make room and start the program again: it goes on from its checkpoint."),
    ];
}
