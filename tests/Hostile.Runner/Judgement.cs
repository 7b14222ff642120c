using System.Globalization;
using System.Text;
using Grader.Report;
using Grader.Score;
using Spectre.Console;

namespace Grader.Hostile;

/// <summary>Holds one result against what its attack's <c>attack.json</c> says, and against what holds for every report.</summary>
internal static class Judgement
{
    /// <returns>What is wrong, each as a sentence.</returns>
    public static IEnumerable<string> Faults(Attack attack, SubmissionResult result) =>
        [.. Verdict(attack.ContainedWhen, result), .. attack.Name.Length > 0 ? Marks(result) : [], .. Forms(result)];

    private static IEnumerable<string> Verdict(string contained, SubmissionResult result)
    {
        bool isFull = result.Outcome == Outcome.Correct;
        string got = string.Create(CultureInfo.InvariantCulture, $"it got {OutcomeWords.Of(result.Outcome)}, {result.Points} of {result.MaxPoints} points");
        if (result.Outcome == Outcome.GraderFault)
        {
            yield return $"{got}: {result.Causes[0].Message}";
        }

        if (!isFull && result.Causes.Count == 0)
        {
            yield return $"{got} without a word why";
        }

        // Where only a wrong query must not get them, a right one keeps its honest score.
        if (isFull && ((Says("not full marks") && !Says("not full marks for the wrong query")) || Says("never full marks") || Says("submission gets 0 (")))
        {
            yield return $"it got full marks; contained when {contained}";
        }

        if (!isFull && Says("full marks for the correct program"))
        {
            yield return $"{got}; the program is correct";
        }

        if (contained.StartsWith("compile error", StringComparison.Ordinal) && result.Outcome is not (Outcome.CompileError or Outcome.Refused))
        {
            yield return $"{got}; a compile error is expected";
        }

        if (Says("compiling took too long") && !result.Causes.Any(cause => cause.Message.Contains("compil", StringComparison.OrdinalIgnoreCase)))
        {
            yield return $"{got}; no word that compiling took too long";
        }

        if (Says("signal's name") && !result.Causes.Any(cause => cause.Message.Contains("SIG", StringComparison.Ordinal)))
        {
            yield return $"{got}; no word of the signal";
        }

        bool Says(string words) => contained.Contains(words, StringComparison.Ordinal);
    }

    /// <summary>A program that was compiled and prints this has done what it came for.</summary>
    private static IEnumerable<string> Marks(SubmissionResult result) =>
        result.Outcome != Outcome.CompileError && ReportJson.Write([result]).Contains("PWNED", StringComparison.Ordinal)
            ? ["its mark PWNED stands in the result"]
            : [];

    /// <summary>Nothing in a report steers a terminal, a reader's eye or a CI's log.</summary>
    private static IEnumerable<string> Forms(SubmissionResult result)
    {
        foreach (int width in (int[])[60, 160])
        {
            var writer = new StringWriter();
            IAnsiConsole console = AnsiConsole.Create(new AnsiConsoleSettings { Ansi = AnsiSupport.No, ColorSystem = ColorSystemSupport.NoColors, Out = new AnsiConsoleOutput(writer) });
            console.Profile.Width = width;
            new TerminalReport(console, verbose: true).Write(result);
            BatchTable.Write(console, [result]);
            foreach (string fault in FaultsOfText(writer.ToString(), "the report"))
            {
                yield return fault;
            }
        }

        foreach (string fault in FaultsOfText(ReportJson.Write([result]), "the JSON report"))
        {
            yield return fault;
        }
    }

    private static IEnumerable<string> FaultsOfText(string text, string where)
    {
        if (text.Split('\n').Any(line => line.TrimStart().StartsWith("::", StringComparison.Ordinal)) || text.Contains("##[", StringComparison.Ordinal))
        {
            yield return $"{where} holds a workflow command";
        }

        if (text.EnumerateRunes().Any(rune => rune.Value is not ('\n' or '\r') && Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control or UnicodeCategory.Format))
        {
            yield return $"{where} holds a control or direction character";
        }
    }
}
