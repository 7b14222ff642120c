using Grader.Engine.Expressions;
using Grader.Plans;
using Grader.Plans.Expressions;
using Grader.Plans.Types;

namespace Grader.Engine.Sql;

/// <summary>INTERVAL literals.</summary>
internal abstract partial class ExpressionParser
{
    private static readonly string[] YearMonthUnits = ["YEAR", "MONTH"];
    private static readonly string[] DayTimeUnits = ["DAY", "HOUR", "MINUTE", "SECOND"];

    /// <summary>
    /// <c>INTERVAL 10 SECONDS</c>, <c>INTERVAL '5' MINUTE</c>, <c>INTERVAL '1 hour 2 minutes'</c>, <c>INTERVAL '1-2' YEAR TO MONTH</c>, several units in a row.
    /// </summary>
    private Literal Interval()
    {
        int start = Current.Start;
        var total = default(CalendarInterval);
        List<string> units = [];
        while (Current.Kind is SqlTokenKind.Number or SqlTokenKind.String
            || ((Current.IsSymbol("-") || Current.IsSymbol("+")) && Peek().Kind is SqlTokenKind.Number or SqlTokenKind.String))
        {
            string sign = TakeSymbol("-") ? "-" : TakeSymbol("+") ? "" : "";
            SqlToken number = Take();
            if (number.Kind == SqlTokenKind.String && (Current.Kind != SqlTokenKind.Word || !IsUnit(Current.Text)))
            {
                return IntervalLiteral(IntervalParser.Parse(number.Text), UnitsIn(number.Text), start);
            }

            string unit = Singular(Identifier());
            if (units.Count == 0 && TakeWord("TO"))
            {
                return UnitToUnit(sign, number, unit, Singular(Identifier()));
            }

            if (IntervalParser.Of(sign + number.Text.Trim(), unit) is not { } part)
            {
                throw SqlSyntax.Error(text, text[number.Start..number.End], number.Start);
            }

            units.Add(unit);
            try
            {
                total = checked(new CalendarInterval(total.Months + part.Months, total.Days + part.Days, total.Microseconds + part.Microseconds));
            }
            catch (OverflowException)
            {
                throw SparkException.Parse(null, $"The interval is too large.(line 1, pos {start})");
            }
        }

        return IntervalLiteral(total, units, start);
    }

    private static string Singular(string unit) => unit.ToUpperInvariant() is var upper && upper.EndsWith('S') ? upper[..^1] : upper;

    private static bool IsUnit(string word) =>
        Singular(word) is var unit && (YearMonthUnits.Contains(unit) || DayTimeUnits.Contains(unit) || unit is "WEEK" or "MILLISECOND" or "MICROSECOND" or "NANOSECOND");

    private static List<string> UnitsIn(string value) => [.. value
        .Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Select(Singular).Where(word => word != "INTERVAL" && word.All(char.IsAsciiLetter))];

    private Literal UnitToUnit(string sign, SqlToken value, string from, string to)
    {
        if (value.Kind != SqlTokenKind.String)
        {
            throw SparkException.Parse(null, $"The value of from-to unit must be a string.(line 1, pos {value.Start})");
        }

        int year = Array.IndexOf(YearMonthUnits, from), month = Array.IndexOf(YearMonthUnits, to);
        int first = Array.IndexOf(DayTimeUnits, from), last = Array.IndexOf(DayTimeUnits, to);
        DataType type = year >= 0 && month > year ? new YearMonthIntervalType(year, month)
            : first >= 0 && last > first ? new DayTimeIntervalType(first, last)
            : throw SparkException.Parse(null, $"Intervals FROM {from} TO {to} are not supported.(line 1, pos {value.Start})");
        object? parsed = type is YearMonthIntervalType yearMonth ? AnsiIntervals.Months(value.Text, yearMonth) : AnsiIntervals.Micros(value.Text, (DayTimeIntervalType)type);
        return parsed switch
        {
            int months => new Literal(sign == "-" ? -months : months, type),
            long micros => new Literal(sign == "-" ? -micros : micros, type),
            _ => throw SparkException.Parse(null, $"Error parsing interval literal '{value.Text}' {from} TO {to}.(line 1, pos {value.Start})"),
        };
    }

    // The units of one family make an interval as wide as they are; the families do not mix.
    private static Literal IntervalLiteral(CalendarInterval value, IReadOnlyList<string> units, int start)
    {
        int[] yearMonth = [.. units.Select(unit => Array.IndexOf(YearMonthUnits, unit)).Where(field => field >= 0)];
        int[] dayTime = [.. units.Where(unit => !YearMonthUnits.Contains(unit)).Select(unit => Array.IndexOf(DayTimeUnits, unit switch
        {
            "WEEK" => "DAY",
            "MILLISECOND" or "MICROSECOND" => "SECOND",
            _ => unit,
        }))];
        return yearMonth.Length > 0 && dayTime.Length > 0
                ? throw SparkException.Parse("_LEGACY_ERROR_TEMP_0029", $"Cannot mix year-month and day-time fields: INTERVAL {string.Join(' ', units)}.(line 1, pos {start})")
            : yearMonth.Length > 0 ? new Literal(value.Months, new YearMonthIntervalType(yearMonth.Min(), yearMonth.Max()))
            : dayTime.Length > 0 ? new Literal(value.Days * 86_400_000_000L + value.Microseconds, new DayTimeIntervalType(dayTime.Min(), dayTime.Max()))
            : new Literal(value.Days * 86_400_000_000L + value.Microseconds, new DayTimeIntervalType());
    }
}
