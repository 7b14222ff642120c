using System.Globalization;
using Grader.Plans;
using Grader.Score;
using Spectre.Console;

namespace Grader.Report;

/// <summary>One submission's report for a person at a terminal: the verdict, why, and the first batch that differs in full.</summary>
/// <param name="verbose">Shows every differing batch in full, and the timeline of every scenario.</param>
public sealed class TerminalReport(IAnsiConsole console, bool verbose)
{
    private const int RowsShown = 12;

    public void Write(SubmissionResult result)
    {
        console.MarkupLineInterpolated(
            $"[bold]{PlainText.Of(result.Submission)}[/] · {result.Assignment}: {Verdict(result)}, {result.Points} of {result.MaxPoints} points");
        console.WriteLine();
        foreach (Cause cause in result.Causes)
        {
            Line("red", "✗", cause);
        }

        foreach (Cause advice in result.Advice)
        {
            Line("blue", "i", advice);
        }

        if (result.Causes.Count + result.Advice.Count > 0)
        {
            console.WriteLine();
        }

        WriteChecks(result);
        bool first = true;
        foreach (ScenarioResult scenario in result.Scenarios)
        {
            foreach (BatchDifference difference in scenario.Differences)
            {
                if (first || verbose)
                {
                    WriteDifference(scenario, difference);
                }
                else
                {
                    console.WriteLine($"  {scenario.Scenario}, {Time(difference.TriggerTimeMs)}: {Summary(difference)}");
                }

                first = false;
            }

            if (scenario.DifferingTriggers > scenario.Differences.Count)
            {
                console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                    $"  {scenario.Scenario}: {scenario.DifferingTriggers - scenario.Differences.Count} more batches differ"));
            }

