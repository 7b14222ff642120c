using Grader.Plans.Session;

namespace Grader.Worker.Tests;

public class VirtualTimeTests
{
    [Theory]
    [InlineData("VirtualTime.Sleep(60_000);", 60)]
    [InlineData("VirtualTime.Sleep(TimeSpan.FromHours(1));", 3600)]
    [InlineData("VirtualTime.Sleep(0);", 0)]
    [InlineData("await VirtualTime.Delay(1500); await VirtualTime.Delay(1500);", 3)]
    [InlineData("VirtualTime.Delay(5000).Wait();", 5)]
    [InlineData("var gate = new ManualResetEventSlim(); Console.Write(gate.VirtualWait(2000));", 2)]
    [InlineData("var gate = new AutoResetEvent(false); Console.Write(gate.VirtualWaitOne(TimeSpan.FromSeconds(2)));", 2)]
    [InlineData("Console.Write(new TaskCompletionSource().Task.VirtualWait(4000));", 4)]
    [InlineData("Console.Write(VirtualTime.WaitAny(new Task[] { new TaskCompletionSource().Task }, 4000));", 4)]
    [InlineData("Console.Write(new SemaphoreSlim(0).VirtualWait(4000));", 4)]
    [InlineData("VirtualTime.SpinWaitUntil(() => false, 4000);", 4)]
    public async Task A_wait_moves_the_virtual_clock_by_its_length(string source, int seconds)
    {
        await using var lane = new FakeLane();
        RunLog run = await lane.RunAsync(source);
        Assert.IsType<Returned>(Assert.IsType<RunEnded>(run.End).Result);
        Assert.Equal(TimeSpan.FromSeconds(seconds), new TimeSpan(run.EndUtcTicks - FakeLane.Start));
    }

    [Theory]
    [InlineData("VirtualTime.DateTimeUtcNow().ToString(\"O\")", "2024-05-01T12:00:00.0000000Z")]
    [InlineData("VirtualTime.DateTimeNow().ToString(\"s\")", "2024-05-01T12:00:00")]
    [InlineData("VirtualTime.DateTimeToday().ToString(\"s\")", "2024-05-01T00:00:00")]
    [InlineData("VirtualTime.DateTimeOffsetNow().ToString(\"O\")", "2024-05-01T12:00:00.0000000+00:00")]
    [InlineData("VirtualTime.TimeProviderSystem().GetUtcNow().ToString(\"O\")", "2024-05-01T12:00:00.0000000+00:00")]
    [InlineData("VirtualTime.TickCount64()", "0")]
    public async Task Clocks_read_virtual_time(string expression, string text)
    {
        await using var lane = new FakeLane();
        Assert.Equal(text, (await lane.RunAsync($"Console.Write({expression});")).Printed);
    }

    [Fact]
    public async Task A_stopwatch_measures_virtual_time()
    {
        await using var lane = new FakeLane();
        RunLog run = await lane.RunAsync("""
            var watch = VirtualStopwatch.StartNew();
            VirtualTime.Sleep(2500);
            watch.Stop();
            VirtualTime.Sleep(1000);
            Console.Write($"{watch.ElapsedMilliseconds} {watch.Elapsed}");
            """);
        Assert.Equal("2500 00:00:02.5000000", run.Printed);
    }

    [Fact]
    public async Task A_wait_for_work_of_another_thread_takes_no_virtual_time()
    {
        await using var lane = new FakeLane();
        RunLog run = await lane.RunAsync("""
            var task = Task.Run(() => { double x = 0; for (int i = 0; i < 30_000_000; i++) x += Math.Sqrt(i); return x; });
            Console.Write(task.VirtualWait(1000));
            """);
        Assert.Equal("True", run.Printed);
        Assert.Equal(FakeLane.Start, run.EndUtcTicks);
    }

    [Fact]
    public async Task A_timer_ticks_on_its_grid_until_it_is_disposed()
    {
        await using var lane = new FakeLane();
        RunLog run = await lane.RunAsync("""
            var done = new ManualResetEventSlim();
            int ticks = 0;
            var timer = new VirtualTimer(_ =>
            {
                Console.WriteLine(VirtualTime.DateTimeUtcNow().ToString("mm:ss"));
                if (++ticks == 3) done.Set();
            }, null, 5000, 10_000);
            done.Wait();
            timer.Dispose();
            """);
        Assert.StartsWith("00:05\n00:15\n00:25\n", run.Printed, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Cancellation_after_a_time_comes_on_virtual_time_and_a_later_setting_replaces_it()
    {
        await using var lane = new FakeLane();
        RunLog run = await lane.RunAsync("""
            var source = VirtualTime.NewCancellationTokenSource(1000);
            source.VirtualCancelAfter(90_000);
            VirtualTime.Sleep(5000);
            Console.Write(source.IsCancellationRequested + " ");
            try { await VirtualTime.Delay(-1, source.Token); }
            catch (OperationCanceledException) { Console.Write(VirtualTime.DateTimeUtcNow().ToString("mm:ss")); }
            """);
        Assert.EndsWith("01:30", run.Printed, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_task_that_does_not_end_in_time_throws_a_TimeoutException()
    {
        await using var lane = new FakeLane();
        RunLog run = await lane.RunAsync("await new TaskCompletionSource<int>().Task.VirtualWaitAsync(TimeSpan.FromSeconds(3));");
        Assert.Equal("System.TimeoutException", Assert.IsType<Threw>(Assert.IsType<RunEnded>(run.End).Result).TypeName);
        Assert.Equal(TimeSpan.FromSeconds(3).Ticks, run.EndUtcTicks - FakeLane.Start);
    }

    [Fact]
    public async Task A_periodic_timer_ticks_and_ends_when_disposed()
    {
        await using var lane = new FakeLane();
        RunLog run = await lane.RunAsync("""
            using var timer = new VirtualPeriodicTimer(TimeSpan.FromSeconds(7));
            Console.Write(await timer.WaitForNextTickAsync());
            timer.Dispose();
            Console.Write(await timer.WaitForNextTickAsync());
            """);
        Assert.Equal("TrueFalse", run.Printed);
    }
}
