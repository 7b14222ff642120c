using System.Text.Json;

namespace Grader.Lanes;

/// <summary>One submission to grade, as the supervisor hands it to a lane: one line of JSON.</summary>
/// <param name="Path">The submission's folder or file, as a full path.</param>
/// <param name="Name">How reports call it.</param>
/// <param name="Scenario">The only scenario to replay; null replays all.</param>
public sealed record LaneJob(string Path, string Name, string Assignment, string? Scenario)
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web);

    public string ToLine() => JsonSerializer.Serialize(this, Options);

    /// <exception cref="JsonException">The line is no job.</exception>
    public static LaneJob FromLine(string line) => JsonSerializer.Deserialize<LaneJob>(line, Options) ?? throw new JsonException("null is no job");
}
