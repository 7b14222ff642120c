using System.Globalization;
using System.Numerics;
using System.Text;
using Grader.Engine.Text;
using Grader.Plans;
using Grader.Plans.Types;

namespace Grader.Engine.Expressions;

/// <summary>Casts of values, ANSI off: what does not fit gives null or wraps as in Java (spark-semantics 8.2, 8.6, 8.7).</summary>
public static class Casts
{
    private const long MicrosPerSecond = 1_000_000;
    private const long MicrosPerDay = 86_400 * MicrosPerSecond;

    /// <summary>The cast of non-null values from one type to another; nulls are the caller's.</summary>
    public static Func<Datum, Datum> Create(DataType from, DataType to, EvaluationContext context)
    {
        if (from == to)
        {
            return value => value;
        }

        return (from, to) switch
        {
            (_, StringType) => value => Datum.Of(ValueText.Of(value, from, context.TimeZone)),
            (StringType, _) => FromString(to, context),
            (BooleanType, DecimalType d) => value => Decimal(new SparkDecimal(value.Int64, 0), d),
            (BooleanType, TimestampType) => value => value,
            (BooleanType, FloatType or DoubleType) => value => Datum.Of((double)value.Int64),
            (BooleanType, IntegralType) => value => value,
            (IntegralType, IntegralType) => Wrap(to),
            (IntegralType, BooleanType) => value => Datum.Of(value.Int64 != 0),
            (IntegralType, DoubleType) => value => Datum.Of((double)value.Int64),
            (IntegralType, FloatType) => value => Datum.Of((double)(float)value.Int64),
            (IntegralType, DecimalType d) => value => Decimal(new SparkDecimal(value.Int64, 0), d),
            (IntegralType, TimestampType) => value => Datum.Of(Saturate((Int128)value.Int64 * MicrosPerSecond)),
            (IntegralType, BinaryType) => value => Datum.Of(BigEndian(value.Int64, from)),
            (FloatType, DoubleType) => value => value,
            (DoubleType, FloatType) => value => Datum.Of((double)(float)value.Double),
            (FloatType or DoubleType, BooleanType) => value => Datum.Of(value.Double != 0),
            (FloatType or DoubleType, LongType) => value => Datum.Of(ToLong(value.Double)),
            (FloatType or DoubleType, IntegralType) => DoubleToSmall(to),
            (FloatType, DecimalType d) => value => DecimalArithmetic.Parse(JavaNumberText.Of((float)value.Double)) is { } parsed ? Decimal(parsed, d) : Datum.Null,
            (DoubleType, DecimalType d) => value => DecimalArithmetic.OfDouble(value.Double) is { } parsed ? Decimal(parsed, d) : Datum.Null,
            (FloatType or DoubleType, TimestampType) => value => double.IsFinite(value.Double) ? Datum.Of(ToLong(value.Double * MicrosPerSecond)) : Datum.Null,
            (DecimalType, DecimalType d) => value => Decimal(value.Decimal, d),
            (DecimalType, BooleanType) => value => Datum.Of(!value.Decimal.Unscaled.IsZero),
            (DecimalType, DoubleType) => value => Datum.Of(DecimalArithmetic.ToDouble(value.Decimal)),
            (DecimalType, FloatType) => value => Datum.Of((double)(float)DecimalArithmetic.ToDouble(value.Decimal)),
            (DecimalType, IntegralType) => DecimalToIntegral(to),
            (DecimalType, TimestampType) => value => Datum.Of((long)(ulong)((value.Decimal.Unscaled * MicrosPerSecond / BigInteger.Pow(10, value.Decimal.Scale)) & ulong.MaxValue)),
            (TimestampType, LongType) => value => Datum.Of(FloorDiv(value.Int64, MicrosPerSecond)),
            (TimestampType, IntegralType) => TimestampToSmall(to),
            (TimestampType, FloatType or DoubleType) => value => Datum.Of(value.Int64 / (double)MicrosPerSecond),
            (TimestampType, DecimalType d) => value => Decimal(new SparkDecimal(value.Int64, 6), d),
            (TimestampType, BooleanType) => value => Datum.Of(value.Int64 != 0),
            (TimestampType, DateType) => value => Datum.Of(FloorDiv(value.Int64 + TemporalText.OffsetMicros(value.Int64, context.TimeZone), MicrosPerDay)),
            (TimestampType, TimestampNtzType) => value => Datum.Of(value.Int64 + TemporalText.OffsetMicros(value.Int64, context.TimeZone)),
            (TimestampNtzType, TimestampType) => value => Datum.Of(TemporalText.ToInstant(value.Int64, context.TimeZone)),
            (TimestampNtzType, DateType) => value => Datum.Of(FloorDiv(value.Int64, MicrosPerDay)),
            (DateType, TimestampType) => value => Datum.Of(TemporalText.ToInstant(value.Int64 * MicrosPerDay, context.TimeZone)),
            (DateType, TimestampNtzType) => value => Datum.Of(value.Int64 * MicrosPerDay),
            (DayTimeIntervalType, DayTimeIntervalType) or (YearMonthIntervalType, YearMonthIntervalType) => value => Datum.Of(AnsiIntervals.Truncate(value.Int64, to)),
            (DayTimeIntervalType or YearMonthIntervalType, IntegralType) => value => AnsiIntervals.Units(value.Int64, from) is var units && units >= TryCasts.Least(to) && units <= TryCasts.Most(to)
                ? Datum.Of(units) : throw Overflow(value, from, to),
            (DayTimeIntervalType or YearMonthIntervalType, DecimalType d) => value => Decimal(AnsiIntervals.DecimalUnits(value.Int64, from), d) is { IsNull: false } units ? units : throw Overflow(value, from, to),
            (IntegralType, DayTimeIntervalType or YearMonthIntervalType) => value => AnsiIntervals.OfUnits(value.Int64, to) is { } interval ? Datum.Of(interval) : throw Overflow(value, from, to),
            (DecimalType, DayTimeIntervalType { EndField: 3 }) => value => DecimalArithmetic.Rescale(value.Decimal, 6).Unscaled is var micros && micros >= long.MinValue && micros <= long.MaxValue
                ? Datum.Of((long)micros)
                : throw Overflow(value, from, to),
            (DecimalType, DayTimeIntervalType or YearMonthIntervalType) => value =>
                AnsiIntervals.OfUnits(DecimalArithmetic.Rescale(value.Decimal, 0).Unscaled, to) is { } interval ? Datum.Of(interval) : throw Overflow(value, from, to),
            (ArrayType a, ArrayType b) => Items(_ => NullSafe(a.ElementType, b.ElementType, context)),
            (StructType a, StructType b) => Items(StructCasts(a, b, context)),
            (MapType a, MapType b) => Map(NullSafe(a.KeyType, b.KeyType, context), NullSafe(a.ValueType, b.ValueType, context)),
            _ => _ => Datum.Null,
        };
    }

