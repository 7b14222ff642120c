using System.Globalization;
using System.Numerics;
using Grader.Engine.Text;
using Grader.Plans.Types;

namespace Grader.Engine.Expressions;

/// <summary><c>try_cast</c>: ANSI's casts, where what would be an error is null.</summary>
internal static class TryCasts
{
    /// <summary>The cast of non-null values; nulls are the caller's.</summary>
    public static Func<Datum, Datum> Create(DataType from, DataType to, EvaluationContext context)
    {
        Func<Datum, Datum> cast = Casts.Create(from, to, context);
        return (from, to) switch
        {
            (StringType, IntegralType) => value => Whole(value.String, to),
            (IntegralType, IntegralType) => value => InRange((Int128)value.Int64, to),
            (FloatType or DoubleType, IntegralType) => value => double.IsNaN(value.Double) ? Datum.Null : RealInRange(Math.Floor(Math.Abs(value.Double)) * Math.Sign(value.Double), to),
            (DecimalType, IntegralType) => value => InRange(BigInteger.Divide(value.Decimal.Unscaled, BigInteger.Pow(10, value.Decimal.Scale)), to),
            (TimestampType, IntegralType) => value => InRange((Int128)(Math.DivRem(value.Int64, 1_000_000, out long rest) - (rest < 0 ? 1 : 0)), to),
            (ArrayType a, ArrayType b) => Element(a.ElementType, b.ElementType, context) is var element ? value => Datum.Of([.. value.Items.Select(element)]) : cast,
            (MapType a, MapType b) => Entries(a, b, context),
            (StructType a, StructType b) => Fields(a, b, context),
            _ => cast,
        };
    }

    private static Func<Datum, Datum> Element(DataType from, DataType to, EvaluationContext context)
    {
        Func<Datum, Datum> cast = Create(from, to, context);
        return value => value.IsNull ? value : cast(value);
    }

    private static Func<Datum, Datum> Entries(MapType from, MapType to, EvaluationContext context)
    {
        Func<Datum, Datum> key = Element(from.KeyType, to.KeyType, context), item = Element(from.ValueType, to.ValueType, context);
        return value => Datum.Of(new MapDatum([.. value.Map.Keys.Select(key)], [.. value.Map.Values.Select(item)]));
    }

    private static Func<Datum, Datum> Fields(StructType from, StructType to, EvaluationContext context)
    {
        Func<Datum, Datum>[] casts = [.. from.Fields.Zip(to.Fields, (a, b) => Element(a.DataType, b.DataType, context))];
        return value => Datum.Of([.. value.Items.Zip(casts, (item, cast) => cast(item))]);
    }

    private static Datum Whole(string text, DataType to)
    {
        ReadOnlySpan<char> digits = JavaNumberText.TrimAll(text);
        return digits.IndexOfAnyExceptInRange('0', '9') is var at && (at < 0 || (at == 0 && digits[0] is '+' or '-'))
            && Int128.TryParse(digits, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out Int128 value)
            ? InRange(value, to)
            : Datum.Null;
    }

    private static Datum InRange(BigInteger value, DataType type) => value >= Least(type) && value <= Most(type) ? Datum.Of((long)value) : Datum.Null;

    private static Datum InRange(Int128 value, DataType type) => value >= Least(type) && value <= Most(type) ? Datum.Of((long)value) : Datum.Null;

    private static Datum RealInRange(double value, DataType type) => value >= Least(type) && value < Most(type) + 1.0 ? Datum.Of((long)value) : Datum.Null;

    public static long Least(DataType type) => type switch
    {
        ByteType => sbyte.MinValue,
        ShortType => short.MinValue,
        IntegerType => int.MinValue,
        _ => long.MinValue,
    };

    public static long Most(DataType type) => type switch
    {
        ByteType => sbyte.MaxValue,
        ShortType => short.MaxValue,
        IntegerType => int.MaxValue,
        _ => long.MaxValue,
    };
}