            if (verbose && scenario.Timeline.Count > 0)
            {
                WriteTimeline($"{scenario.Scenario}: what arrived", scenario.Timeline, scenario.Timeline.Count);
            }
        }

        console.WriteLine($"Confinement: {result.Confinement}.");
    }

    private static string Verdict(SubmissionResult result) => OutcomeWords.Of(result.Outcome);

    private void Line(string colour, string sign, Cause cause)
    {
        string place = cause.File is null ? "" : string.Create(CultureInfo.InvariantCulture, $"{PlainText.Of(cause.File)}:{cause.Line}: ");
        console.Write(new Markup(sign, new Style(foreground: Color.FromConsoleColor(colour == "red" ? ConsoleColor.Red : ConsoleColor.Blue))));
        console.Write(new Text(" " + place + PlainText.Of(cause.Message, 1000)));
        console.WriteLine();
    }

    private void WriteChecks(SubmissionResult result)
    {
        if (result.Checks.Count == 0)
        {
            return;
        }

        Table table = NewTable("", "check", "points", "");
        foreach (CheckResult check in result.Checks)
        {
            bool full = check.Points == check.MaxPoints;
            table.AddRow(
                new Markup(full ? "[green]✓[/]" : "[red]✗[/]"), new Text(PlainText.Of(check.Title)),
                new Text(string.Create(CultureInfo.InvariantCulture, $"{check.Points}/{check.MaxPoints}")), new Text(PlainText.Of(check.Detail ?? "")));
        }

        console.Write(table);
        console.WriteLine();
    }

    private void WriteDifference(ScenarioResult scenario, BatchDifference difference)
    {
        string batch = difference.BatchId is { } id ? string.Create(CultureInfo.InvariantCulture, $"batch {id}") : "no batch";
        console.Write(new Rule($"[bold]{Markup.Escape(scenario.Scenario)}[/] · trigger {Time(difference.TriggerTimeMs)} · {batch}") { Justification = Justify.Left });
        WriteWatermarks(difference);
        WriteProgress(difference);

        if (difference.SchemaProblem is { } problem)
        {
            console.WriteLine(PlainText.Of(problem, 1000));
        }

        if (difference.Remark is { } remark)
        {
            console.WriteLine(PlainText.Of(remark, 1000));
        }

        if (difference.Missing.Count + difference.Unexpected.Count + difference.Changed.Count > 0)
        {
            Table table = NewTable(["", .. difference.Columns.Select(column => PlainText.Of(column))]);
            AddRows(table, "[red]missing[/]", difference.Missing);
            AddRows(table, "[yellow]unexpected[/]", difference.Unexpected);
            foreach (ChangedRow changed in difference.Changed.Take(RowsShown))
            {
                AddRow(table, "[green]expected[/]", changed.Expected);
                AddRow(table, "[red]yours[/]", changed.Actual);
            }

            console.Write(table);
            Omitted(difference.MissingCount, " missing");
            Omitted(difference.UnexpectedCount, " unexpected");
            Omitted(difference.ChangedCount, " changed");
        }

        if (difference.Fed.Count > 0)
        {
            WriteTimeline("What fed this batch", difference.Fed, difference.FedCount);
        }

        console.WriteLine();
    }

    private void WriteWatermarks(BatchDifference difference)
    {
        (WatermarkMove? expected, WatermarkMove? actual) = (difference.Watermark, difference.SubmissionWatermark);
        if (expected is not null && expected == actual)
        {
            console.WriteLine($"Watermark: {Words(expected)}.");
        }
        else if (expected is not null || actual is not null)
        {
            console.WriteLine($"Watermark: expected {Words(expected)}; yours {Words(actual)}.");
        }

        static string Words(WatermarkMove? move) => move is null ? "none" : $"{Time(move.BeforeMs)} before this batch, {Time(move.AfterMs)} after it";
    }

    private void WriteProgress(BatchDifference difference)
    {
        (TriggerProgress? expected, TriggerProgress? actual) = (difference.Progress, difference.SubmissionProgress);
        console.WriteLine(expected == actual ? $"Progress: {Words(expected)}." : $"Progress: expected {Words(expected)}; yours {Words(actual)}.");

        static string Words(TriggerProgress? progress) => progress is null ? "no batch" : string.Create(
            CultureInfo.InvariantCulture,
            $"{Count(progress.NumInputRows, "row")} read, {Count(progress.NumRowsTotal, "row")} in state, {progress.NumRowsDroppedByWatermark} dropped by the watermark");

        static string Count(long count, string noun) => string.Create(CultureInfo.InvariantCulture, $"{count} {noun}{(count == 1 ? "" : "s")}");
    }

    private void WriteTimeline(string title, Seq<TimelineRow> rows, int count)
    {
        Table table = NewTable("event time", "lateness", "from", "row");
        table.Title = new TableTitle(Markup.Escape(title));
        foreach (TimelineRow row in rows.Take(RowsShown))
        {
            (string colour, string word) = row.Lateness switch
            {
                Lateness.OnTime => ("green", "on time"),
                Lateness.Late => ("yellow", "late, counted"),
                Lateness.Dropped => ("red", "too late, dropped"),
                Lateness.Null => ("grey", "no event time"),
                Lateness.Malformed => ("grey", "malformed"),
                _ => ("default", ""),
            };
            table.AddRow(
                new Text(row.EventTimeMs is { } time ? Time(time) : "-"), new Markup($"[{colour}]{word}[/]"),
                new Text(PlainText.Of(row.File is null ? $"line {row.Line}" : $"{row.File}:{row.Line}")), new Text(PlainText.Of(row.Text, 100)));
        }

        console.Write(table);
        Omitted(count, "");
    }

    private void AddRows(Table table, string label, Seq<Seq<string>> rows)
    {
        foreach (Seq<string> row in rows.Take(RowsShown))
        {
            AddRow(table, label, row);
        }
    }

    private static void AddRow(Table table, string label, Seq<string> cells) =>
        table.AddRow([new Markup(label), .. cells.Select(cell => new Text(PlainText.Of(cell)))]);

    private void Omitted(int count, string what)
    {
        if (count > RowsShown)
        {
            console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"… and {count - RowsShown} more{what}"));
        }
    }

    private static string Summary(BatchDifference difference)
    {
        string[] parts =
        [
            .. Part(difference.MissingCount, "missing"), .. Part(difference.UnexpectedCount, "unexpected"), .. Part(difference.ChangedCount, "changed"),
            .. difference.SchemaProblem is null ? Array.Empty<string>() : ["other columns"],
            .. difference.Remark is { } remark ? [PlainText.Of(remark, 200)] : Array.Empty<string>(),
        ];
        return string.Join(", ", parts);

        static IEnumerable<string> Part(int count, string word) =>
            count == 0 ? [] : [string.Create(CultureInfo.InvariantCulture, $"{count} {(count == 1 ? "row" : "rows")} {word}")];
    }

    private static Table NewTable(params IEnumerable<string> columns)
    {
        var table = new Table().Border(TableBorder.Rounded);
        foreach (string column in columns)
        {
            table.AddColumn(new TableColumn(Markup.Escape(column)).NoWrap());
        }

        return table;
    }

    private static string Time(long millis) =>
        DateTimeOffset.FromUnixTimeMilliseconds(Math.Clamp(millis, -62_135_596_800_000, 253_402_300_799_999)).UtcDateTime
            .ToString(millis % 1000 == 0 ? "HH:mm:ss" : "HH:mm:ss.fff", CultureInfo.InvariantCulture);
}
