using System.Globalization;
using System.Text.Json.Nodes;
using Grader.Engine.Files;
using Grader.Plans;

namespace Grader.Engine.Streaming;

/// <summary>One entry of the offset log: what batch N reads up to, written before it runs.</summary>
/// <param name="Offsets">JSON text of each source's end offset; null where a source had none yet.</param>
internal sealed record OffsetSeq(long BatchWatermarkMs, long BatchTimestampMs, Seq<Setting> Conf, Seq<string?> Offsets);

/// <summary>A folder of numbered files, one a batch; names that are no number are not of the log.</summary>
internal abstract class MetadataLog<T>(IFileSystem files, string folder) where T : class
{
    public T? Get(long batchId) => files.FileExists(FileName(batchId)) ? VersionedLogFile.Read(files, FileName(batchId), Deserialize) : null;

    public void Add(long batchId, T entry) => VersionedLogFile.Write(files, FileName(batchId), Serialize(entry));

    /// <summary>The highest batch id; null where the log is empty.</summary>
    public long? Latest() => Ids().Select(id => (long?)id).Max();

    public void PurgeBefore(long batchId)
    {
        foreach (long id in Ids().Where(id => id < batchId))
        {
            HadoopChecksum.Delete(files, FileName(id));
        }
    }

    protected abstract IEnumerable<string> Serialize(T entry);

    protected abstract T Deserialize(string[] lines);

    private string FileName(long batchId) => string.Create(CultureInfo.InvariantCulture, $"{folder}/{batchId}");

    private long[] Ids() =>
        [.. files.List(folder).Where(e => !e.IsDirectory).Select(e => long.TryParse(e.Name, NumberStyles.None, CultureInfo.InvariantCulture, out long id) ? id : -1).Where(id => id >= 0)];
}

/// <summary><c>offsets/N</c> (spark-semantics 1.7).</summary>
internal sealed class OffsetSeqLog(IFileSystem files, string folder) : MetadataLog<OffsetSeq>(files, folder)
{
    private const string NoOffset = "-";

    protected override IEnumerable<string> Serialize(OffsetSeq entry)
    {
        var conf = new JsonObject();
        foreach ((string key, string value) in entry.Conf)
        {
            conf[key] = value;
        }

        var metadata = new JsonObject { ["batchWatermarkMs"] = entry.BatchWatermarkMs, ["batchTimestampMs"] = entry.BatchTimestampMs, ["conf"] = conf };
        return entry.Offsets.Select(offset => offset ?? NoOffset).Prepend(metadata.ToJsonString());
    }

    protected override OffsetSeq Deserialize(string[] lines)
    {
        JsonNode metadata = JsonNode.Parse(lines[0])!;
        return new OffsetSeq(
            (long)metadata["batchWatermarkMs"]!, (long)metadata["batchTimestampMs"]!,
            metadata["conf"]?.AsObject().Select(pair => new Setting(pair.Key, (string)pair.Value!)).ToSeq() ?? [],
            lines[1..].Select(line => line == NoOffset ? null : line).ToSeq());
    }
}

/// <summary>An entry of <c>commits/N</c>: the batch is done, and this is the watermark after it.</summary>
internal sealed record CommitMetadata(long NextBatchWatermarkMs);

/// <summary><c>commits/N</c>.</summary>
internal sealed class CommitLog(IFileSystem files, string folder) : MetadataLog<CommitMetadata>(files, folder)
{
    protected override IEnumerable<string> Serialize(CommitMetadata entry) =>
        [new JsonObject { ["nextBatchWatermarkMs"] = entry.NextBatchWatermarkMs }.ToJsonString()];

    protected override CommitMetadata Deserialize(string[] lines) => new((long)JsonNode.Parse(lines[0])!["nextBatchWatermarkMs"]!);
}
