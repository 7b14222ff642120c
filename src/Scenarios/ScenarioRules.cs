using System.Collections.Immutable;

namespace Grader.Scenarios;

/// <summary>What a scenario must hold, wherever it came from: a hand-written file or a generator.</summary>
public static class ScenarioRules
{
    /// <summary>Everything that is wrong, with the line of the event to blame; empty where the scenario can be replayed.</summary>
    public static ImmutableArray<ReadProblem> Check(Scenario scenario, AssignmentInput input)
    {
        List<ReadProblem> problems = [];
        void Add(int line, string message) => problems.Add(new ReadProblem(scenario.File, line, message));

        if (scenario.Events.IsEmpty) Add(0, "the scenario has no events; expected at least one");
        CheckTime(scenario, Add);
        CheckKinds(scenario, input, Add);
        CheckNames(scenario, Add);
        CheckSize(scenario, Add);
        return [.. problems];
    }

    private static void CheckTime(Scenario scenario, Action<int, string> add)
    {
        TimeSpan now = TimeSpan.Zero;
        TimeSpan backAt = TimeSpan.Zero;
        foreach (TimelineEvent happening in scenario.Events)
        {
            if (happening.At < now)
                add(happening.Line, $"time goes backwards: at {DurationText.Print(happening.At)} after {DurationText.Print(now)}");
            now = happening.At > now ? happening.At : now;
            if (happening is not Restart restart) continue;
            if (restart.At < backAt)
                add(restart.Line, $"a restart while the program is still down; it starts again at {DurationText.Print(backAt)}");
            backAt = restart.At + restart.Down;
        }

        if (scenario.End is { } end && end < now)
            add(0, $"end is {DurationText.Print(end)}, but the last event is at {DurationText.Print(now)}; expected an end after it");
    }

    private static void CheckKinds(Scenario scenario, AssignmentInput input, Action<int, string> add)
    {
        foreach (TimelineEvent happening in scenario.Events)
        {
            switch (happening, input)
            {
                case (SocketArrival, FolderInput folder):
                    add(happening.Line, $"socket lines, but the assignment reads the folder {folder.Path}; expected file and lines");
                    break;
                case (FileArrival or FileRename, SocketInput):
                    add(happening.Line, "a file, but the assignment reads a socket; expected socket");
                    break;
                case (Restart, SocketInput):
                    add(happening.Line, "a restart, but the assignment reads a socket, which cannot replay what it has sent");
                    break;
            }
        }
    }

    private static void CheckNames(Scenario scenario, Action<int, string> add)
    {
        Dictionary<string, int> present = new(StringComparer.Ordinal);
        foreach (TimelineEvent happening in scenario.Events)
        {
            switch (happening)
            {
                case FileArrival arrival:
                    CheckName(arrival.Name, arrival.Line, add);
                    if (!present.TryAdd(arrival.Name, arrival.Line))
                        add(arrival.Line, $"the file {arrival.Name} is there already, from line {present[arrival.Name]}; expected a new name, or a rename before");
                    break;
                case FileRename rename:
                    CheckName(rename.To, rename.Line, add);
                    if (!present.Remove(rename.From))
                        add(rename.Line, $"the file {rename.From} is not there to be renamed; expected {Names(present)}");
                    if (!present.TryAdd(rename.To, rename.Line))
                        add(rename.Line, $"the file {rename.To} is there already, from line {present[rename.To]}; expected a new name");
                    break;
            }
        }
    }

    private static string Names(Dictionary<string, int> present) =>
        present.Count == 0 ? "a file that arrived before" : "one of " + string.Join(", ", present.Keys.Order(StringComparer.Ordinal).Take(10));

    private static void CheckName(string name, int line, Action<int, string> add)
    {
        bool isName = name.Length is > 0 and <= ScenarioBounds.LongestFileName && name is not ("." or "..")
            && !name.Any(letter => letter is '/' or '\\' or ':' || char.IsControl(letter));
        if (!isName) add(line, $"'{Quotation.Shorten(name)}' where a file name belongs; expected one name without folders, at most {ScenarioBounds.LongestFileName} characters");
    }

    private static void CheckSize(Scenario scenario, Action<int, string> add)
    {
        if (scenario.Events.Length > ScenarioBounds.MostEvents)
            add(0, $"{scenario.Events.Length} events; at most {ScenarioBounds.MostEvents} are replayed");
        if (scenario.Events.Count(happening => happening is FileArrival) is > ScenarioBounds.MostFiles and var files)
            add(0, $"{files} files; at most {ScenarioBounds.MostFiles} are replayed");

        ImmutableArray<ArrivingLine> lines = [.. scenario.Events.SelectMany(happening => LinesOf(happening))];
        if (lines.Length > ScenarioBounds.MostLines) add(0, $"{lines.Length} lines; at most {ScenarioBounds.MostLines} are replayed");
        foreach (ArrivingLine line in lines)
        {
            if (line.Text.Length > ScenarioBounds.LongestLine)
                add(line.Line, $"a line of {line.Text.Length} characters; at most {ScenarioBounds.LongestLine} are replayed");
            if (line.Text.AsSpan().ContainsAny('\n', '\r'))
                add(line.Line, "a line break inside a line; expected one list item for each line");
        }
    }

    private static ImmutableArray<ArrivingLine> LinesOf(TimelineEvent happening) => happening switch
    {
        FileArrival file => file.Lines,
        SocketArrival socket => socket.Lines,
        _ => [],
    };
}
