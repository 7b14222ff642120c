using System.Globalization;
using System.Numerics;
using Grader.Plans;
using Grader.Plans.Types;

namespace Grader.Engine.Expressions.Functions;

/// <summary>Mathematics over single numbers (spark-semantics 8.2).</summary>
internal static class MathFunctions
{
    // No number that rounds to this many digits before the point is other than zero, or its like upwards.
    private const int FewestDigits = -900;

    public static IEnumerable<(string, ScalarFunction)> All =>
    [
        Entry(new("abs", AbsRule, Abs, "The number without its sign.")),
        Entry(new("round", RoundRule, (c, a, x) => Rounding(c, a, x, MidpointRounding.AwayFromZero), "Rounded half up to a number of decimals.", (_, a) => $"round({a[0]}, {(a.Count > 1 ? a[1] : "0")})")),
        Entry(new("bround", RoundRule, (c, a, x) => Rounding(c, a, x, MidpointRounding.ToEven), "Rounded half to even to a number of decimals.", (_, a) => $"bround({a[0]}, {(a.Count > 1 ? a[1] : "0")})")),
        Entry(new("floor", WholeRule, Whole(Math.Floor, BigInteger.MinusOne), "The greatest whole number not above.", (_, a) => a.Count == 1 ? $"FLOOR({a[0]})" : $"floor({a[0]}, {a[1]})")),
        Entry(new("ceil", WholeRule, Whole(Math.Ceiling, BigInteger.One), "The least whole number not below.", (_, a) => a.Count == 1 ? $"CEIL({a[0]})" : $"ceil({a[0]}, {a[1]})")),
        ("ceiling", new("ceiling", WholeRule, Whole(Math.Ceiling, BigInteger.One), "The least whole number not below.", (_, a) => $"ceiling({string.Join(", ", a)})")),
    ];

    private static (string, ScalarFunction) Entry(ScalarFunction function) => (function.Name, function);

    private static (Seq<ResolvedExpression>, ResultType) SameType(string name, Seq<ResolvedExpression> arguments, Parameter parameter)
    {
        if (arguments.Count != 1)
        {
            throw FunctionErrors.ArgumentCount(name, "1", arguments.Count);
        }

        Seq<ResolvedExpression> fitted = Signature.Fit(name, arguments, [parameter]);
        return (fitted, new ResultType(fitted[0].Type, fitted[0].Nullable));
    }

    private static (Seq<ResolvedExpression>, ResultType) AbsRule(string name, Seq<ResolvedExpression> arguments)
    {
        arguments.Expect(name, 1);
        ResolvedExpression argument = arguments[0].Type is DayTimeIntervalType or YearMonthIntervalType ? arguments[0]
            : Parameter.Numeric.Fit(arguments[0]) ?? throw FunctionErrors.UnexpectedInputType(
                Signature.CallText(name, arguments), 1, "(\"NUMERIC\" or \"INTERVAL DAY TO SECOND\" or \"INTERVAL YEAR TO MONTH\")", arguments[0]);
        return ([argument], new ResultType(argument.Type, argument.Nullable));
    }

    private static Evaluator Abs(FunctionCall call, Evaluator[] arguments, EvaluationContext context) => Evaluate.Strict(call.Type switch
    {
        DecimalType => value => Datum.Of(new SparkDecimal(BigInteger.Abs(value.Decimal.Unscaled), value.Decimal.Scale)),
        FloatType or DoubleType => value => Datum.Of(Math.Abs(value.Double)),
        ByteType => value => Datum.Of((long)unchecked((sbyte)Math.Abs(value.Int64))),
        ShortType => value => Datum.Of((long)unchecked((short)Math.Abs(value.Int64))),
        IntegerType => value => Datum.Of((long)unchecked((int)Math.Abs(value.Int64))),
        _ => value => Datum.Of(value.Int64 < 0 ? unchecked(-value.Int64) : value.Int64),
    })(call, arguments, context);

    private static (Seq<ResolvedExpression>, ResultType) RoundRule(string name, Seq<ResolvedExpression> arguments)
    {
        if (arguments.Count is < 1 or > 2)
        {
            throw FunctionErrors.ArgumentCount(name, "[1, 2]", arguments.Count);
        }

        Seq<ResolvedExpression> fitted = Signature.Fit(name, arguments, [Parameter.Numeric, Parameter.Integer]);
        DataType type = fitted[0].Type;
        if (type is DecimalType d)
        {
            int scale = Math.Clamp(fitted.Count > 1 && fitted[1] is Constant { Value.IsNull: false } digits ? (int)digits.Value.Int64 : 0, -38, d.Scale);
            int whole = d.Precision - d.Scale + 1;
            type = scale < 0 ? new DecimalType(Math.Min(38, Math.Max(whole, 1 - scale)), 0) : new DecimalType(Math.Min(38, whole + scale), scale);
        }

        return (fitted, new ResultType(type, fitted.Any(argument => argument.Nullable)));
    }

