using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;

namespace Grader.Scenarios.Tests;

/// <summary>
/// What the shipped scenarios hold, so that every right solution stays right whatever way it was written, and no wrong one passes.
/// </summary>
public sealed class ShippedAssignmentsTests
{
    private static readonly ImmutableArray<CoverageKind> FileKinds =
    [
        CoverageKind.OnTime, CoverageKind.SeveralFiles, CoverageKind.Quiet, CoverageKind.Restart, CoverageKind.Null, CoverageKind.Malformed,
        CoverageKind.IdleThenData, CoverageKind.OldButAccepted,
    ];

    private static readonly ImmutableArray<CoverageKind> WindowKinds =
        [.. FileKinds, CoverageKind.Late, CoverageKind.TooLate, CoverageKind.OnWatermark, CoverageKind.WindowEdge];

    public static TheoryData<string> Ids => [.. ShippedAssignments.Ids];

    [Theory]
    [MemberData(nameof(Ids))]
    public void An_assignment_is_worth_100_points(string id) =>
        Assert.Equal(100, ShippedAssignments.Header(id).Facts.Sum(fact => fact.Points) + ShippedAssignments.Scenarios(id).Sum(scenario => scenario.Points));

    [Theory]
    [MemberData(nameof(Ids))]
    public void Its_scenarios_together_cover_what_applies_to_it(string id)
    {
        ImmutableArray<Scenario> scenarios = ShippedAssignments.Scenarios(id);
        ImmutableArray<CoverageKind> expected = id switch
        {
            "word-count" => [CoverageKind.OnTime, CoverageKind.Seminar, CoverageKind.EmptyLine, CoverageKind.DoubleSpace, CoverageKind.Unicode, CoverageKind.Quiet, CoverageKind.IdleThenData],
            "temperature-alerts" => [.. FileKinds, CoverageKind.Seminar, CoverageKind.Boundary, CoverageKind.TemporaryName, CoverageKind.Duplicate],
            "sensor-windows" => [.. WindowKinds, CoverageKind.Seminar, CoverageKind.WaitingFiles],
            "click-windows" => [.. WindowKinds, CoverageKind.Seminar],
            _ => [.. WindowKinds, CoverageKind.Duplicate],
        };

        Assert.InRange(scenarios.Length, 7, 20);
        Assert.Empty(expected.Except(scenarios.SelectMany(scenario => scenario.Covers)));
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void Every_text_of_it_is_there_in_both_languages(string id)
    {
        string folder = Path.Combine(ShippedAssignments.Folder, id);

        Assert.All(ShippedAssignments.Scenarios(id).Select(scenario => scenario.Title).Append(ShippedAssignments.Header(id).Title), title => Assert.False(string.IsNullOrEmpty(title.Ru)));
        Assert.Contains($"grader check {id} ", File.ReadAllText(Path.Combine(folder, "README.md")), StringComparison.Ordinal);
        Assert.Contains($"grader check {id} ", File.ReadAllText(Path.Combine(folder, "README.ru.md")), StringComparison.Ordinal);
        Assert.True(File.Exists(Path.Combine(folder, "starter", "Program.cs")));
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void A_line_of_a_file_is_one_object_with_ISO_times_or_garbled(string id) =>
        Assert.All(FileLines(id), arriving =>
        {
            Assert.False(arriving.Text.TrimStart().StartsWith('['), arriving.Text);
            if (Fields(arriving.Text) is not { } fields)
            {
                Assert.DoesNotContain("}", arriving.Text, StringComparison.Ordinal);
                return;
            }

            Assert.All(fields, field => Assert.True(IsAllowed(id, field.Key, field.Value), $"{field.Key} in {arriving.Text}"));
        });

    [Theory]
    [MemberData(nameof(Ids))]
    public void The_clock_runs_a_little_ahead_of_the_event_times_except_where_old_events_are_the_point(string id)
    {
        foreach (Scenario scenario in ShippedAssignments.Scenarios(id))
        {
            foreach (FileArrival file in scenario.Events.OfType<FileArrival>())
            {
                foreach (DateTimeOffset time in file.Lines.Select(line => EventTime(line.Text)).OfType<DateTimeOffset>())
                {
                    TimeSpan age = scenario.Start + file.At - time;
                    TimeSpan oldest = scenario.Covers.Contains(CoverageKind.OldButAccepted) ? TimeSpan.FromHours(48) : TimeSpan.FromMinutes(5);
                    Assert.True(age >= TimeSpan.Zero && age <= oldest, $"{scenario.File}:{file.Line}: {age}");
                }
            }
        }
    }

    [Theory]
    [InlineData("taxi")]
    public void An_event_id_comes_twice_only_in_the_scenario_about_that(string id) =>
        Assert.All(ShippedAssignments.Scenarios(id).Where(scenario => !scenario.Covers.Contains(CoverageKind.Duplicate)), scenario =>
        {
            string[] eventIds = [.. scenario.Events.OfType<FileArrival>().SelectMany(file => file.Lines)
                .Select(line => Fields(line.Text)?.GetValueOrDefault("event_id")).OfType<JsonElement>()
                .Where(value => value.ValueKind == JsonValueKind.String).Select(value => value.GetString()!)];
            Assert.Equal(eventIds.Distinct().Count(), eventIds.Length);
        });

    [Theory]
    [MemberData(nameof(Ids))]
    public void Nothing_happens_on_a_prescribed_trigger_except_at_the_very_start(string id)
    {
        // An arrival at a trigger's own instant belongs to it, which is right but hard to see for a reader.
        if (ShippedAssignments.Header(id).Facts.OfType<PrescribedTrigger>().SingleOrDefault() is not { } trigger) return;
        Assert.All(ShippedAssignments.Scenarios(id), scenario => Assert.All(
            scenario.Events.Where(happening => happening.At > TimeSpan.Zero),
            happening => Assert.True((scenario.Start + happening.At).Ticks % trigger.Interval.Ticks != 0, $"{scenario.File}:{happening.Line}")));
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void At_most_100_files_arrive_between_two_triggers(string id) =>
        Assert.All(ShippedAssignments.Scenarios(id), scenario => Assert.True(scenario.Events.Count(happening => happening is FileArrival) <= 100));

    [Theory]
    [MemberData(nameof(Ids))]
    public void One_scenario_has_data_at_the_start_and_nothing_more_before_the_grid(string id)
    {
        TimeSpan grid = ShippedAssignments.Header(id).Facts.OfType<PrescribedTrigger>().SingleOrDefault()?.Interval ?? TimeSpan.FromSeconds(10);
        Assert.Contains(ShippedAssignments.Scenarios(id), scenario =>
            scenario.Start.Ticks % grid.Ticks is > 0 and var past
            && scenario.Events[0].At == TimeSpan.Zero
            && scenario.Events.Skip(1).All(happening => happening.At.Ticks > grid.Ticks - past));
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void A_claim_of_lateness_stands_only_where_the_scenario_says_it_covers_it(string id) =>
        Assert.All(ShippedAssignments.Scenarios(id), scenario =>
        {
            ImmutableArray<LatenessClaim?> claims = [.. scenario.Events.OfType<FileArrival>().SelectMany(file => file.Lines).Select(line => line.Claim)];
            Assert.Equal(claims.Contains(LatenessClaim.Dropped), scenario.Covers.Contains(CoverageKind.TooLate));
            Assert.True(!claims.Contains(LatenessClaim.Accepted) || scenario.Covers.Contains(CoverageKind.Late), scenario.File);
        });

    private static IEnumerable<ArrivingLine> FileLines(string id) =>
        ShippedAssignments.Scenarios(id).SelectMany(scenario => scenario.Events).OfType<FileArrival>().SelectMany(file => file.Lines);

    private static bool IsAllowed(string id, string name, JsonElement value) => (id, name, value.ValueKind) switch
    {
        ("taxi", "event_type", JsonValueKind.String) => value.GetString() is "start_ride" or "end_ride",
        ("taxi", "event_type", _) => false,
        (_, "event_time" or "timestamp", JsonValueKind.String) => Instant(value) is not null,
        (_, "event_id" or "deviceId" or "action", JsonValueKind.String) => true,
        (_, "fare" or "temperature", JsonValueKind.Number) => true,
        (_, "event_time" or "timestamp" or "event_id" or "deviceId" or "action" or "fare" or "temperature", JsonValueKind.Null) => true,
        _ => false,
    };

    private static DateTimeOffset? EventTime(string line) => Fields(line) is { } fields
        && (fields.TryGetValue("event_time", out JsonElement value) || fields.TryGetValue("timestamp", out value)) ? Instant(value) : null;

    private static DateTimeOffset? Instant(JsonElement value) => DateTimeOffset.TryParseExact(
        value.GetString() ?? "", "yyyy-MM-dd'T'HH:mm:ss.FFFFFF'Z'", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset time) ? time : null;

    /// <returns>Null where the line is no JSON.</returns>
    private static Dictionary<string, JsonElement>? Fields(string line)
    {
        try
        {
            return JsonSerializer.Deserialize<Dictionary<string, JsonElement>>(line);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
