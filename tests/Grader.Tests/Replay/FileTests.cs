using System.Text;
using Grader.Plans;
using Grader.Plans.Logical;
using Grader.Plans.Session;
using Grader.Replay;
using static Grader.Tests.Replay.Replayed;

namespace Grader.Tests.Replay;

/// <summary>The virtual files, as the program and the engine see them.</summary>
public sealed class FileTests
{
    [Fact]
    public async Task The_input_folder_is_there_from_the_start_and_holds_what_arrived_at_once()
    {
        Replayed replayed = await Run(Scenario(File(0, "a", "{}", "x"), File(1, "b", "{}")), _ => Task.CompletedTask, new Scenarios.FolderInput("data/in"));

        Assert.Equal(
            [new DirectoryCreated("data"), new DirectoryCreated("data/in"), Written("data/in/a", "{}\nx\n") with { ModifiedMs = Ms(0) }],
            replayed.Processes.Single().Starts[0].Files);
    }

    [Fact]
    public async Task Arrivals_reach_the_program_with_the_next_reply()
    {
        Replayed replayed = await Run(Scenario(File(1, "a", "1"), File(1, "b", "2"), File(1, "_c", "3"), Rename(4, "_c", "c")), async main =>
        {
            await main.SleepAsync(2);
            await main.SleepAsync(3);
        });

        Seq<FileChange>[] changes = [.. replayed.Processes.Single().Replies.Select(reply => reply.FileChanges).Where(files => files.Count > 0)];
        Assert.Equal(
            [Written("in/_c", "3\n") with { ModifiedMs = Ms(1) + 2 }, Written("in/a", "1\n") with { ModifiedMs = Ms(1) }, Written("in/b", "2\n") with { ModifiedMs = Ms(1) + 1 }],
            changes[0]);
        Assert.Equal([new PathDeleted("in/_c"), Written("in/c", "3\n") with { ModifiedMs = Ms(1) + 2 }], changes[1]);
    }

    [Fact]
    public async Task Checkpoint_entries_reach_the_program_too()
    {
        Replayed replayed = await Run(Scenario(5, File(0, "a", """{"v":1}""")), async main =>
        {
            await main.StartAsync(Query(checkpoint: "my/checkpoint"));
            await main.SleepAsync(1);
        });

        IEnumerable<string> paths = replayed.Processes.Single().Replies.SelectMany(reply => reply.FileChanges).Select(change => change.Path);
        Assert.Contains("my/checkpoint/offsets/0", paths);
        Assert.Contains("my/checkpoint/commits/0", paths);
    }

    [Fact]
    public async Task Files_that_the_program_writes_are_input_with_the_clocks_time()
    {
        Replayed replayed = await Run(Scenario(30, File(20, "z", """{"v":1}""")), async main =>
        {
            await main.StartAsync(Query());
            await main.SleepAsync(3);
            await main.SleepAsync(3, Written("in/own", """{"v":7}"""));
            await main.SleepForEverAsync();
        });

        Assert.Equal("3:0/1 20:1/1", replayed.Batches);
    }

    [Fact]
    public async Task A_program_that_deletes_its_checkpoint_starts_from_the_beginning()
    {
        Replayed replayed = await Run(Scenario(File(0, "a", """{"v":1}"""), Restart(10, 1)), async main =>
        {
            await main.CallAsync<TextReply>(new GetConfRequest("a"), new PathDeleted(Checkpoint));
            await main.AwaitAsync(await main.StartAsync(Query(checkpoint: Checkpoint)));
        });

        Assert.Equal("0:0/1 11:0/1", replayed.Batches);
    }

    [Theory]
    [InlineData("/tmp/grader-1/run/in")]
    [InlineData("file:///tmp/grader-1/run/in")]
    [InlineData("file:/tmp/grader-1/run/in/")]
    [InlineData("./in")]
    public async Task Absolute_paths_below_the_working_directory_name_the_same_files(string path)
    {
        Replayed replayed = await Run(Scenario(File(0, "a", """{"v":1}""")), TriggerTests.Await(Query(path: path, checkpoint: "/tmp/grader-1/run/check")));

        Assert.Equal("0:0/1", replayed.Batches);
        QueryTrace query = replayed.Trace.Runs[0].Queries[0];
        Assert.Equal("/home/student/check", query.CheckpointLocation);
        Assert.DoesNotContain("grader-1", Assert.IsType<DataSource>(query.Operation.Input).Paths[0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_checkpoint_outside_of_the_working_directory_is_refused()
    {
        Replayed replayed = await Run(Scenario(File(0, "a", """{"v":1}""")), TriggerTests.Await(Query(checkpoint: "/tmp/elsewhere")));

        Assert.Contains("outside of the working directory", Assert.IsType<ProgramThrew>(replayed.End).Exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_checkpoint_root_of_the_session_is_mapped_as_well()
    {
        Replayed replayed = await Run(Scenario(File(0, "a", """{"v":1}"""), Restart(5, 1)), async main =>
        {
            await main.CallAsync<DoneReply>(new SetConfRequest("spark.sql.streaming.checkpointLocation", "/tmp/grader-1/run/root"));
            await main.AwaitAsync(await main.StartAsync(Query() with { QueryName = "q" }));
        });

        Assert.Equal("/home/student/root/q", replayed.Trace.Runs[0].Queries[0].CheckpointLocation);
        Assert.Equal("0:0/1", replayed.Batches); // the second run recovers and finds nothing new
    }

    [Fact]
    public async Task An_arrival_where_the_program_put_a_file_in_place_of_the_folder_is_lost()
    {
        Replayed replayed = await Run(Scenario(File(5, "a", """{"v":1}""")), async main =>
        {
            await main.SleepAsync(10, new PathDeleted("in"), Written("in", "mine"));
        });

        Assert.Equal(new ProgramReturned(0), replayed.End);
    }

    [Fact]
    public void A_change_and_a_deletion_of_one_path_are_told_in_their_order()
    {
        var files = new VirtualFiles(new VirtualClock(Start), tellsProgram: true);
        files.WriteAtomic("a/b", Encoding.UTF8.GetBytes("1"));
        files.TakeChanges();

        files.Delete("a");
        files.WriteAtomic("a", Encoding.UTF8.GetBytes("2"));

        Assert.Equal([new PathDeleted("a"), Written("a", "2") with { ModifiedMs = Ms(0) }], files.TakeChanges());
        Assert.Empty(files.TakeChanges());
    }

    [Fact]
    public void What_the_program_did_itself_is_not_told_back()
    {
        var files = new VirtualFiles(new VirtualClock(Start), tellsProgram: true);
        files.ApplyProgramChanges([Written("own/file", "12345"), new DirectoryCreated("folder")]);

        Assert.Empty(files.TakeChanges());
        Assert.Equal(new ScratchSize(1, 5), files.ProgramSize);

        files.ApplyProgramChanges([new PathDeleted("own")]);
        Assert.Equal(default, files.ProgramSize);
        Assert.False(files.FileExists("own/file"));
    }

    private static long Ms(double seconds) => Start.AddSeconds(seconds).ToUnixTimeMilliseconds();
}
