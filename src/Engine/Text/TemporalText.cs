using System.Globalization;

namespace Grader.Engine.Text;

/// <summary>Dates and timestamps as text, by the rules of Spark's casts (spark-semantics 8.6 and 8.7).</summary>
public static class TemporalText
{
    private const long MicrosPerSecond = 1_000_000;
    private const long MicrosPerDay = 86_400 * MicrosPerSecond;

    /// <summary>Parses a date, alone or with a time, in the zone given by the text or else in <paramref name="zone"/>.</summary>
    /// <param name="nowMicros">Gives the day of a bare time such as <c>T12:30</c>.</param>
    public static bool TryParseTimestamp(ReadOnlySpan<char> text, TimeZoneInfo zone, long nowMicros, out long micros)
    {
        micros = 0;
        var reader = new Reader(text.Trim(" \t\n\r\f\v"));
        int days;
        if (reader.LooksLikeBareTime())
        {
            days = (int)Math.DivRem(nowMicros, MicrosPerDay, out long rest) - (rest < 0 ? 1 : 0);
            reader.Skip('T');
        }
        else
        {
            if (!reader.TryDate(out days))
            {
                return false;
            }

            if (reader.AtEnd)
            {
                return TryToInstant(days, 0, zone, out micros);
            }

            if (!reader.Skip(' ') && !reader.Skip('T'))
            {
                return false;
            }

            if (reader.AtEnd)
            {
                return TryToInstant(days, 0, zone, out micros);
            }
        }

        if (!reader.TryTime(out long timeMicros))
        {
            return false;
        }

        TimeZoneInfo effective = zone;
        if (!reader.AtEnd && !TryZone(reader.Rest.Trim(' '), out effective!))
        {
            return false;
        }

        return TryToInstant(days, timeMicros, effective, out micros);
    }

    /// <summary>Parses a date, alone or with a time, as wall-clock time: a zone behind it is read over, a bare time is none.</summary>
    public static bool TryParseTimestampWithoutZone(ReadOnlySpan<char> text, out long micros)
    {
        micros = 0;
        var reader = new Reader(text.Trim(" \t\n\r\f\v"));
        if (reader.LooksLikeBareTime() || !reader.TryDate(out int days))
        {
            return false;
        }

        long time = 0;
        if (!reader.AtEnd && ((!reader.Skip(' ') && !reader.Skip('T')) || (!reader.AtEnd && (!reader.TryTime(out time) || (!reader.AtEnd && !TryZone(reader.Rest.Trim(' '), out _))))))
        {
            return false;
        }

        return TryToInstant(days, time, TimeZoneInfo.Utc, out micros);
    }

    /// <summary>Parses <c>[+-]y…y[-m[-d]]</c>; what follows a blank or T behind a whole date is ignored.</summary>
    public static bool TryParseDate(ReadOnlySpan<char> text, out int days)
    {
        var reader = new Reader(text.Trim(" \t\n\r\f\v"));
        return reader.TryDate(out days) && (reader.AtEnd || (reader.DateWasWhole && (reader.Skip(' ') || reader.Skip('T'))));
    }

    /// <summary><c>yyyy-MM-dd HH:mm:ss</c> in the zone, then the fraction without trailing zeros where it is not zero.</summary>
    public static string FormatTimestamp(long micros, TimeZoneInfo zone) => FormatTimestampNtz(micros + OffsetMicros(micros, zone));

    public static string FormatTimestampNtz(long micros)
    {
        (long days, long time) = FloorDays(micros);
        (long seconds, long fraction) = Math.DivRem(time, MicrosPerSecond);
        string text = string.Create(CultureInfo.InvariantCulture,
            $"{FormatDate((int)days)} {seconds / 3600:00}:{seconds / 60 % 60:00}:{seconds % 60:00}");
        return fraction == 0 ? text : text + "." + fraction.ToString("000000", CultureInfo.InvariantCulture).TrimEnd('0');
    }

