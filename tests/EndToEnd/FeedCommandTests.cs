using System.Diagnostics;
using System.Net.Sockets;
using System.Text.RegularExpressions;

namespace Grader.EndToEnd;

public sealed class FeedCommandTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task A_scenario_of_files_is_played_into_the_folder_that_the_program_reads()
    {
        CommandResult result = await GraderProgram.RunInAsync(folder.Path, "feed", "temperature-alerts", "--scenario", "03-temporary-names", "--speed", "1000");

        Assert.Equal((0, ""), (result.ExitCode, result.Error));
        Assert.Equal(
            ["_broken.json", "event1.json", "event2.json", "event3.json"],
            Directory.EnumerateFiles(folder.In("spark_seminar/data_input")).Select(file => Path.GetFileName(file)).Order(StringComparer.Ordinal));
        Assert.Equal(
            """{"deviceId": "d-101", "temperature": 91.2, "timestamp": "2023-10-27T12:00:03Z"}""" + "\n",
            File.ReadAllText(folder.In("spark_seminar/data_input/event1.json")));
        Assert.Contains("     14s  _event1.json.tmp is now event1.json", result.Output);
    }

    [Fact]
    public async Task Without_a_scenario_the_first_is_played_and_files_of_an_earlier_feed_are_in_the_way()
    {
        string[] arguments = ["feed", "taxi", "--speed", "1000", "--folder", "rides"];
        CommandResult first = await GraderProgram.RunInAsync(folder.Path, arguments);
        CommandResult second = await GraderProgram.RunInAsync(folder.Path, arguments);
        CommandResult third = await GraderProgram.RunInAsync(folder.Path, [.. arguments, "--again"]);

        Assert.Equal((0, ""), (first.ExitCode, first.Error));
        Assert.Contains("taxi · 01-on-time: Rides on time", first.Output);
        Assert.Equal(2, second.ExitCode);
        Assert.Contains($"{folder.In("rides")}{Path.DirectorySeparatorChar}rides1.json is there already: --again", second.Error);
        Assert.Equal((0, ""), (third.ExitCode, third.Error));
        Assert.Contains("delete its checkpoint too", third.Output);
    }

    [Fact]
    public async Task A_scenario_of_lines_is_served_to_the_program_and_ends_with_it()
    {
        using Process feed = GraderProgram.Start(folder.Path, "feed", "word-count", "--port", "0", "--speed", "100");
        using (TcpClient program = await ConnectAsync(feed))
        {
            using var lines = new StreamReader(program.GetStream());
            Assert.Equal("hello spark world", await lines.ReadLineAsync());
            Assert.Equal("hello big data", await lines.ReadLineAsync());
            Assert.Equal("spark is cool", await lines.ReadLineAsync());
        }

        CommandResult result = await GraderProgram.EndAsync(feed, feed.StandardError);

        Assert.Equal((0, ""), (result.ExitCode, result.Error));
        Assert.Contains("All lines are sent.", result.Output);
    }

    [Fact]
    public async Task What_is_typed_is_served_as_nc_serves_it()
    {
        using Process feed = GraderProgram.Start(folder.Path, "feed", "word-count", "--type", "--port", "0");
        using (TcpClient program = await ConnectAsync(feed))
        {
            using var lines = new StreamReader(program.GetStream());
            await feed.StandardInput.WriteLineAsync("hello big  data");
            await feed.StandardInput.FlushAsync();
            Assert.Equal("hello big  data", await lines.ReadLineAsync());
            await feed.StandardInput.WriteLineAsync("hello again");
            feed.StandardInput.Close();
            Assert.Equal("hello again", await lines.ReadLineAsync());
        }

        CommandResult result = await GraderProgram.EndAsync(feed, feed.StandardError);
        Assert.Equal((0, ""), (result.ExitCode, result.Error));
    }

    [Fact]
    public async Task A_port_that_is_taken_is_told_with_the_remedy()
    {
        using var taken = new TcpListener(System.Net.IPAddress.Loopback, 0);
        taken.Start();
        int port = ((System.Net.IPEndPoint)taken.LocalEndpoint).Port;

        CommandResult result = await GraderProgram.RunInAsync(folder.Path, "feed", "word-count", "--port", $"{port}");

        Assert.Equal(2, result.ExitCode);
        Assert.Contains($"Port {port} is taken", result.Error);
        Assert.Contains("--port", result.Error);
    }

    [Fact]
    public async Task An_interrupted_feed_says_how_far_it_came_and_leaves_whole_files_only()
    {
        if (OperatingSystem.IsWindows())
        {
            return; // there is no signal to send to one process there
        }

        using Process feed = GraderProgram.Start(folder.Path, "feed", "taxi", "--scenario", "12-duplicate");
        await GraderProgram.ReadUntilAsync(feed, "rides1.json");
        GraderProgram.Interrupt(feed);
        CommandResult result = await GraderProgram.EndAsync(feed, feed.StandardError);

        Assert.Equal((130, ""), (result.ExitCode, result.Error));
        Assert.Contains("Interrupted: 1 of 2 events were fed.", result.Output);
        Assert.Equal([folder.In("taxi_events/rides1.json")], Directory.EnumerateFileSystemEntries(folder.In("taxi_events")));
    }

    [Fact]
    public async Task Ctrl_C_after_the_last_line_is_how_a_feed_ends()
    {
        if (OperatingSystem.IsWindows())
        {
            return; // there is no signal to send to one process there
        }

        using Process feed = GraderProgram.Start(folder.Path, "feed", "word-count", "--port", "0", "--speed", "100");
        using TcpClient program = await ConnectAsync(feed);
        await GraderProgram.ReadUntilAsync(feed, "All lines are sent.");
        GraderProgram.Interrupt(feed);
        CommandResult result = await GraderProgram.EndAsync(feed, feed.StandardError);

        Assert.Equal((0, ""), (result.ExitCode, result.Error));
    }

    [Theory]
    [InlineData("--speed goes from 0.1 to 1000", "feed", "taxi", "--speed", "0")]
    [InlineData("--speed goes from 0.1 to 1000", "feed", "taxi", "--speed", "NaN")]
    [InlineData("--port goes from 0", "feed", "word-count", "--port", "65536")]
    [InlineData("reads the folder taxi_events, not a socket", "feed", "taxi", "--port", "9999")]
    [InlineData("reads a socket, not a folder", "feed", "word-count", "--folder", "in")]
    [InlineData("--type serves a socket, and taxi reads a folder", "feed", "taxi", "--type")]
    [InlineData("give one of them", "feed", "word-count", "--type", "--scenario", "01-seminar")]
    [InlineData("taxi has no scenario 'nope'; there are 01-on-time,", "feed", "taxi", "--scenario", "nope")]
    [InlineData("no assignment 'taxis'; there are ", "feed", "taxis")]
    public async Task Wrong_use_is_told_and_nothing_is_fed(string message, params string[] arguments)
    {
        CommandResult result = await GraderProgram.RunInAsync(folder.Path, arguments);

        Assert.Equal(2, result.ExitCode);
        Assert.Contains(message, result.Error);
        Assert.Empty(Directory.EnumerateFileSystemEntries(folder.Path));
    }

    private static async Task<TcpClient> ConnectAsync(Process feed)
    {
        string line = await GraderProgram.ReadUntilAsync(feed, "waiting for the program to connect to localhost:");
        var client = new TcpClient();
        await client.ConnectAsync("localhost", int.Parse(Regex.Match(line, @":(\d+) …$").Groups[1].Value));
        return client;
    }
}
