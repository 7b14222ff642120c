using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Grader.Plans;

namespace Grader.Engine.Sources;

/// <summary>Offsets as the offset log keeps them. A checkpoint of another query may hold those of another kind of source.</summary>
internal static class LoggedOffset
{
    private const string Help = "The checkpoint was made by another query, whose source was of another kind. Give each query a checkpoint folder of its own, or delete this one to start anew.";

    /// <summary>A bare number.</summary>
    /// <exception cref="SparkException">It is none: Java's NumberFormatException, as Spark lets it through.</exception>
    public static long Number(string offset) => long.TryParse(offset, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long number)
        ? number
        : throw new SparkException(new SparkError("NumberFormatException", null, $"For input string: \"{offset}\"", Help));

    /// <summary>The numbers of a JSON object's fields.</summary>
    /// <exception cref="SparkException">It is no such object. The words are ours: Spark shows its JSON library's.</exception>
    public static long[] Fields(string offset, params string[] names)
    {
        try
        {
            JsonNode? json = JsonNode.Parse(offset);
            return [.. names.Select(name => (long)json![name]!)];
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or NullReferenceException or FormatException)
        {
            throw new SparkException(new SparkError("IllegalStateException", null, $"The offset {offset} of the checkpoint has no {string.Join(", ", names)}: it is not one of this source.", Help), e);
        }
    }
}
