using System.Globalization;
using Grader.Plans;
using Grader.Plans.Expressions;

namespace Grader.Engine.Sql;

/// <summary>Interval text such as <c>1 minute 30 seconds</c>: delays, window sizes and the strings of INTERVAL literals.</summary>
internal static class IntervalParser
{
    private const long Second = 1_000_000;

    /// <returns>Null where the text is no interval.</returns>
    public static CalendarInterval? TryParse(string text)
    {
        try
        {
            return Parse(text);
        }
        catch (SparkException)
        {
            return null;
        }
    }

    /// <exception cref="SparkException">CANNOT_PARSE_INTERVAL: a unit is unknown (<c>sec</c>, <c>ms</c>), missing, or a number is none.</exception>
    public static CalendarInterval Parse(string text)
    {
        string[] words = text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        int start = words.Length > 0 && words[0].Equals("interval", StringComparison.OrdinalIgnoreCase) ? 1 : 0;
        if (start == words.Length || (words.Length - start) % 2 != 0)
        {
            throw Unparsable(text);
        }

        var total = default(CalendarInterval);
        for (int i = start; i < words.Length; i += 2)
        {
            total = Of(words[i], words[i + 1]) is { } part ? Add(total, part, text) : throw Unparsable(text);
        }

        return total;
    }

    /// <summary>A number with one unit; null where either is none.</summary>
    public static CalendarInterval? Of(string number, string unit)
    {
        unit = unit.ToUpperInvariant();
        unit = unit.EndsWith('S') ? unit[..^1] : unit;
        try
        {
            if (unit == "SECOND")
            {
                return TryMicros(number, out long micros) ? new CalendarInterval(0, 0, micros) : null;
            }

            if (!long.TryParse(number, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long value))
            {
                return null;
            }

            return unit switch
            {
                "YEAR" => new CalendarInterval(checked((int)(value * 12)), 0, 0),
                "MONTH" => new CalendarInterval(checked((int)value), 0, 0),
                "WEEK" => new CalendarInterval(0, checked((int)(value * 7)), 0),
                "DAY" => new CalendarInterval(0, checked((int)value), 0),
                "HOUR" => new CalendarInterval(0, 0, checked(value * 3600 * Second)),
                "MINUTE" => new CalendarInterval(0, 0, checked(value * 60 * Second)),
                "MILLISECOND" => new CalendarInterval(0, 0, checked(value * 1000)),
                "MICROSECOND" => new CalendarInterval(0, 0, value),
                _ => null,
            };
        }
        catch (OverflowException)
        {
            return null;
        }
    }

    private static bool TryMicros(string number, out long micros)
    {
        micros = 0;
        bool negative = number.StartsWith('-');
        string unsigned = number.TrimStart('-', '+');
        string[] parts = unsigned.Split('.');
        if (parts.Length > 2 || number.Length - unsigned.Length > 1
            || !long.TryParse(parts[0].Length == 0 ? "0" : parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out long seconds))
        {
            return false;
        }

        long fraction = 0;
        if (parts.Length == 2 && (parts[1].Length is 0 or > 9
            || !long.TryParse(parts[1].PadRight(6, '0')[..6], NumberStyles.None, CultureInfo.InvariantCulture, out fraction)))
        {
            return false;
        }

        micros = checked(seconds * Second + fraction) * (negative ? -1 : 1);
        return true;
    }

    private static CalendarInterval Add(CalendarInterval left, CalendarInterval right, string text)
    {
        try
        {
            return checked(new CalendarInterval(left.Months + right.Months, left.Days + right.Days, left.Microseconds + right.Microseconds));
        }
        catch (OverflowException)
        {
            throw Unparsable(text);
        }
    }

    private static SparkException Unparsable(string text) => SparkException.Analysis(
        "CANNOT_PARSE_INTERVAL",
        $"[CANNOT_PARSE_INTERVAL] Unable to parse '{text}'. Please ensure that the value provided is in a valid format for defining an interval. "
        + "You can reference the documentation for the correct format. If the issue persists, please double check that the input value is not null or empty and try again.");
}
