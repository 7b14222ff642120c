using System.Globalization;
using Grader.Engine.Analysis;
using Grader.Engine.Expressions;
using Grader.Engine.Files;
using Grader.Plans;

namespace Grader.Engine.Sources;

/// <summary>Counts up by the clock: <c>rowsPerSecond</c> rows for every whole second since the query was first started. Offset: those seconds.</summary>
/// <remarks>The moment of the first start is in <c>sources/i/0</c>. Source: Spark's RateStreamMicroBatchStream; spark-semantics 5.5.</remarks>
internal sealed class RateSource(CaseInsensitiveOptions options, TimeProvider clock, IFileSystem checkpoint, string folder) : IMicroBatchSource
{
    private readonly long rowsPerSecond = RateOptions.Positive(options, "rowsPerSecond", 1);
    private readonly long rampUpSeconds = RampUp(options);
    private long? createdMs;

    public string Description => $"RateStreamV2[rowsPerSecond={rowsPerSecond}, rampUpTimeSeconds={rampUpSeconds}, numPartitions={options["numPartitions"] ?? "default"}]";

    public bool ReportsLatestOffset => true;

    public string LatestOffset(string? start, bool ignoreLimits) =>
        Math.Max(0, (clock.GetUtcNow().ToUnixTimeMilliseconds() - CreatedMs()) / 1000).ToString(CultureInfo.InvariantCulture);

    public SourceBatch GetBatch(string? start, string end)
    {
        long from = start is null ? 0 : Seconds(start), to = Seconds(end);
        long first = ValueAt(from), last = ValueAt(to);
        if (from > to || first == last)
        {
            return SourceBatch.Empty;
        }

        double msPerValue = (to - from) * 1000.0 / (last - first);
        long startMs = CreatedMs() + (from * 1000);
        return new SourceBatch([new CountedPartition(first, last, value => startMs + (long)Math.Floor(((value - first) * msPerValue) + 0.5))], []);
    }

    public void Commit(string end)
    {
        // A count can always be made again.
    }

    private long CreatedMs()
    {
        string file = $"{folder}/0";
        if (createdMs is null && !checkpoint.FileExists(file))
        {
            VersionedLogFile.Write(checkpoint, file, [clock.GetUtcNow().ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture)]);
        }

        return createdMs ??= VersionedLogFile.Read(checkpoint, file, lines => long.Parse(lines[0], CultureInfo.InvariantCulture));
    }

    // While it ramps up, each second brings as many rows more than the one before.
    private long ValueAt(long seconds)
    {
        if (seconds > long.MaxValue / 4 / rowsPerSecond)
        {
            throw new SparkException(new SparkError("SparkArithmeticException", null, $"Max offset with {rowsPerSecond} rowsPerSecond is {long.MaxValue / 4 / rowsPerSecond}, but it's {seconds} now."));
        }

        long perStep = rowsPerSecond / (rampUpSeconds + 1);
        return seconds > rampUpSeconds ? RampUpRows(rampUpSeconds, perStep) + ((seconds - rampUpSeconds) * rowsPerSecond) : RampUpRows(seconds, perStep);
    }

    private static long RampUpRows(long seconds, long perStep) =>
        seconds % 2 == 1 ? (seconds + 1) / 2 * perStep * seconds : seconds / 2 * perStep * (seconds + 1);

    private static long RampUp(CaseInsensitiveOptions options)
    {
        long seconds = options["rampUpTime"] is { } text ? FileAge.Milliseconds(text, bareUnitMs: 1000) / 1000 : 0;
        return seconds >= 0 ? seconds : throw SparkException.IllegalArgument($"Invalid value '{seconds}'. The option 'rampUpTime' must not be negative");
    }

    private static long Seconds(string offset) => LoggedOffset.Number(offset);
}

/// <summary>Rows <c>timestamp, value</c> for the values from one up to but without another.</summary>
internal sealed class CountedPartition(long first, long end, Func<long, long> timestampMs) : InputPartition
{
    public override IEnumerable<Datum[]> Read(ScanRequest request)
    {
        for (long value = first; value < end; value++)
        {
            yield return [Datum.Of(timestampMs(value) * 1000), Datum.Of(value)];
        }
    }
}

/// <summary>Numbers among the options of the rate sources.</summary>
internal static class RateOptions
{
    public static long Positive(CaseInsensitiveOptions options, string name, long byDefault) => Number(options, name, byDefault) is > 0 and var number
        ? number
        : throw SparkException.IllegalArgument($"Invalid value '{Number(options, name, byDefault)}'. The option '{name}' must be positive");

    public static long NotNegative(CaseInsensitiveOptions options, string name, long byDefault) => Number(options, name, byDefault) is >= 0 and var number
        ? number
        : throw SparkException.IllegalArgument($"Invalid value '{Number(options, name, byDefault)}'. The option '{name}' must be non-negative");

    private static long Number(CaseInsensitiveOptions options, string name, long byDefault) => options[name] is not { } text ? byDefault
        : long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long number) ? number
        : throw new SparkException(new SparkError("NumberFormatException", null, $"For input string: \"{text}\""));
}
