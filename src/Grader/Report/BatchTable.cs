using System.Globalization;
using Grader.Score;
using Spectre.Console;

namespace Grader.Report;

/// <summary>A class at a glance: a line per submission, then the counts.</summary>
public static class BatchTable
{
    public static void Write(IAnsiConsole console, IReadOnlyCollection<SubmissionResult> results)
    {
        Table table = new Table().Border(TableBorder.Rounded);
        foreach (string column in (string[])["student", "assignment", "verdict", "points", "first cause"])
        {
            table.AddColumn(column == "first cause" ? new TableColumn(column) : new TableColumn(column).NoWrap());
        }

        foreach (SubmissionResult result in results)
        {
            table.AddRow(
                new Text(PlainText.Of(result.Submission)),
                new Text(result.Assignment),
                new Markup($"[{OutcomeWords.Colour(result.Outcome)}]{OutcomeWords.Of(result.Outcome)}[/]"),
                new Text(string.Create(CultureInfo.InvariantCulture, $"{result.Points}/{result.MaxPoints}")),
                new Text(result.Causes.Count == 0 ? "" : FirstCause(result.Causes[0])));
        }

        console.Write(table);
        string counts = string.Join(", ", results.GroupBy(result => result.Outcome).OrderBy(group => group.Key)
            .Select(group => string.Create(CultureInfo.InvariantCulture, $"{group.Count()} {OutcomeWords.Of(group.Key)}")));
        console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{results.Count} submissions: {counts}"));
    }

    private static string FirstCause(Cause cause)
    {
        string place = cause.File is null ? "" : string.Create(CultureInfo.InvariantCulture, $"{PlainText.Of(cause.File)}:{cause.Line}: ");
        return place + PlainText.Of(cause.Message, 120);
    }
}
