using Grader.Engine.Streaming;
using Grader.Plans;
using Grader.Plans.Session;
using Grader.Replay;
using Grader.Scenarios;
using static Grader.Tests.Replay.Replayed;

namespace Grader.Tests.Replay;

/// <summary>Crashes, and what a program finds when it starts again.</summary>
public sealed class RestartTests
{
    [Fact]
    public async Task After_a_crash_the_program_goes_on_from_its_checkpoint()
    {
        Replayed replayed = await Run(
            Scenario(File(1, "a", """{"v":1}"""), File(8, "b", """{"v":1}"""), Restart(11, 9), File(15, "c", """{"v":1}"""), File(21, "d", """{"v":1}""")),
            TriggerTests.Await(Query(Every(5), checkpoint: Checkpoint)));

        Assert.Equal(["4:0/1 9:1/1", "20:2/1 24:3/1"], replayed.Trace.Runs.Select(Short));
        Assert.Equal([typeof(ProgramCrashedByScenario), typeof(ProgramWaited)], replayed.Trace.Runs.Select(run => run.End.GetType()));
        Assert.Equal([0, 20_000], replayed.Trace.Runs.Select(run => run.StartMs - Start.ToUnixTimeMilliseconds()));
        Assert.Equal(replayed.Trace.Runs[0].Queries[0].Id, replayed.Trace.Runs[1].Queries[0].Id);
    }

    [Fact]
    public async Task Without_a_checkpoint_it_starts_from_the_beginning()
    {
        Replayed replayed = await Run(Scenario(File(1, "a", """{"v":1}"""), Restart(6, 2), File(20, "b", """{"v":1}""")), TriggerTests.Await(Query(Every(5))));

        Assert.Equal(["4:0/1", "8:0/1 24:1/1"], replayed.Trace.Runs.Select(Short));
    }

    [Fact]
    public async Task A_crash_after_the_sink_runs_the_last_batch_again()
    {
        Replayed replayed = await Run(
            Scenario(File(1, "a", """{"v":1}"""), File(8, "b", """{"v":1}"""), Restart(9, 3, CrashPoint.AfterSink), File(20, "c", """{"v":1}""")),
            TriggerTests.Await(Query(Every(5), checkpoint: Checkpoint)));

        Assert.Equal(["4:0/1 9:1/1", "12:1/1 24:2/1"], replayed.Trace.Runs.Select(Short));
        MicroBatch again = replayed.Trace.Runs[1].Queries[0].Batches[0];
        Assert.True(again.IsRerun);
        Assert.Equal(replayed.Trace.Runs[0].Queries[0].Batches[1].BatchTimestampMs, again.BatchTimestampMs);
    }

    [Fact]
    public async Task Arrivals_and_triggers_of_the_crashs_instant_come_first()
    {
        Replayed replayed = await Run(
            Scenario(File(4, "a", """{"v":1}"""), Restart(4, 1), File(4, "b", """{"v":1}""")), TriggerTests.Await(Query(Every(5), checkpoint: Checkpoint)));

        Assert.Equal(["4:0/1", "5:1/1"], replayed.Trace.Runs.Select(Short));
    }

    [Fact]
    public async Task Files_survive_and_the_session_does_not()
    {
        int runs = 0;
        string? conf = "?";
        Replayed replayed = await Run(Scenario(File(1, "a", "{}"), Restart(10, 1)), async main =>
        {
            if (++runs == 1)
            {
                await main.CallAsync<DoneReply>(new SetConfRequest("my.setting", "1"), Written("notes.txt", "mine"), new DirectoryCreated("empty"));
                await main.SleepForEverAsync();
            }

            conf = (await main.CallAsync<TextReply>(new GetConfRequest("my.setting"))).Text;
        });

        Assert.Null(conf);
        Seq<FileChange> files = replayed.Processes.Single().Starts[1].Files;
        Assert.Contains(new DirectoryCreated("empty"), files);
        Assert.Equal(Written("notes.txt", "mine").Content, Assert.Single(files.OfType<FileWritten>(), file => file.Path == "notes.txt").Content);
        Assert.Single(files.OfType<FileWritten>(), file => file.Path == "in/a");
        Assert.Equal(Start.AddSeconds(11).UtcTicks, replayed.Processes.Single().Starts[1].StartUtcTicks);
    }

    [Fact]
    public async Task A_program_that_had_ended_by_itself_starts_again()
    {
        int runs = 0;
        Replayed replayed = await Run(Scenario(Restart(10, 1), File(20, "a", """{"v":1}"""), Restart(30, 5)), main =>
        {
            runs++;
            return Task.CompletedTask;
        });

        Assert.Equal(3, runs);
        Assert.All(replayed.Trace.Runs, run => Assert.Equal(new ProgramReturned(0), run.End));
        Assert.Equal([0, 11_000, 35_000], replayed.Trace.Runs.Select(run => run.StartMs - Start.ToUnixTimeMilliseconds()));
    }

    [Fact]
    public async Task A_program_that_failed_does_not_start_again()
    {
        Replayed replayed = await Run(
            Scenario(Restart(10, 1)), main => throw SparkException.IllegalArgument("wrong"));
        Assert.Equal("wrong", Assert.IsType<ProgramThrew>(Assert.Single(replayed.Trace.Runs).End).Exception.Message);

        replayed = await Run(Scenario(Restart(10, 1)), main =>
        {
            main.ExitCode = 3;
            return Task.CompletedTask;
        });
        Assert.Equal(new ProgramReturned(3), Assert.Single(replayed.Trace.Runs).End);
    }

    [Fact]
    public async Task A_process_that_was_not_left_clean_is_replaced()
    {
        Replayed replayed = await Run(Scenario(File(0, "a", "{}"), Restart(10, 1)), main => main.SleepForEverAsync(), prepare: process => process.IsClean = false);

        Assert.Equal(2, replayed.Processes.Length);
        Assert.All(replayed.Processes, process => Assert.True(process is { WasKilled: true, WasDisposed: true }));
        Assert.Equal([1, 2], replayed.Processes.Select(process => Assert.Single(process.Starts).RunId));
    }

    [Fact]
    public async Task After_Environment_Exit_the_next_run_gets_a_fresh_process()
    {
        int runs = 0;
        Replayed replayed = await Run(Scenario(File(0, "a", """{"v":1}"""), Restart(10, 1)), async main =>
        {
            if (++runs == 1)
            {
                main.Process.Exit(0);
                await FakeThread.ReadLineAsync();
            }

            await main.AwaitAsync(await main.StartAsync(Query()));
        });

        Assert.Equal([new ProgramDied(0, ""), new ProgramWaited()], replayed.Trace.Runs.Select(run => run.End));
        Assert.Equal("11:0/1", replayed.Batches);
    }
}
