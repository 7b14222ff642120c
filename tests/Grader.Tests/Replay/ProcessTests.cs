using Grader.Compile;
using Grader.Plans.Session;
using Grader.Replay;
using Grader.Scenarios;
using static Grader.Tests.Replay.Replayed;

namespace Grader.Tests.Replay;

/// <summary>Limits, deaths, nonsense, and what is printed.</summary>
public sealed class ProcessTests
{
    private static readonly Scenario OneFile = Scenario(File(0, "a", """{"v":1}"""));

    [Fact]
    public async Task A_program_that_computes_for_ever_meets_the_limit_of_processor_time()
    {
        Replayed replayed = await Run(OneFile, async main =>
        {
            main.Process.Computes = true;
            main.Process.OnSilence = () => main.Process.ProcessorTime += TimeSpan.FromMilliseconds(50);
            await FakeThread.ReadLineAsync();
        });

        Assert.Equal(new ProgramExceededLimit("10 s of processor time", IsMachineDependent: false), replayed.End);
        Assert.True(replayed.Processes.Single().WasKilled);
    }

    [Fact]
    public async Task A_program_that_keeps_its_process_busy_without_using_it_meets_the_limit_of_wall_time()
    {
        Replayed replayed = await Run(OneFile, async main =>
        {
            main.Process.Computes = true;
            await FakeThread.ReadLineAsync();
        });

        Assert.Equal(new ProgramExceededLimit("30 s of wall time", IsMachineDependent: true), replayed.End);
    }

    [Fact]
    public async Task Times_add_up_over_scenarios_and_processes()
    {
        var wallClock = new ManualWallClock();
        var processes = new List<FakeProcess>();
        await using var replay = new ProgramReplay(
            () =>
            {
                processes.Add(new FakeProcess(_ => Task.CompletedTask, wallClock) { ProcessorTime = TimeSpan.FromSeconds(6), IsClean = false });
                return processes[^1];
            },
            new Compiled(new byte[] { 1 }, new byte[] { 2 }, [], ProgramTraits.Unknown), new FolderInput("in"), ReplayLimits.Default, wallClock);

        Assert.IsType<ProgramReturned>((await replay.ReplayAsync(OneFile, CancellationToken.None)).Runs[0].End);
        Assert.IsType<ProgramReturned>((await replay.ReplayAsync(OneFile, CancellationToken.None)).Runs[0].End);
        Assert.IsType<ProgramExceededLimit>(Assert.Single((await replay.ReplayAsync(OneFile, CancellationToken.None)).Runs).End);
        Assert.Equal(2, processes.Count);
    }

    [Fact]
    public async Task Memory_is_looked_at_while_the_program_is_silent()
    {
        Replayed replayed = await Run(OneFile, async main =>
        {
            main.Process.Computes = true;
            main.Process.OnSilence = () => main.Process.ResidentBytes += 100L * 1024 * 1024;
            await FakeThread.ReadLineAsync();
        });

        Assert.Equal(new ProgramExceededLimit("512 MiB of memory", IsMachineDependent: false), replayed.End);
    }

    [Fact]
    public async Task Files_of_the_program_are_bounded_in_size_and_number()
    {
        Replayed large = await Run(OneFile, async main => await main.CallAsync<TextReply>(
            new GetConfRequest("a"), [.. Enumerable.Range(0, 17).Select(i => Written($"f{i}", new string('x', 1024 * 1024)))]));
        Replayed many = await Run(OneFile, async main => await main.CallAsync<TextReply>(
            new GetConfRequest("a"), [.. Enumerable.Range(0, 1001).Select(i => Written($"f{i}", ""))]));

        Assert.Equal(new ProgramExceededLimit("16 MiB of files", IsMachineDependent: false), large.End);
        Assert.Equal(new ProgramExceededLimit("1,000 files", IsMachineDependent: false), many.End);
    }

    [Fact]
    public async Task Calls_are_counted()
    {
        Replayed replayed = await Run(OneFile, async main =>
        {
            while (true)
            {
                await main.CallAsync<TextReply>(new GetConfRequest("a"));
            }
        }, limits: ReplayLimits.Default with { CallsPerRun = 1000 });

        Assert.Equal(new ProgramExceededLimit("1,000 calls in one run", IsMachineDependent: false), replayed.End);
    }