    private static Evaluator Rounding(FunctionCall call, Evaluator[] arguments, EvaluationContext context, MidpointRounding mode)
    {
        Func<Datum, int, Datum> round = call.Type switch
        {
            DoubleType => (value, digits) => double.IsFinite(value.Double)
                ? Datum.Of(double.Parse(RoundDecimal(DecimalArithmetic.OfDouble(value.Double)!.Value, digits, mode).ToString(), CultureInfo.InvariantCulture))
                : value,
            FloatType => (value, digits) => double.IsFinite(value.Double)
                ? Datum.Of((double)float.Parse(RoundDecimal(DecimalArithmetic.Parse(Text.JavaNumberText.Of((float)value.Double))!.Value, digits, mode).ToString(), CultureInfo.InvariantCulture))
                : value,
            DecimalType type => (value, digits) => Casts.Decimal(RoundDecimal(value.Decimal, digits, mode), type),
            _ => (value, digits) => digits >= 0 ? value
                : Casts.Wrap(call.Type)(Datum.Of(unchecked((long)(ulong)(DecimalArithmetic.Rescale(RoundDecimal(new SparkDecimal(value.Int64, 0), digits, mode), 0).Unscaled & ulong.MaxValue)))),
        };
        return row => arguments[0](row) is { IsNull: false } value && (arguments.Length > 1 ? arguments[1](row) : Datum.Of(0L)) is { IsNull: false } digits
            ? round(value, (int)digits.Int64)
            : Datum.Null;
    }

    private static SparkDecimal RoundDecimal(SparkDecimal value, int digits, MidpointRounding mode)
    {
        if (digits >= value.Scale)
        {
            return value;
        }

        digits = Math.Max(digits, FewestDigits);
        BigInteger divisor = BigInteger.Pow(10, value.Scale - digits);
        BigInteger quotient = BigInteger.DivRem(value.Unscaled, divisor, out BigInteger remainder);
        int half = (BigInteger.Abs(remainder) * 2).CompareTo(divisor);
        bool up = half > 0 || (half == 0 && (mode == MidpointRounding.AwayFromZero || !quotient.IsEven));
        BigInteger rounded = quotient + (up ? value.Unscaled.Sign : 0);
        return digits >= 0 ? new SparkDecimal(rounded, digits) : new SparkDecimal(rounded * BigInteger.Pow(10, -digits), 0);
    }

    private static (Seq<ResolvedExpression>, ResultType) WholeRule(string name, Seq<ResolvedExpression> arguments)
    {
        arguments.Expect(name, 1, 2);
        if (arguments.Count == 2)
        {
            ResolvedExpression number = Parameter.Numeric.Fit(arguments[0]) is { } numeric ? numeric.To(DecimalFor(numeric.Type))
                : throw FunctionErrors.UnexpectedInputType(Signature.CallText(name, arguments), 1, "\"DECIMAL\"", arguments[0]);
            return RoundRule(name, [number, arguments[1]]);
        }

        (Seq<ResolvedExpression> fitted, ResultType result) = SameType(name, arguments, Parameter.Numeric);
        DataType type = fitted[0].Type is DecimalType d ? new DecimalType(Math.Min(38, d.Precision - d.Scale + (d.Scale > 0 ? 1 : 0)), 0) : new LongType();
        return (fitted, result with { Type = type });
    }

    private static DecimalType DecimalFor(DataType type) => type switch
    {
        DecimalType d => d,
        IntegralType whole => TypeCoercion.DecimalOf(whole),
        FloatType => new DecimalType(14, 7),
        _ => new DecimalType(30, 15),
    };

    private static ScalarEvaluation Whole(Func<double, double> function, BigInteger direction) => (call, arguments, context) =>
    {
        if (arguments.Length == 2)
        {
            return Evaluate.Strict((value, digits) => Casts.Decimal(Toward(value.Decimal, (int)digits.Int64, direction), (DecimalType)call.Type))(call, arguments, context);
        }

        return Evaluate.Strict(call.Arguments[0].Type switch
        {
            DecimalType => value => Datum.Of(Toward(value.Decimal, 0, direction)),
            IntegralType => value => value,
            _ => value => Datum.Of(Casts.ToLong(function(value.Double))),
        })(call, arguments, context);
    };

    private static SparkDecimal Toward(SparkDecimal value, int digits, BigInteger direction)
    {
        if (digits >= value.Scale)
        {
            return value;
        }

        digits = Math.Max(digits, FewestDigits);
        BigInteger quotient = BigInteger.DivRem(value.Unscaled, BigInteger.Pow(10, value.Scale - digits), out BigInteger remainder);
        BigInteger rounded = remainder.Sign == direction.Sign ? quotient + direction : quotient;
        return digits >= 0 ? new SparkDecimal(rounded, digits) : new SparkDecimal(rounded * BigInteger.Pow(10, -digits), 0);
    }
}
