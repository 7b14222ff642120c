using Grader.Engine.Files;
using Grader.Engine.Text;

namespace Grader.Engine.Orc;

/// <summary>
/// Timestamps as a file has them: seconds since the beginning of 2015 where it was written, and the part of a second. What is read shows the wall clock of the
/// writer, as Spark does in a JVM whose zone is UTC.
/// </summary>
internal sealed class OrcTimestamps
{
    /// <summary>2015-01-01T00:00:00Z in seconds.</summary>
    public const long Base = 1_420_070_400;

    /// <summary>A part of a second from which on the seconds of a moment before 1970 are rounded up.</summary>
    public const long NanosOfMilli = 1_000_000;

    private const long MicrosPerSecond = 1_000_000, NanosPerMicro = 1000, NanosPerSecond = 1_000_000_000, SecondsPerDay = 86_400, MaxSeconds = long.MaxValue / MicrosPerSecond - 100 * SecondsPerDay;

    private readonly TimeZoneInfo? zone;
    private readonly bool isProleptic;
    private readonly long start;

    /// <param name="writerTimeZone">An IANA name; empty is UTC.</param>
    public OrcTimestamps(string writerTimeZone, bool isProleptic)
    {
        this.isProleptic = isProleptic;
        if (writerTimeZone is not ("" or "UTC" or "GMT" or "Etc/UTC"))
        {
            zone = writerTimeZone.Length < 64 && TimeZoneInfo.TryFindSystemTimeZoneById(writerTimeZone, out TimeZoneInfo? found)
                ? found
                : throw new FileFormatException("it was written in a time zone that this engine does not know");
        }

        start = Base - (zone is null ? 0 : Offset(Base));
    }

    /// <param name="seconds">Since the base.</param>
    /// <param name="nanos">With the number of its zeros in the last three bits.</param>
    public long Micros(long seconds, long nanos)
    {
        long part = Nanos(nanos);
        if (seconds is < -MaxSeconds or > MaxSeconds)
        {
            throw new FileFormatException("a timestamp is too far away");
        }

        seconds += start;
        // The writer rounds towards 1970. Within the second before it that cannot be undone, and Spark reads the second after.
        if (seconds < 0 && part >= NanosOfMilli)
        {
            seconds--;
        }

        seconds += zone is null ? 0 : Offset(seconds);
        if (!isProleptic)
        {
            long day = seconds >= 0 ? seconds / SecondsPerDay : -((SecondsPerDay - 1 - seconds) / SecondsPerDay);
            seconds += (JulianCalendarDays.ToProleptic(day) - day) * SecondsPerDay;
        }

        return seconds * MicrosPerSecond + part / NanosPerMicro;
    }

    /// <summary>The seconds since the base and the nanoseconds, as a file holds them.</summary>
    public static (long Seconds, long Nanos) Encode(long micros)
    {
        long seconds = micros / MicrosPerSecond, part = micros % MicrosPerSecond;
        if (part < 0)
        {
            part += MicrosPerSecond;
            seconds--;
        }

        long nanos = part * NanosPerMicro;
        return (seconds + (seconds < 0 && nanos >= NanosOfMilli ? 1 : 0) - Base, WithZeros(nanos));
    }

    private static long WithZeros(long nanos)
    {
        if (nanos == 0 || nanos % 100 != 0)
        {
            return nanos << 3;
        }

        nanos /= 100;
        int zeros = 1;
        for (; nanos % 10 == 0 && zeros < 7; zeros++)
        {
            nanos /= 10;
        }

        return nanos << 3 | (uint)zeros;
    }

    private static long Nanos(long value)
    {
        long nanos = value >> 3;
        for (int zeros = (int)(value & 7); zeros >= 0 && (value & 7) != 0 && nanos < NanosPerSecond; zeros--)
        {
            nanos *= 10;
        }

        return nanos is >= 0 and < NanosPerSecond ? nanos : throw new FileFormatException("a timestamp has a broken part of a second");
    }

    private long Offset(long seconds) => TemporalText.OffsetMicros(seconds * MicrosPerSecond, zone!) / MicrosPerSecond;
}