    [Fact]
    public async Task A_process_that_dies_leaves_its_code_and_last_words()
    {
        Replayed replayed = await Run(Scenario(5, File(0, "a", """{"v":1}""")), async main =>
        {
            await main.AwaitAsync(await main.StartAsync(Query()), 1000);
            main.Process.ErrorTail = "Stack overflow.";
            main.Process.Exit(134);
            await FakeThread.ReadLineAsync();
        });

        Assert.Equal(new ProgramDied(134, "Stack overflow."), replayed.End);
        Assert.Equal("0:0/1", replayed.Batches);
    }

    [Fact]
    public async Task Nonsense_ends_the_process()
    {
        Replayed replayed = await Run(OneFile, async main =>
        {
            main.Process.EmitGarbage();
            await FakeThread.ReadLineAsync();
        });
        Assert.Equal(new ProgramBrokeProtocol("not a frame"), replayed.End);
        Assert.True(replayed.Processes.Single().WasKilled);

        replayed = await Run(OneFile, async main =>
        {
            main.Process.Emit(new Printed(main.RunId + 1, "of another run", IsError: false));
            await FakeThread.ReadLineAsync();
        });
        Assert.Equal(new ProgramBrokeProtocol("Printed is out of place here"), replayed.End);
    }

    [Fact]
    public async Task An_unknown_query_is_an_error_of_the_call()
    {
        Replayed replayed = await Run(OneFile, async main => await main.AwaitAsync("no such id"));

        Assert.Equal("IllegalStateException", Assert.IsType<ProgramThrew>(replayed.End).Exception.Spark?.ExceptionClass);
    }

    [Fact]
    public async Task The_console_is_printed_in_order_with_the_program()
    {
        Replayed replayed = await Run(OneFile, async main =>
        {
            main.Print("before\n");
            string query = await main.StartAsync(Query(Every(5)));
            await main.SleepAsync(1);
            main.Print("after\n");
            await main.StopAsync(query);
        });

        Assert.Matches("(?s)^before\n-+\nBatch: 0\n-+\n.*after\n$", replayed.Output);
        Assert.False(replayed.Trace.Runs[0].OutputWasCut);
    }

    [Fact]
    public async Task What_the_console_printed_while_the_program_waited_is_not_lost()
    {
        Replayed replayed = await Run(OneFile, TriggerTests.Await(Query(Every(5))));

        Assert.Contains("Batch: 0", replayed.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Output_is_cut_at_its_limit()
    {
        Replayed replayed = await Run(OneFile, main =>
        {
            main.Print("0123456789");
            main.Print("abcdef");
            return Task.CompletedTask;
        }, limits: ReplayLimits.Default with { OutputCharacters = 12 });

        Assert.Equal("0123456789ab", replayed.Output);
        Assert.True(replayed.Trace.Runs[0].OutputWasCut);
    }

    [Fact]
    public async Task A_result_over_the_bounds_of_the_wire_is_an_error_of_its_call()
    {
        Replayed replayed = await Run(
            OneFile, async main => await main.CallAsync<RowsReply>(new CollectRequest(Files("in") with { IsStreaming = false })),
            prepare: process => process.HasNarrowWire = true);

        Assert.Equal("The result is too large to be given to the program.", Assert.IsType<ProgramThrew>(replayed.End).Exception.Message);
    }

    [Fact]
    public async Task Cancelling_ends_the_process()
    {
        using var cancellation = new CancellationTokenSource();
        var wallClock = new ManualWallClock();
        FakeProcess? process = null;
        await using var replay = new ProgramReplay(
            () => process = new FakeProcess(
                async main =>
                {
                    main.Process.Computes = true;
                    main.Process.OnSilence = cancellation.Cancel;
                    await FakeThread.ReadLineAsync();
                },
                wallClock),
            new Compiled(new byte[] { 1 }, new byte[] { 2 }, [], ProgramTraits.Unknown), new FolderInput("in"), ReplayLimits.Default, wallClock);

        await Assert.ThrowsAsync<OperationCanceledException>(() => replay.ReplayAsync(OneFile, cancellation.Token));
        Assert.True(process is { WasKilled: true, WasDisposed: true });
    }

    [Fact]
    public async Task A_worker_that_does_not_come_up_is_our_fault()
    {
        await Assert.ThrowsAsync<GraderFaultException>(() => Run(OneFile, _ => Task.CompletedTask, prepare: process => process.EmitGarbageFirst()));
    }
}
