using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Grader.Engine.Streaming;

namespace Grader.Conformance;

/// <summary>The seminar's programs leave the checkpoint and the progress reports that a real Spark leaves, and go on from a real Spark's checkpoint.</summary>
public sealed partial class SeedCheckpointTests
{
    public static TheoryData<string> Programs => [.. SeedProgram.Names];

    [Theory]
    [MemberData(nameof(Programs))]
    public void The_checkpoint_has_sparks_files_but_for_state_and_times(string name)
    {
        using var program = new SeedProgram(name);
        StreamingQueryExecution query = RunAll(program);
        Assert.Null(query.Error);
        var expected = program.Checkpoint.Where(file => !file.Key.StartsWith("state/", StringComparison.Ordinal)).ToDictionary(file => file.Key, file => Timeless(file.Value));
        var actual = Listed(program, "checkpoint").Where(path => !path.StartsWith("state/", StringComparison.Ordinal))
            .ToDictionary(path => path, path => Timeless(Content(program, $"checkpoint/{path}")));
        Assert.Equal(expected.Keys.Order(StringComparer.Ordinal), actual.Keys.Order(StringComparer.Ordinal));
        Assert.All(expected, file => Assert.Equal($"{file.Key}: {file.Value}", $"{file.Key}: {actual[file.Key]}"));
    }

    [Theory]
    [MemberData(nameof(Programs))]
    public void Every_progress_report_is_sparks_but_for_times_rates_and_memory(string name)
    {
        using var program = new SeedProgram(name);
        StreamingQueryExecution query = RunAll(program);
        string[] expected = [.. program.Golden["progress"]!.AsArray().Select(report => Comparable(report!))];
        string[] actual = [.. query.RecentProgress.Select(report => Comparable(JsonNode.Parse(report.Json)!))];
        Assert.Equal(expected, actual);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_stateless_query_goes_on_from_a_checkpoint_that_a_real_spark_wrote(bool diedBeforeItsLastCommit)
    {
        using var program = new SeedProgram("temperature-alerts");
        foreach ((string path, string content) in program.Checkpoint.Where(file => !file.Key.EndsWith(".crc", StringComparison.Ordinal)))
        {
            program.Files.WriteAtomic($"checkpoint/{path}", Encoding.UTF8.GetBytes(content.Replace("<base>", "/base", StringComparison.Ordinal)));
        }

        if (diedBeforeItsLastCommit)
        {
            program.Files.Delete("checkpoint/commits/3");
        }

        for (int step = 0; step < program.Steps.Count; step++)
        {
            program.Files.WriteAtomic($"in/e{step + 1}.json", Encoding.UTF8.GetBytes(string.Join('\n', program.Steps[step]!.AsArray().Select(row => row!.ToJsonString()))));
        }

        StreamingQueryExecution query = program.Start();
        Assert.Equal(diedBeforeItsLastCommit ? [3L] : [], query.RecentProgress.Where(report => report.Sink.NumOutputRows >= 0).Select(report => report.BatchId));
        Assert.Equal((string)JsonNode.Parse(program.Checkpoint.Single(file => file.Key == "metadata").Value)!["id"]!, query.Id);
        program.Files.WriteAtomic("in/e5.json", "{\"deviceId\":\"d9\",\"temperature\":97.5,\"timestamp\":\"2023-10-27T12:01:00Z\"}"u8.ToArray());
        SeedProgram.RunToIdle(query);
        Assert.Null(query.Error);
        Assert.Contains("Batch: 4\n", program.Console, StringComparison.Ordinal);
        Assert.Contains("|      d9|       97.5|2023-10-27 12:01:00|", program.Console, StringComparison.Ordinal);
        Assert.DoesNotContain("d-102", program.Console, StringComparison.Ordinal);
    }

    [Fact]
    public void The_state_of_a_real_spark_is_refused_by_name()
    {
        using var program = new SeedProgram("taxi");
        foreach ((string path, string content) in program.Checkpoint.Where(file => !file.Key.EndsWith(".crc", StringComparison.Ordinal)))
        {
            program.Files.WriteAtomic($"checkpoint/{path}", Encoding.UTF8.GetBytes(content.Replace("<base>", "/base", StringComparison.Ordinal)));
        }

        StreamingQueryExecution query = program.Start();
        program.Files.WriteAtomic("in/e9.json", "{\"event_time\":\"2023-11-10T12:10:00Z\"}"u8.ToArray());
        SeedProgram.RunToIdle(query);
        Assert.Contains("CANNOT_LOAD_STATE_STORE", query.Error!.Message, StringComparison.Ordinal);
        Assert.Contains("/base/checkpoint/state/0/0/", query.Error.Message, StringComparison.Ordinal);
    }

    private static StreamingQueryExecution RunAll(SeedProgram program)
    {
        StreamingQueryExecution query = program.Start();
        for (int step = 0; step < program.Steps.Count; step++)
        {
            program.Feed(query, step);
        }

        return query;
    }

    private static IEnumerable<string> Listed(SeedProgram program, string folder, string prefix = "") => program.Files.List(folder)
        .SelectMany(entry => entry.IsDirectory ? Listed(program, $"{folder}/{entry.Name}", $"{prefix}{entry.Name}/") : [prefix + entry.Name]);

    private static string Content(SeedProgram program, string path)
    {
        ReadOnlyMemory<byte> bytes = program.Files.Read(path);
        return path.EndsWith(".crc", StringComparison.Ordinal)
            ? string.Create(CultureInfo.InvariantCulture, $"<{bytes.Length} bytes>")
            : Encoding.UTF8.GetString(bytes.Span).Replace("/base", "<base>", StringComparison.Ordinal);
    }

    // The time of a batch has as many digits here as there once it is as late, so the lengths of checksums agree.
    private static string Timeless(string content) => BatchTimes().Replace(Ids().Replace(content, "<id>"), "\"batchTimestampMs\":0");

    private static string Comparable(JsonNode report)
    {
        JsonObject json = report.DeepClone().AsObject();
        foreach (string name in (string[])["id", "runId", "timestamp", "inputRowsPerSecond", "processedRowsPerSecond"])
        {
            json.Remove(name);
        }

        json["durationMs"] = new JsonArray([.. json["durationMs"]!.AsObject().Select(phase => (JsonNode)phase.Key)]);
        foreach (JsonNode? state in json["stateOperators"]!.AsArray())
        {
            foreach (string name in (string[])["allUpdatesTimeMs", "allRemovalsTimeMs", "commitTimeMs", "memoryUsedBytes"])
            {
                Assert.True(state!.AsObject().Remove(name));
            }

            Assert.True(state!["customMetrics"]!.AsObject().Remove("stateOnCurrentVersionSizeBytes"));
        }

        foreach (JsonNode? source in json["sources"]!.AsArray())
        {
            source!.AsObject().Remove("inputRowsPerSecond");
            source.AsObject().Remove("processedRowsPerSecond");
            source["description"] = Ports().Replace(Folders().Replace((string)source["description"]!, "[file:in]"), "port: 0");
        }

        json["sink"]!["description"] = ((string)json["sink"]!["description"]!).Split('@')[0];
        return json.ToJsonString();
    }

    [GeneratedRegex("\"batchTimestampMs\":\\d+")]
    private static partial Regex BatchTimes();

    [GeneratedRegex("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")]
    private static partial Regex Ids();

    [GeneratedRegex(@"\[file:.*/in\]")]
    private static partial Regex Folders();

    [GeneratedRegex(@"port: \d+")]
    private static partial Regex Ports();
}
