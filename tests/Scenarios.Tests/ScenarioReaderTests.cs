namespace Grader.Scenarios.Tests;

/// <summary>What an author reads when a scenario's file is wrong, word for word.</summary>
public sealed class ScenarioReaderTests
{
    private static readonly AssignmentInput Folder = new FolderInput("input_data");
    private static readonly AssignmentInput Socket = new SocketInput("localhost", 9999);

    private const string Head =
        """
        title: { en: "Late", ru: "Опоздавшие" }
        points: 3
        covers: [late, too-late]
        start: "2023-10-27T12:00:03Z"
        events:

        """;

    [Fact]
    public void A_whole_scenario_is_read_with_the_line_of_every_event_and_claim()
    {
        Scenario scenario = Read(Head +
            """
              - at: 1s
                file: e1.json
                lines:
                  - '{"a": 1}'
                  - line: '{"a": 2}'
                    late: accepted
              - at: 1m 30s 5ms
                file: _e2.json.tmp
                lines: []
              - at: 1m 31s
                rename: _e2.json.tmp
                to: e2.json
              - at: 2m
                restart: { down: 7s, point: after-sink }
            """).Value!;

        Assert.Equal(new LocalizedText("Late", "Опоздавшие"), scenario.Title);
        Assert.Equal(3, scenario.Points);
        Assert.Equal<CoverageKind>([CoverageKind.Late, CoverageKind.TooLate], scenario.Covers.AsEnumerable());
        Assert.Equal(new DateTimeOffset(2023, 10, 27, 12, 0, 3, TimeSpan.Zero), scenario.Start);
        Assert.Null(scenario.End);
        Assert.Collection(
            scenario.Events,
            first =>
            {
                FileArrival file = Assert.IsType<FileArrival>(first);
                Assert.Equal((TimeSpan.FromSeconds(1), 6, "e1.json"), (file.At, file.Line, file.Name));
                Assert.Equal<ArrivingLine>([new ArrivingLine("""{"a": 1}""", null, 9), new ArrivingLine("""{"a": 2}""", LatenessClaim.Accepted, 10)], file.Lines.AsEnumerable());
            },
            second => Assert.Equal(TimeSpan.FromMilliseconds(90_005), Assert.IsType<FileArrival>(second).At),
            third => Assert.Equal(new FileRename(TimeSpan.FromSeconds(91), 15, "_e2.json.tmp", "e2.json"), third),
            fourth => Assert.Equal(new Restart(TimeSpan.FromMinutes(2), 18, TimeSpan.FromSeconds(7), CrashPoint.AfterSink), fourth));
    }

    [Fact]
    public void Socket_lines_keep_blanks_tabs_and_emptiness()
    {
        Scenario scenario = Read(Head + "  - at: 0s\n    socket: [\"a  b\", \"\", \"x\\ty\", plain]\n", Socket).Value!;

        Assert.Equal(["a  b", "", "x\ty", "plain"], Assert.IsType<SocketArrival>(scenario.Events[0]).Lines.Select(line => line.Text));
    }

