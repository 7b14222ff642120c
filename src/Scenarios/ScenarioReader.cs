using System.Collections.Immutable;
using System.Globalization;
using Grader.Scenarios.Yaml;

namespace Grader.Scenarios;

/// <summary>Reads a scenario from its YAML form (<c>docs</c> and the shipped assignments show it by example).</summary>
public static class ScenarioReader
{
    private static readonly ImmutableArray<(string Word, LatenessClaim Meaning)> Claims =
        [("accepted", LatenessClaim.Accepted), ("dropped", LatenessClaim.Dropped)];

    private static readonly ImmutableArray<(string Word, CrashPoint Meaning)> CrashPoints =
        [("between-batches", CrashPoint.BetweenBatches), ("after-sink", CrashPoint.AfterSink)];

    /// <param name="text">The file's text.</param>
    /// <param name="file">Its name, for messages and for <see cref="Scenario.File"/>.</param>
    /// <param name="name">The scenario's name: the file name without extension.</param>
    /// <param name="input">Where the assignment's arrivals go: files and socket lines do not mix.</param>
    public static Reading<Scenario> Parse(string text, string file, string name, AssignmentInput input)
    {
        ProblemLog problems = new(file);
        Scenario? scenario = YamlText.Parse(text, problems) is { } root ? ReadScenario(root, file, name, input, problems) : null;
        return scenario is not null && problems.IsEmpty ? Reading<Scenario>.Of(scenario) : Reading<Scenario>.Failed(problems.ToImmutable());
    }

    private static Scenario? ReadScenario(YamlValue root, string file, string name, AssignmentInput input, ProblemLog problems)
    {
        if (MappingFields.Open(root, problems, "a scenario", "title", "points", "covers", "start", "end", "events") is not { } fields) return null;

        LocalizedText? title = fields.Localized(fields.Required("title"));
        int? points = fields.WholeNumber(fields.Required("points"), "the points", 0, ScenarioBounds.MostPoints);
        ImmutableArray<CoverageKind> covers = ReadCovers(fields);
        DateTimeOffset? start = ReadInstant(fields.Required("start"), fields, problems);
        TimeSpan? end = fields.Duration(fields.Optional("end"), "the end");
        ImmutableArray<YamlValue> items = fields.Items(fields.Required("events"), "the list of events");
        ImmutableArray<TimelineEvent> events = [.. items.Select(item => ReadEvent(item, problems)).OfType<TimelineEvent>()];
        Scenario scenario = new(name, file, title ?? new LocalizedText(name, null), points ?? 0, covers, start ?? DateTimeOffset.UnixEpoch, end, events);

        // A misspelt title shall not hide a time that goes backwards; an event that could not be read would make order and names look wrong.
        if (fields.Has("events") && events.Length == items.Length) problems.AddRange(ScenarioRules.Check(scenario, input));
        return scenario;
    }

    private static ImmutableArray<CoverageKind> ReadCovers(MappingFields fields) =>
        [.. fields.Items(fields.Required("covers"), "the list of what the scenario covers")
            .Select(item => fields.Word(item, "a kind of coverage", CoverageKinds.All))
            .OfType<CoverageKind>()];

    private static DateTimeOffset? ReadInstant(YamlValue? value, MappingFields fields, ProblemLog problems)
    {
        if (fields.Text(value, "the start") is not { } text) return null;
        string[] forms = ["yyyy-MM-dd'T'HH:mm:ss'Z'", "yyyy-MM-dd'T'HH:mm:ss.fff'Z'"];
        bool isInstant = DateTimeOffset.TryParseExact(text, forms, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset start);
        if (isInstant && start.Year is >= 1970 and < 2200) return start;
        problems.Add(value!.Line, $"{value.Kind} where the start belongs; expected an instant such as 2023-10-27T12:00:03Z");
        return null;
    }

    private static TimelineEvent? ReadEvent(YamlValue value, ProblemLog problems)
    {
        if (MappingFields.Open(value, problems, "an event", "at", "file", "lines", "rename", "to", "socket", "restart") is not { } fields) return null;

        TimeSpan? at = fields.Duration(fields.Required("at"), "the time of an event");
        string[] kinds = [.. new[] { "file", "rename", "socket", "restart" }.Where(fields.Has)];
        if (kinds.Length != 1)
        {
            problems.Add(value.Line, kinds.Length == 0
                ? "an event that says nothing happens; expected file, rename, socket or restart"
                : $"an event with {string.Join(" and ", kinds)}; expected one of them an event");
            return null;
        }

        RefuseForeignKey(fields, problems, kinds[0], "lines", "file");
        RefuseForeignKey(fields, problems, kinds[0], "to", "rename");
        TimeSpan time = at ?? TimeSpan.Zero;
        TimelineEvent? happening = kinds[0] switch
        {
            "file" => ReadFile(fields, problems, time, value.Line),
            "rename" => ReadRename(fields, time, value.Line),
            "socket" => new SocketArrival(time, value.Line, ReadLines(fields.Optional("socket"), fields, problems)),
            _ => ReadRestart(fields.Optional("restart"), problems, time, value.Line),
        };

        // Without its time an event would look as if time went backwards.
        return at is null ? null : happening;
    }

    private static void RefuseForeignKey(MappingFields fields, ProblemLog problems, string kind, string key, string owner)
    {
        if (kind != owner && fields.Has(key)) problems.Add(fields.LineOf(key), $"the key '{key}' belongs to {owner}, not to {kind}");
    }

    private static FileArrival? ReadFile(MappingFields fields, ProblemLog problems, TimeSpan at, int line)
    {
        string? name = fields.Text(fields.Optional("file"), "a file name");
        ImmutableArray<ArrivingLine> lines = ReadLines(fields.Required("lines"), fields, problems);
        return name is null ? null : new FileArrival(at, line, name, lines);
    }

    private static FileRename? ReadRename(MappingFields fields, TimeSpan at, int line)
    {
        string? from = fields.Text(fields.Optional("rename"), "the old file name");
        string? to = fields.Text(fields.Required("to"), "the new file name");
        return from is null || to is null ? null : new FileRename(at, line, from, to);
    }

    private static Restart? ReadRestart(YamlValue? value, ProblemLog problems, TimeSpan at, int line)
    {
        if (MappingFields.Open(value, problems, "a restart", "down", "point") is not { } fields) return null;
        TimeSpan? down = fields.Duration(fields.Required("down"), "the time the program is down");
        CrashPoint? point = fields.Word(fields.Optional("point"), "the point of the crash", CrashPoints);
        return down is null ? null : new Restart(at, line, down.Value, point ?? CrashPoint.BetweenBatches);
    }

    private static ImmutableArray<ArrivingLine> ReadLines(YamlValue? value, MappingFields fields, ProblemLog problems) =>
        [.. fields.Items(value, "a list of lines").Select(item => ReadLine(item, fields, problems)).OfType<ArrivingLine>()];

    private static ArrivingLine? ReadLine(YamlValue value, MappingFields fields, ProblemLog problems)
    {
        const string Expected = "a line (an empty one is \"\")";
        if (value is not YamlMapping) return fields.Text(value, Expected) is { } plain ? new ArrivingLine(plain, null, value.Line) : null;
        MappingFields own = MappingFields.Open(value, problems, "a line", "line", "late")!;
        string? text = own.Text(own.Required("line"), Expected);
        LatenessClaim? claim = own.Word(own.Optional("late"), "a claim about lateness", Claims);
        return text is null ? null : new ArrivingLine(text, claim, value.Line);
    }
}
