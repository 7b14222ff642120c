using System.Text.Json;

namespace Grader.Hostile;

/// <summary>One hostile program: its sources and what its <c>attack.json</c> says.</summary>
/// <param name="ContainedWhen">In words: when the attack counts as contained.</param>
/// <param name="Canary">A path that must not come to be; null for none.</param>
internal sealed record Attack(string Folder, string Name, string Kind, string ContainedWhen, string? Canary)
{
    /// <summary>Every subfolder with an <c>attack.json</c>, in order.</summary>
    public static IReadOnlyList<Attack> ReadAll(string folder) =>
    [
        .. Directory.EnumerateDirectories(folder).Where(child => File.Exists(Path.Combine(child, "attack.json"))).Order(StringComparer.Ordinal).Select(Read),
    ];

    private static Attack Read(string folder)
    {
        using JsonDocument document = JsonDocument.Parse(File.ReadAllText(Path.Combine(folder, "attack.json")));
        JsonElement root = document.RootElement;
        return new Attack(
            folder, Path.GetFileName(folder), root.GetProperty("kind").GetString()!, root.GetProperty("containedWhen").GetString()!,
            root.TryGetProperty("canary", out JsonElement canary) ? canary.GetString() : null);
    }
}
