using Grader.Compile;
using Grader.Watch;

namespace Grader.Tests.Watch;

/// <summary>Real files, and the system's own notices.</summary>
public sealed class SaveWatchTests : IDisposable
{
    // A backstop against a hanging test run; no test depends on it.
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(60);

    private readonly string folder = Directory.CreateTempSubdirectory("grader-test-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task A_save_ends_the_wait_and_is_named()
    {
        Write("Program.cs", "one");
        using SaveWatch watch = Watch(folder);
        SourceSnapshot seen = watch.Take();
        Task<SourceSnapshot> next = watch.NextAsync(seen, CancellationToken.None);
        Assert.False(next.IsCompleted);

        Write("Program.cs", "three");

        Assert.Equal(["Program.cs"], (await next.WaitAsync(Deadline)).ChangedSince(seen));
    }

    [Fact]
    public async Task A_save_before_the_wait_is_not_missed()
    {
        Write("Program.cs", "one");
        using SaveWatch watch = Watch(folder);
        SourceSnapshot seen = watch.Take();
        Write("sub/More.cs", "two");
        File.Delete(Path.Combine(folder, "Program.cs"));

        SourceSnapshot now = await watch.NextAsync(seen, CancellationToken.None).WaitAsync(Deadline);

        Assert.Equal([Path.Combine("sub", "More.cs"), "Program.cs"], now.ChangedSince(seen));
    }

    [Fact]
    public async Task One_file_is_watched_alone()
    {
        string program = Write("Program.cs", "one");
        using SaveWatch watch = Watch(program);
        SourceSnapshot seen = watch.Take();
        Write("Other.cs", "another program");
        Assert.Equal(seen, watch.Take());

        Write("Program.cs", "three");

        Assert.Equal(["Program.cs"], (await watch.NextAsync(seen, CancellationToken.None).WaitAsync(Deadline)).ChangedSince(seen));
    }

    [Fact]
    public async Task An_editor_that_saves_by_renaming_saves()
    {
        Write("Program.cs", "one");
        using SaveWatch watch = Watch(folder);
        SourceSnapshot seen = watch.Take();
        Task<SourceSnapshot> next = watch.NextAsync(seen, CancellationToken.None);

        File.Move(Write("Program.cs~", "three"), Path.Combine(folder, "Program.cs"), overwrite: true);

        Assert.Equal(["Program.cs"], (await next.WaitAsync(Deadline)).ChangedSince(seen));
    }

    [Fact]
    public void What_builds_leave_and_what_is_no_source_changes_nothing()
    {
        Write("Program.cs", "one");
        SourceSnapshot seen = Take();

        Write("obj/Debug/Program.AssemblyInfo.cs", "");
        Write("bin/Old.cs", "");
        Write(".git/hooks.cs", "");
        Write("notes.txt", "");

        Assert.Equal(seen, Take());
    }

    [Fact]
    public async Task A_save_of_the_assignment_ends_the_wait_and_is_told_apart()
    {
        string program = Write("mine/Program.cs", "one");
        Write("assignments/a/assignment.yaml", "id: a");
        Write("assignments/a/README.md", "A");
        Write("reference/Program.cs", "one");
        using var watch = new SaveWatch(
            [WatchedPlace.Program(program, SubmissionLimits.Default), .. WatchedPlace.Assignment(Path.Combine(folder, "assignments", "a"), Path.Combine(folder, "reference"), SubmissionLimits.Default)],
            TimeProvider.System);
        SourceSnapshot seen = watch.Take();
        Write("assignments/a/README.md", "An assignment");
        Assert.Equal(seen, watch.Take());
        Task<SourceSnapshot> next = watch.NextAsync(seen, CancellationToken.None);

        Write("assignments/a/scenarios/01.yaml", "two");
        SourceSnapshot first = await next.WaitAsync(Deadline);
        Assert.Empty(first.ChangedSince(seen));
        Assert.Equal([Path.Combine("scenarios", "01.yaml")], first.AssignmentChangedSince(seen));

        next = watch.NextAsync(first, CancellationToken.None);
        Write("reference/Program.cs", "three");
        Assert.Equal([Path.Combine("..", "..", "reference", "Program.cs")], (await next.WaitAsync(Deadline)).AssignmentChangedSince(first));
    }

    [Fact]
    public void A_link_to_a_folder_is_not_followed()
    {
        if (OperatingSystem.IsWindows())
        {
            return; // links need rights there
        }

        Write("Program.cs", "one");
        SourceSnapshot seen = Take();
        Directory.CreateSymbolicLink(Path.Combine(folder, "round"), folder);

        Assert.Equal(seen, Take());
    }

    [Fact]
    public void A_folder_that_is_gone_is_an_empty_one() =>
        Assert.Empty(SourceSnapshot.Take([WatchedPlace.Program(Path.Combine(folder, "gone"), SubmissionLimits.Default)]).Files);

    [Fact]
    public async Task A_wait_ends_when_it_is_cancelled()
    {
        using var cancellation = new CancellationTokenSource();
        using SaveWatch watch = Watch(folder);
        Task<SourceSnapshot> next = watch.NextAsync(watch.Take(), cancellation.Token);

        await cancellation.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => next.WaitAsync(Deadline));
    }

    private static SaveWatch Watch(string path) => new([WatchedPlace.Program(path, SubmissionLimits.Default)], TimeProvider.System);

    private SourceSnapshot Take() => SourceSnapshot.Take([WatchedPlace.Program(folder, SubmissionLimits.Default)]);

    private string Write(string relativePath, string text)
    {
        string path = Path.Combine(folder, relativePath);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
        return path;
    }
}
