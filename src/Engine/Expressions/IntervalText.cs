using System.Globalization;
using Grader.Plans.Expressions;
using Grader.Plans.Types;

namespace Grader.Engine.Expressions;

/// <summary>Intervals as text, in Spark's ANSI style: <c>INTERVAL '1 02:03:04' DAY TO SECOND</c>.</summary>
internal static class IntervalText
{
    private const long MicrosPerSecond = 1_000_000;

    private static readonly string[] DayTimeFields = ["DAY", "HOUR", "MINUTE", "SECOND"];
    private static readonly string[] YearMonthFields = ["YEAR", "MONTH"];

    public static string DayTime(long micros, DayTimeIntervalType type)
    {
        string sign = micros < 0 ? "-" : "";
        ulong left = micros < 0 ? unchecked((ulong)-micros) : (ulong)micros;
        ulong[] units = [86_400 * MicrosPerSecond, 3600 * MicrosPerSecond, 60 * MicrosPerSecond];
        var text = new System.Text.StringBuilder();
        for (int field = type.StartField; field <= type.EndField; field++)
        {
            bool first = field == type.StartField;
            string separator = first ? "" : field == 1 ? " " : ":";
            if (field < 3)
            {
                text.Append(separator).Append((left / units[field]).ToString(first ? "0" : "00", CultureInfo.InvariantCulture));
                left %= units[field];
            }
            else
            {
                text.Append(separator).Append((left / MicrosPerSecond).ToString(first ? "0" : "00", CultureInfo.InvariantCulture));
                string fraction = (left % MicrosPerSecond).ToString("000000", CultureInfo.InvariantCulture).TrimEnd('0');
                text.Append(fraction.Length == 0 ? "" : "." + fraction);
            }
        }

        // A single leading field other than days is as wide as the value; it is padded like a clock's.
        string body = type.StartField > 0 && text.Length > 1 && !char.IsDigit(text[1]) ? "0" + text : text.ToString();
        body = type.StartField > 0 && body.Length == 1 ? "0" + body : body;
        return $"INTERVAL '{sign}{body}' {Range(DayTimeFields, type.StartField, type.EndField)}";
    }

    public static string YearMonth(int months, YearMonthIntervalType type)
    {
        string sign = months < 0 ? "-" : "";
        long size = Math.Abs((long)months);
        string body = (type.StartField, type.EndField) switch
        {
            (0, 0) => (size / 12).ToString(CultureInfo.InvariantCulture),
            (1, 1) => size.ToString(CultureInfo.InvariantCulture),
            _ => string.Create(CultureInfo.InvariantCulture, $"{size / 12}-{size % 12}"),
        };
        return $"INTERVAL '{sign}{body}' {Range(YearMonthFields, type.StartField, type.EndField)}";
    }

    public static string Calendar(CalendarInterval interval)
    {
        List<string> parts = [];
        Add(interval.Months / 12, "years");
        Add(interval.Months % 12, "months");
        Add(interval.Days, "days");
        Add(interval.Microseconds / (3600 * MicrosPerSecond), "hours");
        Add(interval.Microseconds / (60 * MicrosPerSecond) % 60, "minutes");
        long seconds = interval.Microseconds % (60 * MicrosPerSecond);
        if (seconds != 0)
        {
            parts.Add(new SparkDecimal(seconds, 6).ToString().TrimEnd('0').TrimEnd('.') + " seconds");
        }

        return parts.Count == 0 ? "0 seconds" : string.Join(' ', parts);

        void Add(long value, string unit)
        {
            if (value != 0)
            {
                parts.Add(string.Create(CultureInfo.InvariantCulture, $"{value} {unit}"));
            }
        }
    }

    private static string Range(string[] fields, int start, int end) => start == end ? fields[start] : $"{fields[start]} TO {fields[end]}";
}