    public static string FormatDate(int days)
    {
        (int year, int month, int day) = CivilDate.FromDays(days);
        string sign = year < 0 ? "-" : year > 9999 ? "+" : "";
        return string.Create(CultureInfo.InvariantCulture, $"{sign}{Math.Abs(year):0000}-{month:00}-{day:00}");
    }

    /// <summary>Whole days since the epoch, rounded down, and the microseconds into that day.</summary>
    public static (long Days, long Micros) FloorDays(long micros)
    {
        (long days, long time) = Math.DivRem(micros, MicrosPerDay);
        return time < 0 ? (days - 1, time + MicrosPerDay) : (days, time);
    }

    /// <summary>The zone's offset from UTC at an instant, in microseconds.</summary>
    public static long OffsetMicros(long micros, TimeZoneInfo zone)
    {
        if (zone == TimeZoneInfo.Utc)
        {
            return 0;
        }

        long ticks = DateTime.UnixEpoch.Ticks + Math.Clamp(micros, -62_135_596_800_000_000, 253_402_300_799_999_999) * 10;
        return zone.GetUtcOffset(new DateTime(ticks, DateTimeKind.Utc)).Ticks / 10;
    }

    /// <summary>The instant of a wall-clock time in a zone; in a gap the clock has moved on, in an overlap the earlier instant counts (java.time).</summary>
    public static long ToInstant(long localMicros, TimeZoneInfo zone)
    {
        if (zone == TimeZoneInfo.Utc)
        {
            return localMicros;
        }

        long before = OffsetMicros(localMicros - MicrosPerDay, zone);
        long guess = localMicros - before;
        if (OffsetMicros(guess, zone) == before)
        {
            return guess;
        }

        long after = OffsetMicros(localMicros + MicrosPerDay, zone);
        long later = localMicros - after;
        return OffsetMicros(later, zone) == after ? later : guess;
    }

    /// <summary><c>Z</c>, <c>UTC</c>, <c>GMT+2</c>, <c>+03:00</c>, <c>+0300</c>, <c>+3</c> or a region such as <c>Europe/Moscow</c>.</summary>
    public static bool TryZone(ReadOnlySpan<char> text, out TimeZoneInfo? zone)
    {
        zone = TimeZoneInfo.Utc;
        if (text is "Z" or "z" or "UTC" or "GMT" or "UT")
        {
            return true;
        }

        text = text.Length == 3 ? ShortZoneIds.Expand(text.ToString()) : text;
        ReadOnlySpan<char> offset = text.StartsWith("UTC") || text.StartsWith("GMT") ? text[3..] : text.StartsWith("UT") ? text[2..] : text;
        if (offset.Length > 1 && offset[0] is '+' or '-')
        {
            return TryOffset(offset, out zone);
        }

        return text.Length is > 2 and < 64 && TimeZoneInfo.TryFindSystemTimeZoneById(text.ToString(), out zone);
    }

    private static bool TryOffset(ReadOnlySpan<char> text, out TimeZoneInfo? zone)
    {
        zone = null;
        ReadOnlySpan<char> digits = text[1..];
        int hours, minutes = 0, seconds = 0;
        bool valid = digits.Contains(':')
            ? TryColonOffset(digits, out hours, out minutes, out seconds)
            : TryDigits(digits.Length > 2 ? digits[..2] : digits, out hours)
              && (digits.Length <= 2 || (digits.Length is 4 or 6 && TryDigits(digits[2..4], out minutes)
                  && (digits.Length == 4 || TryDigits(digits[4..], out seconds))));
        if (!valid || hours > 18 || minutes > 59 || seconds > 59)
        {
            return false;
        }

        // Custom zones hold whole minutes only; seconds in an offset are history that no event carries.
        TimeSpan span = new TimeSpan(hours, minutes, 0) * (text[0] == '-' ? -1 : 1);
        if (seconds != 0 || span.Duration() > TimeSpan.FromHours(14))
        {
            return false;
        }

        zone = span == TimeSpan.Zero ? TimeZoneInfo.Utc : TimeZoneInfo.CreateCustomTimeZone(text.ToString(), span, null, null);
        return true;
    }

