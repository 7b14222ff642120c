using System.Globalization;

namespace Grader.Engine.Tests.Streaming;

/// <summary>A row of the test streams: seconds after noon (null for no time), a key and a number.</summary>
internal sealed record StreamRow(int? Second, string Key, int Number)
{
    public const long NoonMs = 1_709_294_400_000;

    public long Ms => NoonMs + (1000L * Second!.Value);

    public string Event => $$"""{"t":{{Json}},"k":"{{Key}}","v":{{Number}}}""";

    public string Left => $$"""{"t":{{Json}},"id":{{Number}},"x":"{{Key}}"}""";

    public string Right => $$"""{"u":{{Json}},"rid":{{Number}},"y":"{{Key}}"}""";

    private string Json => Second is null ? "null" : $"\"{Instant(Ms).Replace(' ', 'T')}Z\"";

    public static string Instant(long ms) => DateTimeOffset.FromUnixTimeMilliseconds(ms).ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);
}

/// <summary>Random batches of rows whose times wander forward, some of them late.</summary>
internal static class StreamRows
{
    public static StreamRow[][] Batches(Random random, int batches, int keys, int numbers)
    {
        int now = 0;
        return [.. Enumerable.Range(0, batches).Select(_ =>
        {
            now += random.Next(0, 25);
            return Enumerable.Range(0, random.Next(0, 6)).Select(_ => Row(random, now, keys, numbers)).ToArray();
        })];
    }

    /// <summary>The same rows in the same order, in other batches.</summary>
    public static StreamRow[][] CutAgain(Random random, StreamRow[][] batches)
    {
        List<List<StreamRow>> cut = [[]];
        foreach (StreamRow row in batches.SelectMany(batch => batch))
        {
            if (random.Next(4) == 0)
            {
                cut.Add([]);
            }

            cut[^1].Add(row);
        }

        return [.. cut.Select(batch => batch.ToArray())];
    }

    private static StreamRow Row(Random random, int now, int keys, int numbers) =>
        new(random.Next(20) == 0 ? null : now + random.Next(-30, 10), $"k{random.Next(keys)}", random.Next(numbers));
}
