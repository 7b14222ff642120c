using System.Collections.Immutable;
using System.Text;

namespace Grader.Scenarios;

/// <summary>The kebab-case words of <see cref="CoverageKind"/>.</summary>
public static class CoverageKinds
{
    public static ImmutableArray<(string Word, CoverageKind Kind)> All { get; } =
        [.. Enum.GetValues<CoverageKind>().Select(kind => (Print(kind), kind))];

    /// <summary><c>TooLate</c> is <c>too-late</c>.</summary>
    public static string Print(CoverageKind kind)
    {
        StringBuilder word = new();
        foreach (char letter in kind.ToString())
        {
            if (char.IsAsciiLetterUpper(letter) && word.Length > 0) word.Append('-');
            word.Append(char.ToLowerInvariant(letter));
        }

        return word.ToString();
    }
}
