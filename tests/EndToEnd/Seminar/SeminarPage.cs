using System.Diagnostics;
using System.Text.RegularExpressions;

namespace Grader.EndToEnd.Seminar;

/// <summary>What a page of the seminar tells its reader to do, in order: its fenced blocks, as their info strings name them.</summary>
/// <remarks>
/// <c>csharp file=NAME</c> is a file; <c>sh terminal=N</c> are commands that end, <c>sh terminal=N stays</c> one that goes on; <c>text terminal=N types</c> is typed there, a line
/// <c>^C</c> being the interrupt; <c>text terminal=N shows</c> is what the terminal must then show, <c>…</c> at a line's end standing for whatever comes between.
/// Readers do not see info strings: the line above a block names the file or the terminal too.
/// </remarks>
internal static partial class SeminarPage
{
    /// <exception cref="FormatException">A block says nothing of this: nobody would run it.</exception>
    public static IReadOnlyList<SeminarStep> Read(string page)
    {
        string markdown = page.ReplaceLineEndings("\n");
        List<SeminarStep> steps = [];
        foreach (Match block in Block().Matches(markdown))
        {
            int line = markdown[..block.Index].Count(letter => letter == '\n') + 1;
            string above = markdown[..block.Index].TrimEnd('\n').Split('\n')[^1];
            string text = block.Groups["text"].Value, info = block.Groups["info"].Value;
            steps.Add(info.Split(' ') switch
            {
                ["csharp", var file] when file.StartsWith("file=", StringComparison.Ordinal) => new WriteFile(line, file["file=".Length..], text),
                ["sh", var terminal] => new Commands(line, Number(terminal), text, Stays: false),
                ["sh", var terminal, "stays"] => new Commands(line, Number(terminal), text, Stays: true),
                ["text", var terminal, "types"] => new Typing(line, Number(terminal), text),
                ["text", var terminal, "shows"] => new Showing(line, Number(terminal), text),
                _ => throw new FormatException($"line {line}: a block '{info}' that nobody would run"),
            });
            string named = steps[^1] switch
            {
                WriteFile file => file.Name,
                Commands commands => $"{commands.Terminal}*",
                Typing typing => $"{typing.Terminal}*",
                Showing showing => $"{showing.Terminal}",
                _ => throw new UnreachableException(),
            };
            if (!above.Contains(named, StringComparison.Ordinal))
            {
                throw new FormatException($"line {line}: a reader is not told where: '{above}' does not name {named}");
            }

            int Number(string terminal) => Terminal().Match(terminal) is { Success: true } match
                ? int.Parse(match.Groups[1].Value)
                : throw new FormatException($"line {line}: '{terminal}' where terminal=N belongs");
        }

        return steps;
    }

    [GeneratedRegex("^```(?<info>[^`\n]+)\n(?<text>.*?)^```$", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Block();

    [GeneratedRegex(@"^terminal=(\d)$")]
    private static partial Regex Terminal();
}

/// <param name="Line">Of the page, from 1.</param>
internal abstract record SeminarStep(int Line);

internal sealed record WriteFile(int Line, string Name, string Text) : SeminarStep(Line);

internal sealed record Commands(int Line, int Terminal, string Text, bool Stays) : SeminarStep(Line);

internal sealed record Typing(int Line, int Terminal, string Text) : SeminarStep(Line);

internal sealed record Showing(int Line, int Terminal, string Text) : SeminarStep(Line);
