using System.Text.Json;
using System.Text.Json.Nodes;
using Grader.Engine.Files;

namespace Grader.Engine.Sources;

/// <summary>A file that a source selected.</summary>
/// <param name="Path">URL-encoded, with <c>file://</c>.</param>
/// <param name="TimestampMs">Modification time.</param>
/// <param name="LogOffset">The selection it belongs to, from 0.</param>
internal sealed record SelectedFile(string Path, long TimestampMs, long LogOffset);

/// <summary>
/// <c>sources/i/k</c>: which files each selection took, written while the source answers for its latest offset. Every tenth entry is compact:
/// it holds all files from the start (spark-semantics 1.7).
/// </summary>
internal sealed class FileStreamSourceLog(IFileSystem files, string folder)
{
    private const int CompactInterval = 10;

    private readonly List<SelectedFile> all = [];

    /// <summary>The last selection; -1 where there was none.</summary>
    public long Latest { get; private set; } = -1;

    public IReadOnlyList<SelectedFile> Files => all;

    /// <summary>Reads what an earlier run wrote.</summary>
    public void Restore()
    {
        var names = files.List(folder).Where(e => !e.IsDirectory).Select(e => e.Name).ToHashSet();
        long[] ids = [.. names.Select(CompactibleLogName.Id).Where(id => id >= 0).Distinct().Order()];
        if (ids.Length == 0)
        {
            return;
        }

        Latest = ids[^1];
        long compact = ids.LastOrDefault(id => names.Contains(CompactibleLogName.Of(id, isCompact: true)), -1);
        for (long id = Math.Max(compact, 0); id <= Latest; id++)
        {
            all.AddRange(Read(CompactibleLogName.Of(id, isCompact: id == compact)));
        }
    }

    public void Add(IReadOnlyList<SelectedFile> selected)
    {
        Latest++;
        all.AddRange(selected);
        bool isCompact = (Latest + 1) % CompactInterval == 0;
        IEnumerable<string> lines = (isCompact ? all : selected).Select(file =>
            new JsonObject { ["path"] = file.Path, ["timestamp"] = file.TimestampMs, ["batchId"] = file.LogOffset }.ToJsonString(RelaxedJson.Options));
        VersionedLogFile.Write(files, $"{folder}/{CompactibleLogName.Of(Latest, isCompact)}", lines);
    }

    private IEnumerable<SelectedFile> Read(string name) => VersionedLogFile.Read(files, $"{folder}/{name}", lines => lines
        .Where(line => line.Length > 0).Select(line => JsonNode.Parse(line)!)
        .Select(entry => new SelectedFile(FilePaths.ToUri(FilePaths.FromUri((string)entry["path"]!)), (long)entry["timestamp"]!, (long)entry["batchId"]!)).ToList());
}

/// <summary>JSON as Spark writes it: only what must be escaped is.</summary>
internal static class RelaxedJson
{
    public static JsonSerializerOptions Options { get; } = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
}
