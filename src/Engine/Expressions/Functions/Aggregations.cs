using System.Numerics;
using Grader.Plans.Types;

namespace Grader.Engine.Expressions.Functions;

/// <summary>count: rows in which no argument is null.</summary>
internal sealed class CountAggregation : IAggregation
{
    public void Initialize(Span<Datum> buffer) => buffer[0] = Datum.Of(0L);

    public void Update(Span<Datum> buffer, ReadOnlySpan<Datum> arguments)
    {
        foreach (Datum argument in arguments)
        {
            if (argument.IsNull)
            {
                return;
            }
        }

        buffer[0] = Datum.Of(buffer[0].Int64 + 1);
    }

    public void Merge(Span<Datum> buffer, ReadOnlySpan<Datum> other) => buffer[0] = Datum.Of(buffer[0].Int64 + other[0].Int64);

    public Datum Evaluate(ReadOnlySpan<Datum> buffer) => buffer[0];
}

/// <summary>count_if: rows in which the argument is true.</summary>
internal sealed class CountIfAggregation : IAggregation
{
    public void Initialize(Span<Datum> buffer) => buffer[0] = Datum.Of(0L);

    public void Update(Span<Datum> buffer, ReadOnlySpan<Datum> arguments)
    {
        if (arguments[0] is { IsNull: false, Boolean: true })
        {
            buffer[0] = Datum.Of(buffer[0].Int64 + 1);
        }
    }

    public void Merge(Span<Datum> buffer, ReadOnlySpan<Datum> other) => buffer[0] = Datum.Of(buffer[0].Int64 + other[0].Int64);

    public Datum Evaluate(ReadOnlySpan<Datum> buffer) => buffer[0];
}

/// <summary>A fold over values that are not null; the empty fold is null. Merging folds the folds.</summary>
internal abstract class NullableFold : IAggregation
{
    public void Initialize(Span<Datum> buffer) => buffer[0] = Datum.Null;

    public void Update(Span<Datum> buffer, ReadOnlySpan<Datum> arguments) => Add(ref buffer[0], arguments[0]);

    public void Merge(Span<Datum> buffer, ReadOnlySpan<Datum> other) => Add(ref buffer[0], other[0]);

    public virtual Datum Evaluate(ReadOnlySpan<Datum> buffer) => buffer[0];

    protected abstract Datum Combine(Datum accumulated, Datum value);

    private void Add(ref Datum accumulated, Datum value)
    {
        if (!value.IsNull)
        {
            accumulated = accumulated.IsNull ? value : Combine(accumulated, value);
        }
    }
}

internal sealed class FoldAggregation(Func<long, long, long> fold) : NullableFold
{
    protected override Datum Combine(Datum accumulated, Datum value) => Datum.Of(fold(accumulated.Int64, value.Int64));
}

internal sealed class ExtremeAggregation(DataType type, int sign) : NullableFold
{
    private readonly Comparison<Datum> order = DatumComparer.Order(type);

    protected override Datum Combine(Datum accumulated, Datum value) => order(value, accumulated) * sign > 0 ? value : accumulated;
}

/// <summary>sum: BIGINT wraps as in Java, DECIMAL becomes null beyond its digits.</summary>
internal sealed class SumAggregation : NullableFold
{
    private readonly Func<Datum, Datum, Datum> add;
    private readonly DecimalType? decimalType;

    private SumAggregation(Func<Datum, Datum, Datum> add, DecimalType? decimalType)
    {
        this.add = add;
        this.decimalType = decimalType;
    }

    public static SumAggregation For(DataType type) => type switch
    {
        DoubleType => new((a, b) => Datum.Of(a.Double + b.Double), null),
        DecimalType d => new((a, b) => Datum.Of(DecimalSum(a.Decimal, b.Decimal, d.Scale)), d),
        DayTimeIntervalType => new((a, b) => Exact((Int128)a.Int64 + b.Int64, long.MinValue, long.MaxValue), null),
        YearMonthIntervalType => new((a, b) => Exact((Int128)a.Int64 + b.Int64, int.MinValue, int.MaxValue), null),
        _ => new((a, b) => Datum.Of(unchecked(a.Int64 + b.Int64)), null),
    };

    private static Datum Exact(Int128 sum, long least, long most) => sum >= least && sum <= most ? Datum.Of((long)sum) : throw IntervalFunctions.Overflow("interval overflow");

    public override Datum Evaluate(ReadOnlySpan<Datum> buffer) =>
        decimalType is null || buffer[0].IsNull ? buffer[0] : Casts.Decimal(buffer[0].Decimal, decimalType);

    protected override Datum Combine(Datum accumulated, Datum value) => add(accumulated, value);

    internal static SparkDecimal DecimalSum(SparkDecimal left, SparkDecimal right, int scale) =>
        new(DecimalArithmetic.Rescale(left, scale).Unscaled + DecimalArithmetic.Rescale(right, scale).Unscaled, scale);
}

/// <summary>avg: a sum and a count of the values that are not null.</summary>
internal sealed class AverageAggregation : IAggregation
{
    private readonly Datum zero;
    private readonly Func<Datum, Datum> widen;
    private readonly Func<Datum, Datum, Datum> add;
    private readonly Func<Datum, long, Datum> divide;

    private AverageAggregation(Datum zero, Func<Datum, Datum> widen, Func<Datum, Datum, Datum> add, Func<Datum, long, Datum> divide)
    {
        this.zero = zero;
        this.widen = widen;
        this.add = add;
        this.divide = divide;
    }

