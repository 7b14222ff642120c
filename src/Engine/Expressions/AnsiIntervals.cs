using System.Globalization;
using System.Numerics;
using System.Text.RegularExpressions;
using Grader.Plans.Types;

namespace Grader.Engine.Expressions;

/// <summary>Year-month intervals (months) and day-time intervals (microseconds) out of text and numbers, and into numbers.</summary>
internal static partial class AnsiIntervals
{
    private static readonly long[] MicrosOfField = [86_400_000_000, 3_600_000_000, 60_000_000, 1_000_000];
    private static readonly string[] FieldPatterns = ["d", "h", "m", "s"];

    /// <summary>The text of a literal's string or of a cast; null where it does not have the type's form.</summary>
    public static int? Months(string text, YearMonthIntervalType type)
    {
        (string body, int sign) = Body(text);
        Match match = type.StartField == type.EndField ? Whole().Match(body) : YearToMonth().Match(body);
        if (!match.Success || !long.TryParse(match.Groups[2].Value, NumberStyles.None, CultureInfo.InvariantCulture, out long first))
        {
            return null;
        }

        long months = type.EndField == 0 ? first * 12 : first;
        if (type.StartField != type.EndField)
        {
            int month = int.Parse(match.Groups[3].Value, CultureInfo.InvariantCulture);
            months = first * 12 + month;
            if (month > 11)
            {
                return null;
            }
        }

        months *= sign * (match.Groups[1].Value == "-" ? -1 : 1);
        return months is >= int.MinValue and <= int.MaxValue ? (int)months : null;
    }

    /// <inheritdoc cref="Months"/>
    public static long? Micros(string text, DayTimeIntervalType type)
    {
        (string body, int sign) = Body(text);
        bool negative = body.StartsWith('-');
        body = negative || body.StartsWith('+') ? body[1..] : body;
        string[] parts = SplitFields(body, type);
        if (parts.Length != type.EndField - type.StartField + 1)
        {
            return null;
        }

        Int128 total = 0;
        for (int i = 0; i < parts.Length; i++)
        {
            int field = type.StartField + i;
            string[] number = field == 3 ? parts[i].Split('.') : [parts[i]];
            if (number.Length > 2 || number[0].Length is 0 or > 13 || !long.TryParse(number[0], NumberStyles.None, CultureInfo.InvariantCulture, out long value)
                || (i > 0 && value >= (field == 1 ? 24 : 60)))
            {
                return null;
            }

            total += (Int128)value * MicrosOfField[field];
            if (number.Length == 2)
            {
                if (number[1].Length is 0 or > 9 || !long.TryParse(number[1].PadRight(6, '0')[..6], NumberStyles.None, CultureInfo.InvariantCulture, out long fraction))
                {
                    return null;
                }

                total += fraction;
            }
        }

        total *= sign * (negative ? -1 : 1);
        return total >= long.MinValue && total <= long.MaxValue ? (long)total : null;
    }

    /// <summary>Whole units of the interval's last field, as a cast to a number gives them.</summary>
    public static long Units(long value, DataType type) => value / UnitOf(type);

    public static SparkDecimal DecimalUnits(long value, DataType type) => type is DayTimeIntervalType { EndField: 3 }
        ? new SparkDecimal(value, 6)
        : new SparkDecimal(Units(value, type), 0);

    /// <summary>That many units of the type's last field; null beyond its range.</summary>
    public static long? OfUnits(BigInteger units, DataType type)
    {
        BigInteger value = units * UnitOf(type);
        (long least, long most) = type is YearMonthIntervalType ? (int.MinValue, int.MaxValue) : (long.MinValue, long.MaxValue);
        return value >= least && value <= most ? (long)value : null;
    }

    /// <summary>The interval without what is finer than the type's last field.</summary>
    public static long Truncate(long value, DataType type) => type is DayTimeIntervalType { EndField: 3 } ? value : value / UnitOf(type) * UnitOf(type);

    private static long UnitOf(DataType type) => type switch
    {
        DayTimeIntervalType dayTime => MicrosOfField[dayTime.EndField],
        YearMonthIntervalType { EndField: 0 } => 12,
        _ => 1,
    };

    /// <summary>What stands between the quotes of <c>INTERVAL ±'…' A TO B</c>, or the text itself.</summary>
    private static (string Body, int Sign) Body(string text)
    {
        Match literal = LiteralForm().Match(text.Trim());
        return literal.Success ? (literal.Groups[2].Value, literal.Groups[1].Value == "-" ? -1 : 1) : (text.Trim(), 1);
    }

    private static string[] SplitFields(string body, DayTimeIntervalType type)
    {
        if (type.StartField > 0 || type.EndField == 0)
        {
            return body.Split(':');
        }

        string[] dayAndTime = body.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        return dayAndTime.Length == 2 ? [dayAndTime[0], .. dayAndTime[1].Split(':')] : [];
    }

    /// <summary>How Spark describes the form in its refusals: <c>d h:m:s.n</c>.</summary>
    public static string Form(DataType type) => type switch
    {
        YearMonthIntervalType { StartField: 0, EndField: 1 } => "y-m",
        YearMonthIntervalType { EndField: 0 } => "y",
        YearMonthIntervalType => "m",
        DayTimeIntervalType d => string.Concat(Enumerable.Range(d.StartField, d.EndField - d.StartField + 1)
            .Select(field => (field == d.StartField ? "" : field == 1 ? " " : ":") + FieldPatterns[field] + (field == 3 ? ".n" : ""))),
        _ => "",
    };

    [GeneratedRegex("^([+-])?([0-9]{1,9})-([0-9]{1,2})$", RegexOptions.CultureInvariant)]
    private static partial Regex YearToMonth();

    [GeneratedRegex("^([+-])?([0-9]{1,10})$", RegexOptions.CultureInvariant)]
    private static partial Regex Whole();

    [GeneratedRegex(@"^INTERVAL\s+([+-])?'([^']*)'\s+[A-Z]+(?:\s+TO\s+[A-Z]+)?$", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex LiteralForm();
}
