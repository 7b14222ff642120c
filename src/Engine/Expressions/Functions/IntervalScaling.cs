using System.Numerics;
using Grader.Plans.Expressions;
using Grader.Plans.Types;

namespace Grader.Engine.Expressions.Functions;

/// <summary>Intervals times and by numbers: exact over whole numbers and decimals, rounded half up to whole months or microseconds.</summary>
internal static class IntervalScaling
{
    public static Func<Datum, Datum, Datum> For(string name, DataType interval, DataType number)
    {
        bool divides = name == "/";
        return interval switch
        {
            CalendarIntervalType => (value, factor) => Calendar((CalendarInterval)value.Reference!, ToDouble(factor, number), divides),
            YearMonthIntervalType => (value, factor) => Scaled(value.Int64, factor, number, divides, int.MinValue, int.MaxValue),
            _ => (value, factor) => Scaled(value.Int64, factor, number, divides, long.MinValue, long.MaxValue),
        };
    }

    private static Datum Scaled(long value, Datum factor, DataType number, bool divides, long least, long most)
    {
        if (divides && IsZero(factor, number))
        {
            throw FunctionErrors.AtRun("SparkArithmeticException", "INTERVAL_DIVIDED_BY_ZERO",
                "[INTERVAL_DIVIDED_BY_ZERO] Division by zero. Use `try_divide` to tolerate divisor being 0 and return NULL instead.");
        }

        BigInteger result;
        if (number is FloatType or DoubleType)
        {
            double real = divides ? value / factor.Double : value * factor.Double;
            if (!double.IsFinite(real))
            {
                throw IntervalFunctions.Overflow(double.IsNaN(real) ? "input is infinite or NaN" : "rounded value is out of range");
            }

            result = new BigInteger(Math.Round(real, MidpointRounding.AwayFromZero));
        }
        else
        {
            SparkDecimal exact = number is DecimalType ? factor.Decimal : new SparkDecimal(factor.Int64, 0);
            BigInteger scale = BigInteger.Pow(10, exact.Scale);
            result = divides ? DecimalArithmetic.DivideHalfUp(value * scale, exact.Unscaled) : DecimalArithmetic.DivideHalfUp(value * exact.Unscaled, scale);
        }

        return result >= least && result <= most ? Datum.Of((long)result) : throw IntervalFunctions.Overflow(most == int.MaxValue ? "integer overflow" : "long overflow");
    }

    // Fractions of months are dropped, fractions of days become time.
    private static Datum Calendar(CalendarInterval value, double factor, bool divides)
    {
        if (divides && factor == 0)
        {
            return Datum.Null;
        }

        double months = divides ? value.Months / factor : value.Months * factor;
        double days = divides ? value.Days / factor : value.Days * factor;
        double micros = (divides ? value.Microseconds / factor : value.Microseconds * factor) + (days - Math.Truncate(days)) * 86_400_000_000;
        return double.IsFinite(months) && Math.Abs(months) <= int.MaxValue && Math.Abs(days) <= int.MaxValue && Math.Abs(micros) < long.MaxValue
            ? Datum.Of(new CalendarInterval((int)Math.Truncate(months), (int)Math.Truncate(days), (long)Math.Round(micros, MidpointRounding.AwayFromZero)))
            : Datum.Null;
    }

    private static double ToDouble(Datum value, DataType type) => type switch
    {
        FloatType or DoubleType => value.Double,
        DecimalType => DecimalArithmetic.ToDouble(value.Decimal),
        _ => value.Int64,
    };

    private static bool IsZero(Datum value, DataType type) => type switch
    {
        FloatType or DoubleType => value.Double == 0,
        DecimalType => value.Decimal.Unscaled.IsZero,
        _ => value.Int64 == 0,
    };
}
