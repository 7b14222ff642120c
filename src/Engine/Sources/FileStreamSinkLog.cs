using System.Globalization;
using System.Text.Json.Nodes;
using Grader.Engine.Files;

namespace Grader.Engine.Sources;

/// <summary>A file that a file sink wrote.</summary>
/// <param name="Path">URL-encoded, with <c>file://</c>.</param>
internal sealed record SinkFile(string Path, long Length, long ModifiedMs);

/// <summary>
/// <c>_spark_metadata</c> of a folder that a streaming query writes: which files each batch made. Every tenth entry is compact: it holds all files from the
/// start. Who reads such a folder, as a batch or a stream, reads the files of this log and no others.
/// </summary>
/// <remarks>Source: Spark's FileStreamSinkLog and MetadataLogFileIndex; spark-semantics 6.2.</remarks>
internal sealed class FileStreamSinkLog(IFileSystem files, string outputFolder)
{
    public const string FolderName = "_spark_metadata";

    private const int CompactInterval = 10;
    private const long BlockSize = 33_554_432; // Of Hadoop's local file system.

    private readonly string folder = $"{outputFolder}/{FolderName}";

    /// <summary>The last batch; -1 where there was none.</summary>
    public long Latest() => files.List(folder).Where(file => !file.IsDirectory).Select(file => CompactibleLogName.Id(file.Name)).Append(-1).Max();

    public void Add(long batchId, IReadOnlyList<SinkFile> added)
    {
        bool isCompact = (batchId + 1) % CompactInterval == 0;
        IEnumerable<SinkFile> entries = isCompact ? [.. AllFiles(), .. added] : added;
        VersionedLogFile.Write(files, $"{folder}/{CompactibleLogName.Of(batchId, isCompact)}", entries.Select(Line));
    }

    public IReadOnlyList<SinkFile> AllFiles()
    {
        var names = files.List(folder).Where(file => !file.IsDirectory && CompactibleLogName.Id(file.Name) >= 0).Select(file => file.Name).ToList();
        string? compact = names.Where(CompactibleLogName.IsCompact).MaxBy(CompactibleLogName.Id);
        long after = compact is null ? -1 : CompactibleLogName.Id(compact);
        return [.. names.Where(name => name == compact || CompactibleLogName.Id(name) > after).OrderBy(CompactibleLogName.Id)
            .SelectMany(name => VersionedLogFile.Read(files, $"{folder}/{name}", lines => lines.Where(line => line.Length > 0).Select(Parse).ToList()))];
    }

    private static string Line(SinkFile file) => new JsonObject
    {
        ["path"] = file.Path,
        ["size"] = file.Length,
        ["isDir"] = false,
        ["modificationTime"] = file.ModifiedMs,
        ["blockReplication"] = 1,
        ["blockSize"] = BlockSize,
        ["action"] = "add",
    }.ToJsonString(RelaxedJson.Options);

    private static SinkFile Parse(string line)
    {
        JsonNode entry = JsonNode.Parse(line)!;
        _ = FilePaths.FromUri((string)entry["path"]!); // A path that is none is found here, where the log can be named.
        return new SinkFile((string)entry["path"]!, (long)entry["size"]!, (long)entry["modificationTime"]!);
    }
}

/// <summary>Names in a log that is compacted: <c>8</c>, <c>9.compact</c>, <c>10</c>.</summary>
internal static class CompactibleLogName
{
    private const string CompactSuffix = ".compact";

    public static string Of(long id, bool isCompact) => id.ToString(CultureInfo.InvariantCulture) + (isCompact ? CompactSuffix : "");

    public static bool IsCompact(string name) => name.EndsWith(CompactSuffix, StringComparison.Ordinal);

    /// <returns>-1 for a name that is not of the log.</returns>
    public static long Id(string name) =>
        long.TryParse(IsCompact(name) ? name[..^CompactSuffix.Length] : name, NumberStyles.None, CultureInfo.InvariantCulture, out long id) ? id : -1;
}
