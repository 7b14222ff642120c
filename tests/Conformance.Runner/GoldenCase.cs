using System.Text.Json.Nodes;

namespace Grader.Conformance.Runner;

/// <summary>What a golden case is, told by the properties it has.</summary>
public enum GoldenKind { Stream, Dsl, Programs, Expression, Parse, Batch, Unknown }

/// <summary>One line of a golden file: what Spark was asked and what it answered.</summary>
/// <param name="FileName">Without folder and extension.</param>
public sealed record GoldenCase(string FileName, string Id, JsonObject Json)
{
    public GoldenKind Kind =>
        Json.ContainsKey("csharp") ? GoldenKind.Dsl
        : Json.ContainsKey("query") && Json.ContainsKey("steps") ? GoldenKind.Stream
        : Json.ContainsKey("files") ? GoldenKind.Programs
        : Json.ContainsKey("expr") ? GoldenKind.Expression
        : Json.ContainsKey("sql") ? GoldenKind.Batch
        : Json.ContainsKey("format") ? GoldenKind.Parse
        : GoldenKind.Unknown;

    public IReadOnlyList<string> Tags => [.. Json["tags"]?.AsArray().Select(tag => (string)tag!) ?? []];

    public static IEnumerable<GoldenCase> ReadFile(string path) => File.ReadLines(path).Where(line => line.Length > 0).Select(line =>
    {
        JsonObject json = JsonNode.Parse(line)!.AsObject();
        return new GoldenCase(Path.GetFileNameWithoutExtension(path), (string?)json["id"] ?? "(no id)", json);
    });
}