    private static bool TryColonOffset(ReadOnlySpan<char> text, out int hours, out int minutes, out int seconds)
    {
        minutes = seconds = 0;
        int first = text.IndexOf(':');
        ReadOnlySpan<char> rest = text[(first + 1)..];
        int second = rest.IndexOf(':');
        return TryDigits(text[..first], out hours)
            && TryDigits(second < 0 ? rest : rest[..second], out minutes)
            && (second < 0 || TryDigits(rest[(second + 1)..], out seconds));
    }

    private static bool TryDigits(ReadOnlySpan<char> text, out int value)
    {
        value = 0;
        return text.Length is 1 or 2 && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out value);
    }

    private static bool TryToInstant(long days, long timeMicros, TimeZoneInfo zone, out long micros)
    {
        micros = 0;
        if (Math.Abs(days) > long.MaxValue / MicrosPerDay - 1)
        {
            return false;
        }

        micros = ToInstant(days * MicrosPerDay + timeMicros, zone);
        return true;
    }

    private ref struct Reader(ReadOnlySpan<char> text)
    {
        private readonly ReadOnlySpan<char> text = text;
        private int position;

        public bool DateWasWhole { get; private set; }

        public readonly bool AtEnd => position == text.Length;

        public readonly ReadOnlySpan<char> Rest => text[position..];

        public readonly bool LooksLikeBareTime()
        {
            ReadOnlySpan<char> time = text.StartsWith("T") ? text[1..] : text;
            int colon = time.IndexOf(':');
            return (colon is 1 or 2 && time[..colon].IndexOfAnyExceptInRange('0', '9') < 0) || (text.StartsWith("T") && time.Length > 0);
        }

        public bool Skip(char wanted)
        {
            if (position < text.Length && text[position] == wanted)
            {
                position++;
                return true;
            }

            return false;
        }

        public bool TryDate(out int days)
        {
            days = 0;
            bool negative = Skip('-');
            if (!negative)
            {
                Skip('+');
            }

            int month = 1, day = 1;
            if (!TryNumber(4, 7, out int year))
            {
                return false;
            }

            if (Skip('-'))
            {
                if (!TryNumber(1, 2, out month))
                {
                    return false;
                }

                if (Skip('-'))
                {
                    if (!TryNumber(1, 2, out day))
                    {
                        return false;
                    }

                    DateWasWhole = true;
                }
            }

            return CivilDate.TryToDays(negative ? -year : year, month, day, out days) && (AtEnd || DateWasWhole);
        }

        public bool TryTime(out long micros)
        {
            micros = 0;
            int minute = 0, second = 0;
            long fraction = 0;
            if (!TryNumber(1, 2, out int hour))
            {
                return false;
            }

            if (Skip(':'))
            {
                if (!TryNumber(1, 2, out minute))
                {
                    return false;
                }

                if (Skip(':'))
                {
                    if (!TryNumber(1, 2, out second))
                    {
                        return false;
                    }

                    if (Skip('.'))
                    {
                        fraction = Fraction();
                    }
                }
            }
            else
            {
                return false;
            }

            micros = ((hour * 60L + minute) * 60 + second) * MicrosPerSecond + fraction;
            return hour < 24 && minute < 60 && second < 60;
        }

        // Digits beyond the sixth are cut.
        private long Fraction()
        {
            long value = 0;
            int count = 0;
            for (; position < text.Length && char.IsAsciiDigit(text[position]); position++)
            {
                if (count < 6)
                {
                    value = value * 10 + (text[position] - '0');
                    count++;
                }
            }

            for (; count < 6; count++)
            {
                value *= 10;
            }

            return value;
        }

        private bool TryNumber(int minDigits, int maxDigits, out int value)
        {
            value = 0;
            int start = position;
            for (; position < text.Length && char.IsAsciiDigit(text[position]) && position - start <= maxDigits; position++)
            {
                value = value * 10 + (text[position] - '0');
            }

            int digits = position - start;
            return digits >= minDigits && digits <= maxDigits;
        }
    }
}
