using System.Globalization;
using System.Numerics;
using Grader.Plans;
using Grader.Plans.Types;

namespace Grader.Engine.Expressions.Functions;

/// <summary>Mathematics over single numbers (spark-semantics 8.2).</summary>
internal static class MathFunctions
{
    public static IEnumerable<(string, ScalarFunction)> All =>
    [
        Entry(new("abs", (n, a) => SameType(n, a, Parameter.Numeric), Abs, "The number without its sign.")),
        Entry(new("round", RoundRule, (c, a, x) => Rounding(c, a, x, MidpointRounding.AwayFromZero), "Rounded half up to a number of decimals.", (_, a) => $"round({a[0]}, {(a.Count > 1 ? a[1] : "0")})")),
        Entry(new("bround", RoundRule, (c, a, x) => Rounding(c, a, x, MidpointRounding.ToEven), "Rounded half to even to a number of decimals.", (_, a) => $"bround({a[0]}, {(a.Count > 1 ? a[1] : "0")})")),
        Entry(new("floor", WholeRule, Whole(Math.Floor, BigInteger.MinusOne), "The greatest whole number not above.", (_, a) => $"FLOOR({a[0]})")),
        Entry(new("ceil", WholeRule, Whole(Math.Ceiling, BigInteger.One), "The least whole number not below.", (_, a) => $"CEIL({a[0]})")),
        ("ceiling", new("ceiling", WholeRule, Whole(Math.Ceiling, BigInteger.One), "The least whole number not below.", (_, a) => $"ceiling({a[0]})")),
        Entry(Doubles("sqrt", Math.Sqrt, "Square root; NaN below zero.", "SQRT")),
        Entry(Doubles("exp", Math.Exp, "e to that power.", "EXP")),
        Entry(Doubles("cbrt", Math.Cbrt, "Cube root.", "CBRT")),
        Entry(Doubles("sin", Math.Sin, "Sine.", "SIN")),
        Entry(Doubles("cos", Math.Cos, "Cosine.", "COS")),
        Entry(Doubles("tan", Math.Tan, "Tangent.", "TAN")),
        Entry(Doubles("signum", value => double.IsNaN(value) ? value : Math.Sign(value), "Sign as -1.0, 0.0 or 1.0.", "SIGNUM")),
        Entry(Doubles("rint", value => Math.Round(value, MidpointRounding.ToEven), "The nearest whole number, as DOUBLE.", "rint")),
        Entry(Logarithm("ln", Math.Log)),
        Entry(Logarithm("log10", Math.Log10)),
        Entry(Logarithm("log2", Math.Log2)),
        Entry(new("power", Signature.Of(new DoubleType(), [Parameter.Double, Parameter.Double]), Evaluate.Strict((a, b) => Datum.Of(Math.Pow(a.Double, b.Double))), "A number to a power.")),
        ("pow", new("pow", Signature.Of(new DoubleType(), [Parameter.Double, Parameter.Double]), Evaluate.Strict((a, b) => Datum.Of(Math.Pow(a.Double, b.Double))), "A number to a power.")),
    ];

    private static (string, ScalarFunction) Entry(ScalarFunction function) => (function.Name, function);

    private static ScalarFunction Doubles(string name, Func<double, double> function, string documentation, string printed) => new(
        name, Signature.Of(new DoubleType(), [Parameter.Double]), Evaluate.Strict(value => Datum.Of(function(value.Double))), documentation, (_, a) => $"{printed}({a[0]})");

    private static ScalarFunction Logarithm(string name, Func<double, double> function) => new(
        name, Signature.Of(new DoubleType(), [Parameter.Double], alwaysNullable: true),
        Evaluate.Strict(value => value.Double <= 0 ? Datum.Null : Datum.Of(function(value.Double))), "Logarithm; null for what is not positive.",
        (_, a) => $"{(name == "ln" ? name : name.ToUpperInvariant())}({a[0]})");

    private static (Seq<ResolvedExpression>, ResultType) SameType(string name, Seq<ResolvedExpression> arguments, Parameter parameter)
    {
        if (arguments.Count != 1)
        {
            throw FunctionErrors.ArgumentCount(name, "1", arguments.Count);
        }

        Seq<ResolvedExpression> fitted = Signature.Fit(name, arguments, [parameter]);
        return (fitted, new ResultType(fitted[0].Type, fitted[0].Nullable));
    }

    private static Evaluator Abs(FunctionCall call, Evaluator[] arguments, EvaluationContext context) => Evaluate.Strict(call.Type switch
    {
        DecimalType => value => Datum.Of(new SparkDecimal(BigInteger.Abs(value.Decimal.Unscaled), value.Decimal.Scale)),
        FloatType or DoubleType => value => Datum.Of(Math.Abs(value.Double)),
        IntegerType => value => Datum.Of((long)unchecked((int)(value.Int64 < 0 ? -value.Int64 : value.Int64))),
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
            _ => (value, digits) => digits >= 0 ? value : Datum.Of((long)(ulong)(DecimalArithmetic.Rescale(RoundDecimal(new SparkDecimal(value.Int64, 0), digits, mode), 0).Unscaled & ulong.MaxValue)),
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

        int dropped = Math.Min(value.Scale - digits, 1000);
        BigInteger divisor = BigInteger.Pow(10, dropped);
        BigInteger quotient = BigInteger.DivRem(value.Unscaled, divisor, out BigInteger remainder);
        int half = (BigInteger.Abs(remainder) * 2).CompareTo(divisor);
        bool up = half > 0 || (half == 0 && (mode == MidpointRounding.AwayFromZero || !quotient.IsEven));
        BigInteger rounded = quotient + (up ? value.Unscaled.Sign : 0);
        return digits >= 0 ? new SparkDecimal(rounded, digits) : new SparkDecimal(rounded * BigInteger.Pow(10, Math.Min(-digits, 1000)), 0);
    }

    private static (Seq<ResolvedExpression>, ResultType) WholeRule(string name, Seq<ResolvedExpression> arguments)
    {
        (Seq<ResolvedExpression> fitted, ResultType result) = SameType(name, arguments, Parameter.Numeric);
        DataType type = fitted[0].Type is DecimalType d ? new DecimalType(Math.Min(38, d.Precision - d.Scale + (d.Scale > 0 ? 1 : 0)), 0) : new LongType();
        return (fitted, result with { Type = type });
    }

    private static ScalarEvaluation Whole(Func<double, double> function, BigInteger direction) => (call, arguments, context) => Evaluate.Strict(call.Arguments[0].Type switch
    {
        DecimalType => value =>
        {
            BigInteger quotient = BigInteger.DivRem(value.Decimal.Unscaled, BigInteger.Pow(10, value.Decimal.Scale), out BigInteger remainder);
            return Datum.Of(new SparkDecimal(remainder.Sign == direction.Sign ? quotient + direction : quotient, 0));
        }
        ,
        IntegralType => value => value,
        _ => value => Datum.Of(Casts.ToLong(function(value.Double))),
    })(call, arguments, context);
}
