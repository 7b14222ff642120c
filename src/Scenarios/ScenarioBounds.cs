namespace Grader.Scenarios;

/// <summary>How large a scenario may be: generous for an author, harmless for a machine that replays hundreds of them.</summary>
internal static class ScenarioBounds
{
    public const int MostEvents = 2_000;
    public const int MostFiles = 1_000;
    public const int MostLines = 20_000;
    public const int LongestLine = 16_384;
    public const int LongestFileName = 128;
    public const int MostPoints = 1_000;
    public const int MostScenarios = 200;
}
