using Grader.Feed;
using Grader.Scenarios;

namespace Grader.Tests.Feed;

public sealed class FolderTargetTests : IDisposable
{
    private static readonly Scenario Renaming = FeedScenarios.Of(
        FeedScenarios.File(0, ".a.json", "{\"x\": 1}", "ж"), FeedScenarios.Rename(1, ".a.json", "a.json"), FeedScenarios.File(2, "b.json"));

    private readonly string root = Directory.CreateTempSubdirectory("grader-test-").FullName;

    private string Folder => Path.Combine(root, "in", "put");

    public void Dispose() => Directory.Delete(root, recursive: true);

    [Fact]
    public async Task Files_appear_under_their_names_with_their_lines_in_a_folder_that_is_made_for_them()
    {
        await PlayAsync(Renaming);

        Assert.Equal(["a.json", "b.json"], Names());
        Assert.Equal("{\"x\": 1}\nж\n", File.ReadAllText(Path.Combine(Folder, "a.json")));
        Assert.Empty(File.ReadAllBytes(Path.Combine(Folder, "b.json")));
    }

    [Fact]
    public async Task A_file_that_is_there_already_is_left_as_it_is_and_told_with_the_remedy()
    {
        Directory.CreateDirectory(Folder);
        string mine = Path.Combine(Folder, "b.json");
        File.WriteAllText(mine, "mine");

        FeedException error = await Assert.ThrowsAsync<FeedException>(() => PlayAsync(Renaming));

        Assert.StartsWith($"{mine} is there already: --again", error.Message);
        Assert.Equal("mine", File.ReadAllText(mine));
        Assert.Equal(["b.json"], Names());
    }

    [Fact]
    public async Task Only_files_of_the_scenario_are_deleted_for_another_time()
    {
        await PlayAsync(Renaming);
        File.WriteAllText(Path.Combine(Folder, "mine.json"), "mine");

        Assert.Equal(2, new FolderTarget(Folder, Renaming).RemoveEarlier());

        Assert.Equal(["mine.json"], Names());
        await PlayAsync(Renaming);
        Assert.Equal(["a.json", "b.json", "mine.json"], Names());
    }

    [Fact]
    public async Task A_file_in_the_folders_place_is_told()
    {
        File.WriteAllText(Path.Combine(root, "in"), "");

        FeedException blocked = await Assert.ThrowsAsync<FeedException>(() => PlayAsync(Renaming));
        FeedException taken = await Assert.ThrowsAsync<FeedException>(() => new FolderTarget(Path.Combine(root, "in"), Renaming).ReadyAsync(CancellationToken.None));

        Assert.StartsWith($"The folder {Folder} cannot be made: ", blocked.Message);
        Assert.StartsWith($"{Path.Combine(root, "in")} is a file where the input folder belongs", taken.Message);
    }

    [Fact]
    public async Task A_folder_that_vanishes_meanwhile_is_told_with_the_file()
    {
        await using var target = new FolderTarget(Folder, Renaming);
        await target.ReadyAsync(CancellationToken.None);
        Directory.Delete(Folder);

        FeedException error = await Assert.ThrowsAsync<FeedException>(() => target.DeliverAsync(Renaming.Events[0], CancellationToken.None));

        Assert.Contains(Path.Combine(Folder, ".a.json"), error.Message);
    }

    private string[] Names() => [.. Directory.EnumerateFileSystemEntries(Folder).Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal)];

    private async Task PlayAsync(Scenario scenario)
    {
        await using var target = new FolderTarget(Folder, scenario);
        await new ScenarioFeed(scenario, 1, target, new RushingClock()).PlayAsync((_, wait) => wait(), _ => { }, CancellationToken.None);
    }
}
