using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Grader.Engine.Files;
using Grader.Plans;

namespace Grader.Engine.Streaming;

/// <summary>A query's checkpoint folder, laid out as Spark lays it out (spark-semantics 1.7).</summary>
/// <param name="Files">The session's files, or a file system in memory for a query that names no checkpoint.</param>
internal sealed record CheckpointLocation(IFileSystem Files, string Folder)
{
    public OffsetSeqLog OffsetLog { get; } = new(Files, $"{Folder}/offsets");

    public CommitLog CommitLog { get; } = new(Files, $"{Folder}/commits");

    public string SourceFolder(int index) => $"{Folder}/sources/{index}";

    public string StateFolder(int operatorIndex, string storeName) => storeName.Length == 0 ? $"{Folder}/state/{operatorIndex}/0" : $"{Folder}/state/{operatorIndex}/0/{storeName}";

    public bool HasOffsets => Files.List($"{Folder}/offsets").Count > 0;

    /// <summary>The query's id: read from <c>metadata</c>, or made and written there.</summary>
    public string QueryId(Func<Guid> newId)
    {
        string file = $"{Folder}/metadata";
        if (Files.FileExists(file))
        {
            try
            {
                return (string)JsonNode.Parse(HadoopChecksum.Read(Files, file).Span)!["id"]!;
            }
            catch (Exception e) when (e is JsonException or InvalidOperationException or NullReferenceException or FormatException)
            {
                throw new SparkException(new SparkError("IllegalStateException", null, $"Error reading stream metadata from {file}"), e);
            }
        }

        string id = newId().ToString();
        HadoopChecksum.Write(Files, file, Encoding.UTF8.GetBytes(new JsonObject { ["id"] = id }.ToJsonString()));
        return id;
    }
}