    private static Func<Datum, Datum> NullSafe(DataType from, DataType to, EvaluationContext context)
    {
        Func<Datum, Datum> cast = Create(from, to, context);
        return value => value.IsNull ? value : cast(value);
    }

    private static Func<int, Func<Datum, Datum>> StructCasts(StructType from, StructType to, EvaluationContext context)
    {
        Func<Datum, Datum>[] casts = [.. from.Fields.Zip(to.Fields).Select(pair => NullSafe(pair.First.DataType, pair.Second.DataType, context))];
        return i => casts[i];
    }

    private static Func<Datum, Datum> Items(Func<int, Func<Datum, Datum>> castOf) => value =>
    {
        var items = new Datum[value.Items.Length];
        for (int i = 0; i < items.Length; i++)
        {
            items[i] = castOf(i)(value.Items[i]);
        }

        return Datum.Of(items);
    };

    private static Func<Datum, Datum> Map(Func<Datum, Datum> key, Func<Datum, Datum> item) => value =>
        Datum.Of(new MapDatum([.. value.Map.Keys.Select(key)], [.. value.Map.Values.Select(item)]));

    private static Func<Datum, Datum> FromString(DataType to, EvaluationContext context) => to switch
    {
        BooleanType => value => JavaNumberText.TrimAll(value.String).ToString().ToLowerInvariant() switch
        {
            "t" or "true" or "y" or "yes" or "1" => Datum.True,
            "f" or "false" or "n" or "no" or "0" => Datum.False,
            _ => Datum.Null,
        },
        ByteType => value => Integral(value.String, sbyte.MinValue, sbyte.MaxValue),
        ShortType => value => Integral(value.String, short.MinValue, short.MaxValue),
        IntegerType => value => Integral(value.String, int.MinValue, int.MaxValue),
        LongType => value => Integral(value.String, long.MinValue, long.MaxValue),
        DoubleType => value => JavaNumberText.TryParseDouble(value.String, out double parsed) ? Datum.Of(parsed) : Datum.Null,
        FloatType => value => JavaNumberText.TryParseDouble(value.String, out double parsed) ? Datum.Of((double)(float)parsed) : Datum.Null,
        DecimalType d => value => DecimalArithmetic.Parse(value.String) is { } parsed ? Decimal(parsed, d) : Datum.Null,
        BinaryType => value => Datum.Of(Encoding.UTF8.GetBytes(value.String)),
        DateType => value => TemporalText.TryParseDate(value.String, out int days) ? Datum.Of((long)days) : Datum.Null,
        TimestampType => value => TemporalText.TryParseTimestamp(value.String, context.TimeZone, context.BatchTimestampMs * 1000, out long micros) ? Datum.Of(micros) : Datum.Null,
        TimestampNtzType => value => TemporalText.TryParseTimestampWithoutZone(value.String, out long micros) ? Datum.Of(micros) : Datum.Null,
        CalendarIntervalType => value => Sql.IntervalParser.TryParse(value.String) is { } interval ? Datum.Of(interval) : Datum.Null,
        YearMonthIntervalType type => value => AnsiIntervals.Months(value.String, type) is { } months ? Datum.Of((long)months) : throw NotThatInterval(value.String, type),
        DayTimeIntervalType type => value => AnsiIntervals.Micros(value.String, type) is { } micros ? Datum.Of(micros) : throw NotThatInterval(value.String, type),
        _ => _ => Datum.Null,
    };

