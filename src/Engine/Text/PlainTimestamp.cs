namespace Grader.Engine.Text;

/// <summary>Timestamps in the notation that nearly all data has: <c>yyyy-MM-ddTHH:mm:ss</c>, a fraction of up to nine digits or none, <c>Z</c> or no zone.</summary>
/// <remarks>What it declines, <see cref="TemporalText.TryParseTimestamp"/> may still take; what it takes is the same there.</remarks>
internal static class PlainTimestamp
{
    private const int Seconds = 19;
    private const int MaxFraction = 9;

    /// <param name="localMicros">Microseconds since the epoch on the clock that the text shows.</param>
    /// <param name="isUtc">Whether that clock is UTC's; otherwise the text does not say.</param>
    public static bool TryParse(ReadOnlySpan<byte> text, out long localMicros, out bool isUtc)
    {
        localMicros = 0;
        isUtc = text.Length > Seconds && text[^1] == 'Z';
        ReadOnlySpan<byte> clock = isUtc ? text[..^1] : text;
        if (clock.Length < Seconds || clock[4] != '-' || clock[7] != '-' || clock[10] is not ((byte)'T' or (byte)' ') || clock[13] != ':' || clock[16] != ':')
        {
            return false;
        }

        int century = TwoDigits(clock, 0), year = TwoDigits(clock, 2), month = TwoDigits(clock, 5), day = TwoDigits(clock, 8);
        int hour = TwoDigits(clock, 11), minute = TwoDigits(clock, 14), second = TwoDigits(clock, 17);
        if ((century | year | month | day | hour | minute | second) < 0 || hour > 23 || minute > 59 || second > 59
            || !CivilDate.TryToDays(century * 100 + year, month, day, out int days) || !TryFraction(clock[Seconds..], out int micros))
        {
            return false;
        }

        localMicros = (((days * 24L + hour) * 60 + minute) * 60 + second) * 1_000_000 + micros;
        return true;
    }

    /// <summary>Two decimal digits as a number; below zero where they are none.</summary>
    private static int TwoDigits(ReadOnlySpan<byte> text, int at)
    {
        uint tens = (uint)(text[at] - '0'), ones = (uint)(text[at + 1] - '0');
        return tens > 9 || ones > 9 ? -1 : (int)(tens * 10 + ones);
    }

    // Digits beyond the sixth are cut, as everywhere.
    private static bool TryFraction(ReadOnlySpan<byte> text, out int micros)
    {
        micros = 0;
        if (text.IsEmpty)
        {
            return true;
        }

        if (text[0] != '.' || text.Length is < 2 or > MaxFraction + 1)
        {
            return false;
        }

        int unit = 100_000;
        foreach (byte c in text[1..])
        {
            uint digit = (uint)(c - '0');
            if (digit > 9)
            {
                return false;
            }

            micros += (int)digit * unit;
            unit /= 10;
        }

        return true;
    }
}