    [Theory]
    [InlineData("  - at: 1s\n    flie: x\n    file: a.json\n    lines: []", "s.yaml:7: unknown key 'flie' in an event; expected one of at, file, lines, rename, to, socket, restart")]
    [InlineData("  - at: 1s\n    file: a.json", "s.yaml:6: an event lacks the key 'lines'")]
    [InlineData("  - file: a.json\n    lines: []", "s.yaml:6: an event lacks the key 'at'")]
    [InlineData("  - at: 1s\n    file: a.json\n    lines: x", "s.yaml:8: 'x' where a list of lines belongs")]
    [InlineData("  - at: 1s\n    file: [a]\n    lines: []", "s.yaml:7: a list where a file name belongs")]
    [InlineData("  - at: soon\n    file: a.json\n    lines: []", "s.yaml:6: 'soon' where the time of an event belongs; expected a duration such as 500ms, 2s or 1m 30s, at most 24h")]
    [InlineData("  - at: 1s\n    at: 2s\n    file: a.json\n    lines: []", "s.yaml:7: the key 'at' a second time in an event; expected it once")]
    [InlineData("  - at: 5s\n    file: a.json\n    lines: []\n  - at: 4s\n    file: b.json\n    lines: []", "s.yaml:9: time goes backwards: at 4s after 5s")]
    [InlineData("  - at: 1s\n    file: a.json\n    lines: []\n  - at: 2s\n    file: a.json\n    lines: []", "s.yaml:9: the file a.json is there already, from line 6; expected a new name, or a rename before")]
    [InlineData("  - at: 1s\n    rename: _b\n    to: b.json", "s.yaml:6: the file _b is not there to be renamed; expected a file that arrived before")]
    [InlineData("  - at: 1s\n    file: ../a.json\n    lines: []", "s.yaml:6: '../a.json' where a file name belongs; expected one name without folders, at most 128 characters")]
    [InlineData("  - at: 1s\n    socket: [a]", "s.yaml:6: socket lines, but the assignment reads the folder input_data; expected file and lines")]
    [InlineData("  - at: 1s", "s.yaml:6: an event that says nothing happens; expected file, rename, socket or restart")]
    [InlineData("  - at: 1s\n    socket: [a]\n    restart: { down: 1s }", "s.yaml:6: an event with socket and restart; expected one of them an event")]
    [InlineData("  - at: 1s\n    restart: { down: 1s }\n    to: x", "s.yaml:8: the key 'to' belongs to rename, not to restart")]
    [InlineData("  - at: 1s\n    restart: { down: 1s, point: anywhere }", "s.yaml:7: 'anywhere' where the point of the crash belongs; expected one of between-batches, after-sink")]
    [InlineData("  - at: 1s\n    restart: { down: 9s }\n  - at: 2s\n    restart: { down: 9s }", "s.yaml:8: a restart while the program is still down; it starts again at 10s")]
    [InlineData("  - at: 1s\n    file: a.json\n    lines:\n      - line: x\n        late: never", "s.yaml:10: 'never' where a claim about lateness belongs; expected one of accepted, dropped")]
    [InlineData("  - at: 1s\n    file: a.json\n    lines:\n      -", "s.yaml:9: nothing where a line (an empty one is \"\") belongs")]
    [InlineData("  - at: 1s\n    file: a.json\n    lines: [\"x\\ny\"]", "s.yaml:8: a line break inside a line; expected one list item for each line")]
    [InlineData("  - at: 1s\n    file: a.json\n    lines: *all", "s.yaml:8: the alias *all; aliases are not read, write the value out")]
    [InlineData("  - at: 1s\n    file: !x a.json\n    lines: []", "s.yaml:7: a YAML tag; expected a plain value")]
    [InlineData("  []", "s.yaml: the scenario has no events; expected at least one")]
    public void A_wrong_event_is_named_with_file_line_and_what_was_expected(string events, string problem) =>
        Assert.Equal([problem], Problems(Head + events + "\n"));

    [Theory]
    [InlineData("points: 3", "points: some", "s.yaml:2: 'some' where the points belongs; expected a whole number from 0 to 1000")]
    [InlineData("points: 3", "points: -1", "s.yaml:2: '-1' where the points belongs; expected a whole number from 0 to 1000")]
    [InlineData("points: 3\n", "", "s.yaml:1: a scenario lacks the key 'points'")]
    [InlineData("too-late", "tardy", "s.yaml:3: 'tardy' where a kind of coverage belongs; expected one of on-time, late, too-late, on-watermark, window-edge, several-files, waiting-files, quiet, restart, null, malformed, seminar, empty-line, double-space, unicode, boundary, temporary-name, idle-then-data, old-but-accepted, duplicate")]
    [InlineData("2023-10-27T12:00:03Z", "yesterday", "s.yaml:4: 'yesterday' where the start belongs; expected an instant such as 2023-10-27T12:00:03Z")]
    [InlineData("{ en: \"Late\", ru: \"Опоздавшие\" }", "{ ru: \"Опоздавшие\" }", "s.yaml:1: a title lacks the key 'en'")]
    [InlineData("events:", "end: 500ms\nevents:", "s.yaml: end is 500ms, but the last event is at 1s; expected an end after it")]
    public void A_wrong_head_is_named_with_file_line_and_what_was_expected(string right, string wrong, string problem) =>
        Assert.Equal([problem], Problems(Head.Replace(right, wrong, StringComparison.Ordinal) + "  - at: 1s\n    file: a.json\n    lines: []\n"));