    public static AverageAggregation For(AggregateCall call) => call.Arguments[0].Type switch
    {
        DecimalType d => new(
            Datum.Of(new SparkDecimal(BigInteger.Zero, d.Scale)), value => value,
            (a, b) => Datum.Of(SumAggregation.DecimalSum(a.Decimal, b.Decimal, d.Scale)),
            (sum, count) => call.Type is DecimalType result
                ? Casts.Decimal(new SparkDecimal(DecimalArithmetic.DivideHalfUp(sum.Decimal.Unscaled * BigInteger.Pow(10, Math.Max(0, result.Scale - d.Scale)), count), Math.Max(result.Scale, d.Scale)), result)
                : Datum.Null),
        IntegralType => Of(value => Datum.Of((double)value.Int64)),
        DayTimeIntervalType or YearMonthIntervalType => new(
            Datum.Of(new SparkDecimal(BigInteger.Zero, 0)), value => Datum.Of(new SparkDecimal(value.Int64, 0)),
            (a, b) => Datum.Of(new SparkDecimal(a.Decimal.Unscaled + b.Decimal.Unscaled, 0)),
            (sum, count) => Datum.Of((long)DecimalArithmetic.DivideHalfUp(sum.Decimal.Unscaled, count))),
        _ => Of(value => value),
    };

    public void Initialize(Span<Datum> buffer)
    {
        buffer[0] = zero;
        buffer[1] = Datum.Of(0L);
    }

    public void Update(Span<Datum> buffer, ReadOnlySpan<Datum> arguments)
    {
        if (!arguments[0].IsNull)
        {
            buffer[0] = add(buffer[0], widen(arguments[0]));
            buffer[1] = Datum.Of(buffer[1].Int64 + 1);
        }
    }

    public void Merge(Span<Datum> buffer, ReadOnlySpan<Datum> other)
    {
        buffer[0] = add(buffer[0], other[0]);
        buffer[1] = Datum.Of(buffer[1].Int64 + other[1].Int64);
    }

    public Datum Evaluate(ReadOnlySpan<Datum> buffer) => buffer[1].Int64 == 0 ? Datum.Null : divide(buffer[0], buffer[1].Int64);

    private static AverageAggregation Of(Func<Datum, Datum> widen) =>
        new(Datum.Of(0.0), widen, (a, b) => Datum.Of(a.Double + b.Double), (sum, count) => Datum.Of(sum.Double / count));
}

/// <summary>min_by, max_by: a value and the key that chose it; rows without a key are passed over.</summary>
internal sealed class ExtremeByAggregation(DataType keyType, int sign) : IAggregation
{
    private readonly Comparison<Datum> order = DatumComparer.Order(keyType);

    public void Initialize(Span<Datum> buffer) => buffer[0] = buffer[1] = Datum.Null;

    public void Update(Span<Datum> buffer, ReadOnlySpan<Datum> arguments)
    {
        // On equal keys the later row wins, as in Spark.
        if (!arguments[1].IsNull && (buffer[1].IsNull || order(arguments[1], buffer[1]) * sign >= 0))
        {
            arguments[..2].CopyTo(buffer);
        }
    }

    public void Merge(Span<Datum> buffer, ReadOnlySpan<Datum> other) => Update(buffer, other);

    public Datum Evaluate(ReadOnlySpan<Datum> buffer) => buffer[0];
}

/// <summary>first: a value and whether there is one yet.</summary>
internal sealed class FirstAggregation(bool ignoreNulls) : IAggregation
{
    public void Initialize(Span<Datum> buffer) => (buffer[0], buffer[1]) = (Datum.Null, Datum.False);

    public void Update(Span<Datum> buffer, ReadOnlySpan<Datum> arguments)
    {
        if (!buffer[1].Boolean && !(ignoreNulls && arguments[0].IsNull))
        {
            (buffer[0], buffer[1]) = (arguments[0], Datum.True);
        }
    }

    public void Merge(Span<Datum> buffer, ReadOnlySpan<Datum> other)
    {
        if (!buffer[1].Boolean)
        {
            other.CopyTo(buffer);
        }
    }

    public Datum Evaluate(ReadOnlySpan<Datum> buffer) => buffer[0];
}

internal sealed class LastAggregation(bool ignoreNulls) : IAggregation
{
    public void Initialize(Span<Datum> buffer) => (buffer[0], buffer[1]) = (Datum.Null, Datum.False);

    public void Update(Span<Datum> buffer, ReadOnlySpan<Datum> arguments)
    {
        if (!(ignoreNulls && arguments[0].IsNull))
        {
            (buffer[0], buffer[1]) = (arguments[0], Datum.True);
        }
    }

    public void Merge(Span<Datum> buffer, ReadOnlySpan<Datum> other)
    {
        if (other[1].Boolean)
        {
            other.CopyTo(buffer);
        }
    }

    public Datum Evaluate(ReadOnlySpan<Datum> buffer) => buffer[0];
}

/// <summary>try_sum of whole numbers and intervals: exact, null where the sum does not fit.</summary>
internal sealed class TrySumAggregation(DataType type) : NullableFold
{
    private readonly Int128 least = type is YearMonthIntervalType ? int.MinValue : long.MinValue;
    private readonly Int128 most = type is YearMonthIntervalType ? int.MaxValue : long.MaxValue;

    public override Datum Evaluate(ReadOnlySpan<Datum> buffer) => buffer[0].IsNull ? buffer[0]
        : Exact(buffer[0]).Unscaled is var sum && sum >= least && sum <= most ? Datum.Of((long)sum) : Datum.Null;

    protected override Datum Combine(Datum accumulated, Datum value) => Datum.Of(new SparkDecimal(Exact(accumulated).Unscaled + Exact(value).Unscaled, 0));

    // The buffer's column is a DECIMAL; a value alone in it is still a whole number.
    private static SparkDecimal Exact(Datum value) => value.IsFixedSize ? new SparkDecimal(value.Int64, 0) : value.Decimal;
}
