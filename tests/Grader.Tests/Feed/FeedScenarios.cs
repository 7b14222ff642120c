using Grader.Scenarios;

namespace Grader.Tests.Feed;

internal static class FeedScenarios
{
    public static Scenario Of(params TimelineEvent[] events) => new(
        "01-test", "01-test.yaml", new LocalizedText("Test", null), 1, [CoverageKind.OnTime], DateTimeOffset.UnixEpoch, null, [.. events]);

    public static FileArrival File(int atSeconds, string name, params string[] lines) => new(TimeSpan.FromSeconds(atSeconds), 1, name, [.. lines.Select(Line)]);

    public static FileRename Rename(int atSeconds, string from, string to) => new(TimeSpan.FromSeconds(atSeconds), 1, from, to);

    public static SocketArrival Lines(int atSeconds, params string[] lines) => new(TimeSpan.FromSeconds(atSeconds), 1, [.. lines.Select(Line)]);

    private static ArrivingLine Line(string text) => new(text, null, 1);
}