    [Fact]
    public void Everything_wrong_in_a_file_is_reported_together_in_line_order() =>
        Assert.Equal(
            [
                "s.yaml:1: unknown key 'name' in a scenario; expected one of title, points, covers, start, end, events",
                "s.yaml:1: a scenario lacks the key 'title'",
                "s.yaml:2: 'x' where the points belongs; expected a whole number from 0 to 1000",
                "s.yaml:6: 'y' where the time of an event belongs; expected a duration such as 500ms, 2s or 1m 30s, at most 24h",
            ],
            Problems("name: x\npoints: x\ncovers: []\nstart: 2023-10-27T12:00:03Z\nevents:\n  - at: y\n    restart: { down: 1s }\n"));

    [Theory]
    [InlineData("title: x\npoints: [1\nevents: []\n", "s.yaml:2: not valid YAML from here on; expected closed brackets and quotes, and even indentation")]
    [InlineData("title: x\n  points: 1\n", "s.yaml:2: not valid YAML: While scanning a plain scalar value, found invalid mapping")]
    public void Broken_syntax_is_named_with_its_line(string text, string problem) => Assert.Equal([problem], Problems(text));

    [Fact]
    public void An_empty_file_and_a_list_are_not_scenarios()
    {
        Assert.Equal(["s.yaml:1: the file is empty; expected a mapping of keys to values"], Problems(""));
        Assert.Equal(["s.yaml:1: a list where a scenario belongs; expected a mapping with title, points, covers, start, end, events"], Problems("- 1\n"));
        Assert.Equal(["s.yaml:2: a second YAML document; expected one document a file"], Problems("a: 1\n--- \nb: 2\n"));
    }

    [Fact]
    public void Deep_nesting_and_huge_texts_are_refused_before_anything_is_built()
    {
        Assert.Equal(["s.yaml:1: nested deeper than 16 levels"], Problems("x: " + new string('[', 40) + new string(']', 40)));
        Assert.Equal(["s.yaml: the file has 1048577 characters; at most 1048576 are read"], Problems(new string('#', 1_048_577)));
        Assert.Equal(
            ["s.yaml:9: a line of 20000 characters; at most 16384 are replayed"],
            Problems(Head + "  - at: 1s\n    file: a.json\n    lines:\n      - " + new string('x', 20_000) + "\n"));
    }

    [Fact]
    public void A_restart_or_a_file_has_no_place_where_the_source_is_a_socket() =>
        Assert.Equal(
            [
                "s.yaml:6: a file, but the assignment reads a socket; expected socket",
                "s.yaml:9: a restart, but the assignment reads a socket, which cannot replay what it has sent",
            ],
            [.. Read(Head + "  - at: 1s\n    file: a.json\n    lines: []\n  - at: 2s\n    restart: { down: 1s }\n", Socket).Problems.Select(problem => problem.ToString())]);

    private static Reading<Scenario> Read(string text, AssignmentInput? input = null) => ScenarioReader.Parse(text, "s.yaml", "s", input ?? Folder);

    private static string[] Problems(string text) => [.. Read(text).Problems.Select(problem => problem.ToString())];
}
