using System.Text.Json;
using Grader.Lanes;
using Grader.Report;
using Grader.Scenarios;
using Grader.Score;
using Grader.Tests.Compare;
using Spectre.Console;
using static Grader.Tests.Compare.Clicks;

namespace Grader.Tests.Report;

public sealed class ReportTests
{
    private static readonly Scenario Late = Scenario(
        File(1, "1.json", Row("12:00:01")), File(31, "2.json", Row("12:00:30")), File(41, "3.json", Row("12:00:05"), Row("12:00:31"), "{oops"), File(51, "4.json", Row("12:00:06")));

    private static readonly SubmissionResult Wrong = Judge(Windowed("1 second"));

    [Fact]
    public void The_first_differing_batch_is_shown_in_full_and_the_rest_in_a_line_each()
    {
        string text = Terminal(Wrong, verbose: false);

        Assert.Contains("ann · clicks: incorrect, 0 of 10 points", text, StringComparison.Ordinal);
        Assert.Contains("✗ Scenario test: in the batch of 12:00:45 the window 12:00:00–12:00:10, k \"a\" with n 2, mean 1.0 is missing. One more batch differs.", text, StringComparison.Ordinal);
        Assert.Contains("test · trigger 12:00:45 · batch", text, StringComparison.Ordinal);
        Assert.Contains("Watermark: expected 12:00:00 before this batch, 12:00:01 after it; yours 12:00:29 before this batch, 12:00:30 after it.", text, StringComparison.Ordinal);
        Assert.Contains("Progress: expected 3 rows read, 2 rows in state, 0 dropped by the watermark; yours 3 rows read, 1 row in state, 1 dropped by the watermark.", text, StringComparison.Ordinal);
        Assert.Contains("│ missing │ {2024-03-01 12:00:00, 2024-03-01 12:00:10} │ a │ 2 │ 1.0  │", text, StringComparison.Ordinal);
        Assert.Contains("│ 12:00:05   │ late, counted │ 3.json:1 │", text, StringComparison.Ordinal);
        Assert.Contains("│ malformed     │ 3.json:3 │ {oops", text, StringComparison.Ordinal);
        Assert.Contains("  test, 12:00:55: 1 row missing\n", text, StringComparison.Ordinal);
        Assert.DoesNotContain("what arrived", text, StringComparison.Ordinal);
        Assert.Contains("Confinement: none.", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Verbose_shows_every_batch_and_timeline()
    {
        string text = Terminal(Wrong, verbose: true);

        Assert.Contains("test · trigger 12:00:55 · batch", text, StringComparison.Ordinal);
        Assert.Contains("test: what arrived", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Json_holds_the_verdict_and_survives_the_way_from_lane_to_supervisor()
    {
        JsonElement submission = JsonDocument.Parse(ReportJson.Write([Wrong])).RootElement.GetProperty("submissions")[0];

        Assert.Equal("incorrect", submission.GetProperty("outcome").GetString());
        Assert.Equal("missing-rows", submission.GetProperty("causes")[0].GetProperty("id").GetString());
        JsonElement difference = submission.GetProperty("scenarios")[0].GetProperty("differences")[0];
        Assert.Equal("late", difference.GetProperty("fed")[0].GetProperty("lateness").GetString());
        Assert.Equal(Ms("12:00:01"), difference.GetProperty("watermark").GetProperty("afterMs").GetInt64());
        string line = new Graded(Wrong).ToLine();
        Assert.DoesNotContain('\n', line);
        Assert.Equal(new Graded(Wrong), LaneAnswer.FromLine(line));
    }

    [Fact]
    public void Every_field_of_the_json_report_is_documented()
    {
        string document = System.IO.File.ReadAllText(Path.Combine(RepositoryRoot(), "docs", "json-report.md"));

        foreach (string name in Names(JsonDocument.Parse(ReportJson.Write([Wrong])).RootElement).Distinct())
        {
            Assert.Contains($"`{name}`", document, StringComparison.Ordinal);
        }
    }

    private static IEnumerable<string> Names(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => element.EnumerateObject().SelectMany(property => Names(property.Value).Prepend(property.Name)),
        JsonValueKind.Array => element.EnumerateArray().SelectMany(Names),
        _ => [],
    };

    private static SubmissionResult Judge(Plans.Logical.LogicalPlan plan)
    {
        ScenarioAnswer answer = Answer(Late, Write(Windowed("30 seconds")));
        return Grading.Judge("ann", new AnswerKey(Assignment([Late]), [answer]), [ScenarioRun.Of(Late, Write(plan))], [], "none");
    }

    private static string Terminal(SubmissionResult result, bool verbose)
    {
        using var writer = new StringWriter { NewLine = "\n" };
        IAnsiConsole console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = AnsiSupport.No,
            ColorSystem = ColorSystemSupport.NoColors,
            Interactive = InteractionSupport.No,
            Out = new AnsiConsoleOutput(writer),
        });
        console.Profile.Width = 200;
        console.Profile.Encoding = System.Text.Encoding.UTF8;
        new TerminalReport(console, verbose).Write(result);
        return writer.ToString().ReplaceLineEndings("\n");
    }

    private static string RepositoryRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!System.IO.File.Exists(Path.Combine(folder.FullName, "Grader.sln")))
        {
            folder = folder.Parent!;
        }

        return folder.FullName;
    }
}