    private static SparkException Overflow(Datum value, DataType from, DataType to) => FunctionErrors.AtRun("SparkArithmeticException", "CAST_OVERFLOW",
        $"[CAST_OVERFLOW] The value {ValueText.Of(value, from, TimeZoneInfo.Utc)} of the type \"{from.Sql}\" cannot be cast to \"{to.Sql}\" due to an overflow. Use `try_cast` to tolerate overflow and return NULL instead. If necessary set \"spark.sql.ansi.enabled\" to \"false\" to bypass this error.");

    private static SparkException NotThatInterval(string text, DataType type)
    {
        string form = AnsiIntervals.Form(type), words = type.SimpleString["interval ".Length..].ToUpperInvariant();
        string family = type is YearMonthIntervalType ? "year-month" : "day-time";
        return FunctionErrors.AtRun("IllegalArgumentException", null,
            $"Interval string does not match {family} format of `[+|-]{form}`, `INTERVAL [+|-]'[+|-]{form}' {words}` when cast to {type.SimpleString}: {text}");
    }

    /// <summary>Sign, digits, and a fraction that is dropped; a lone point is 0 (UTF8String.toLong).</summary>
    private static Datum Integral(string text, long min, long max)
    {
        ReadOnlySpan<char> digits = JavaNumberText.TrimAll(text);
        bool negative = digits.StartsWith("-");
        digits = negative || digits.StartsWith("+") ? digits[1..] : digits;
        int point = digits.IndexOf('.');
        ReadOnlySpan<char> whole = point < 0 ? digits : digits[..point], fraction = point < 0 ? "" : digits[(point + 1)..];
        if (digits.IsEmpty || whole.IndexOfAnyExceptInRange('0', '9') >= 0 || fraction.IndexOfAnyExceptInRange('0', '9') >= 0)
        {
            return Datum.Null;
        }

        whole = whole.TrimStart('0');
        Int128 value = whole.IsEmpty ? 0 : whole.Length > 20 ? Int128.MaxValue : Int128.Parse(whole, NumberStyles.None, CultureInfo.InvariantCulture);
        value = negative ? -value : value;
        return value >= min && value <= max ? Datum.Of((long)value) : Datum.Null;
    }

    internal static Func<Datum, Datum> Wrap(DataType to) => to switch
    {
        ByteType => value => Datum.Of((long)unchecked((sbyte)value.Int64)),
        ShortType => value => Datum.Of((long)unchecked((short)value.Int64)),
        IntegerType => value => Datum.Of((long)unchecked((int)value.Int64)),
        _ => value => value,
    };

    private static Func<Datum, Datum> DoubleToSmall(DataType to)
    {
        Func<Datum, Datum> wrap = Wrap(to);
        return value => wrap(Datum.Of((long)Math.Clamp(ToLong(value.Double), int.MinValue, int.MaxValue)));
    }

    private static Func<Datum, Datum> DecimalToIntegral(DataType to)
    {
        Func<Datum, Datum> wrap = Wrap(to);
        return value => wrap(Datum.Of((long)(ulong)((value.Decimal.Unscaled / BigInteger.Pow(10, value.Decimal.Scale)) & ulong.MaxValue)));
    }

    private static Func<Datum, Datum> TimestampToSmall(DataType to)
    {
        Func<Datum, Datum> wrap = Wrap(to);
        return value => Datum.Of(FloorDiv(value.Int64, MicrosPerSecond)) is var seconds && wrap(seconds).Int64 == seconds.Int64 ? seconds : Datum.Null;
    }

    internal static Datum Decimal(SparkDecimal value, DecimalType type) => DecimalArithmetic.ToType(value, type) is { } fits ? Datum.Of(fits) : Datum.Null;

    /// <summary>Java's (long) of a double: truncated, saturated, NaN is 0.</summary>
    internal static long ToLong(double value) =>
        double.IsNaN(value) ? 0 : value >= 9.2233720368547758E18 ? long.MaxValue : value <= -9.2233720368547758E18 ? long.MinValue : (long)value;

    private static long Saturate(Int128 value) => (long)Int128.Clamp(value, long.MinValue, long.MaxValue);

    private static long FloorDiv(long dividend, long divisor) => (dividend / divisor) - (dividend % divisor < 0 ? 1 : 0);

    private static byte[] BigEndian(long value, DataType type)
    {
        int size = type switch { ByteType => 1, ShortType => 2, IntegerType => 4, _ => 8 };
        byte[] bytes = new byte[8];
        System.Buffers.Binary.BinaryPrimitives.WriteInt64BigEndian(bytes, value);
        return bytes[^size..];
    }
}
