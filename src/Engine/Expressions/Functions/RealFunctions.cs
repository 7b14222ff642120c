using Grader.Plans;
using Grader.Plans.Types;

namespace Grader.Engine.Expressions.Functions;

/// <summary>Functions of real numbers: DOUBLE in, DOUBLE out, printed in capitals where Spark does.</summary>
internal static class RealFunctions
{
    public static IEnumerable<(string, ScalarFunction)> All =>
    [
        Real("sqrt", Math.Sqrt, "Square root; NaN below zero."),
        Real("cbrt", StrictMath.Cbrt, "Cube root."),
        Real("exp", StrictMath.Exp, "e to that power."),
        Real("expm1", StrictMath.Expm1, "e to that power, less 1."),
        Real("sin", StrictMath.Sin, "Sine."),
        Real("cos", StrictMath.Cos, "Cosine."),
        Real("tan", StrictMath.Tan, "Tangent."),
        Real("cot", x => 1 / StrictMath.Tan(x), "Cotangent."),
        Real("sec", x => 1 / StrictMath.Cos(x), "Secant."),
        Real("csc", x => 1 / StrictMath.Sin(x), "Cosecant."),
        Real("asin", Math.Asin, "Inverse sine; NaN outside of -1 to 1."),
        Real("acos", Math.Acos, "Inverse cosine; NaN outside of -1 to 1."),
        Real("atan", Math.Atan, "Inverse tangent."),
        Real("sinh", StrictMath.Sinh, "Hyperbolic sine."),
        Real("cosh", StrictMath.Cosh, "Hyperbolic cosine."),
        Real("tanh", StrictMath.Tanh, "Hyperbolic tangent."),
        Real("asinh", x => double.IsNegativeInfinity(x) ? x : StrictMath.Log(x + Math.Sqrt(x * x + 1)), "Inverse hyperbolic sine."),
        Real("acosh", x => StrictMath.Log(x + Math.Sqrt(x * x - 1)), "Inverse hyperbolic cosine; NaN below 1."),
        Real("atanh", x => 0.5 * (StrictMath.Log1p(x) - StrictMath.Log1p(-x)), "Inverse hyperbolic tangent; NaN outside of -1 to 1."),
        Real("degrees", x => x * (180 / Math.PI), "Radians as degrees."),
        Real("radians", x => x * (Math.PI / 180), "Degrees as radians."),
        Real("signum", Sign, "Sign as -1.0, 0.0 or 1.0."),
        Real("sign", Sign, "Sign as -1.0, 0.0 or 1.0.", "sign"),
        Real("rint", x => Math.Round(x, MidpointRounding.ToEven), "The nearest whole number, as DOUBLE.", "rint"),
        Logarithm("ln", StrictMath.Log, 0, "Natural logarithm; null for what is not positive.", "ln"),
        Logarithm("log10", StrictMath.Log10, 0, "Logarithm of base 10; null for what is not positive."),
        Logarithm("log2", x => StrictMath.Log(x) / StrictMath.Log(2), 0, "Logarithm of base 2; null for what is not positive."),
        Logarithm("log1p", StrictMath.Log1p, -1, "Natural logarithm of 1 more; null up to -1."),
        ("log", new("log", LogRule, LogEvaluation, "Logarithm of a base, e where it is left out; null for what is not positive.", (_, a) => a.Count == 1 ? $"LOG(E(), {a[0]})" : $"LOG({a[0]}, {a[1]})")),
        Two("power", Power, "A number to a power.", "POWER"),
        Two("pow", Power, "A number to a power.", "pow"),
        // Adding zero makes -0.0 a 0.0, as Spark does.
        Two("atan2", (y, x) => Math.Atan2(y + 0.0, x + 0.0), "Angle of the point (second, first).", "ATAN2"),
        Two("hypot", Hypotenuse, "Square root of the sum of squares.", "HYPOT"),
        ("nanvl", new("nanvl", NanvlRule, Nanvl, "The second argument where the first is NaN.")),
        Constant("pi", Math.PI, "The number pi."),
        Constant("e", Math.E, "The number e."),
        ("width_bucket", new("width_bucket", WidthBucketRule, Evaluate.StrictMany(WidthBucket), "The bucket of a value among a number of equal ones between two bounds.")),
    ];

    private static (string, ScalarFunction) Real(string name, Func<double, double> function, string documentation, string? printed = null) => (name, new(
        name, Signature.Of(new DoubleType(), [Parameter.Double]), Evaluate.Strict(value => Datum.Of(function(value.Double))), documentation,
        (_, a) => $"{printed ?? name.ToUpperInvariant()}({a[0]})"));

    private static (string, ScalarFunction) Logarithm(string name, Func<double, double> function, double above, string documentation, string? printed = null) => (name, new(
        name, Signature.Of(new DoubleType(), [Parameter.Double], alwaysNullable: true),
        Evaluate.Strict(value => value.Double <= above ? Datum.Null : Datum.Of(function(value.Double))), documentation, (_, a) => $"{printed ?? name.ToUpperInvariant()}({a[0]})"));

    private static (string, ScalarFunction) Two(string name, Func<double, double, double> function, string documentation, string printed) => (name, new(
        name, Signature.Of(new DoubleType(), [Parameter.Double, Parameter.Double]), Evaluate.Strict((a, b) => Datum.Of(function(a.Double, b.Double))), documentation,
        (_, a) => $"{printed}({a[0]}, {a[1]})"));

    private static (string, ScalarFunction) Constant(string name, double value, string documentation) => (name, new(
        name, Signature.Of(new DoubleType(), []), (_, _, _) => _ => Datum.Of(value), documentation, (_, _) => $"{name.ToUpperInvariant()}()"));

    private static double Sign(double value) => double.IsNaN(value) || value == 0 ? value : Math.Sign(value);

    // Java's pow of 1 and NaN is NaN; C's is 1.
    private static double Power(double x, double y) => double.IsNaN(y) || (Math.Abs(x) == 1 && double.IsInfinity(y)) ? double.NaN : Math.Pow(x, y);

    private static double Hypotenuse(double x, double y)
    {
        if (double.IsInfinity(x) || double.IsInfinity(y))
        {
            return double.PositiveInfinity;
        }

        return double.Hypot(x, y);
    }

    private static (Seq<ResolvedExpression>, ResultType) LogRule(string name, Seq<ResolvedExpression> arguments)
    {
        arguments.Expect(name, 1, 2);
        return (arguments.Select((_, i) => arguments.As(name, i, Parameter.Double)).ToSeq(), new ResultType(new DoubleType(), true));
    }

    private static Evaluator LogEvaluation(FunctionCall call, Evaluator[] arguments, EvaluationContext context) => arguments.Length == 1
        ? Evaluate.Strict(x => x.Double <= 0 ? Datum.Null : Datum.Of(StrictMath.Log(x.Double) / StrictMath.Log(Math.E)))(call, arguments, context)
        : Evaluate.Strict((b, x) => b.Double <= 0 || x.Double <= 0 ? Datum.Null : Datum.Of(StrictMath.Log(x.Double) / StrictMath.Log(b.Double)))(call, arguments, context);

    private static (Seq<ResolvedExpression>, ResultType) NanvlRule(string name, Seq<ResolvedExpression> arguments)
    {
        arguments.Expect(name, 2);
        DataType type = arguments.All(argument => argument.Type is FloatType) ? new FloatType() : new DoubleType();
        return (arguments.Select((_, i) => arguments.As(name, i, Parameter.Double).To(type)).ToSeq(), new ResultType(type, arguments.AnyNullable()));
    }

    private static Evaluator Nanvl(FunctionCall call, Evaluator[] arguments, EvaluationContext context) =>
        row => arguments[0](row) is var value && !value.IsNull && double.IsNaN(value.Double) ? arguments[1](row) : value;

    private static (Seq<ResolvedExpression>, ResultType) WidthBucketRule(string name, Seq<ResolvedExpression> arguments)
    {
        arguments.Expect(name, 4);
        Parameter[] parameters = arguments[0].Type is DayTimeIntervalType or YearMonthIntervalType
            ? [Parameter.Any, Parameter.Any, Parameter.Any, Parameter.Long]
            : [Parameter.Double, Parameter.Double, Parameter.Double, Parameter.Long];
        Seq<ResolvedExpression> fitted = Signature.Fit(name, arguments, parameters);
        return (fitted.Select(argument => argument.Type is DayTimeIntervalType or YearMonthIntervalType ? new FunctionCall(IntervalFunctions.AsNumber, [argument], new ResultType(new DoubleType(), argument.Nullable)) : argument).ToSeq(),
            new ResultType(new LongType(), true));
    }

    private static Datum WidthBucket(Datum[] a)
    {
        double value = a[0].Double, from = a[1].Double, to = a[2].Double;
        long buckets = a[3].Int64;
        if (buckets <= 0 || buckets == long.MaxValue || double.IsNaN(value) || from == to || !double.IsFinite(from) || !double.IsFinite(to))
        {
            return Datum.Null;
        }

        bool ascending = from < to;
        double lower = Math.Min(from, to), upper = Math.Max(from, to);
        if (ascending)
        {
            return Datum.Of(value < lower ? 0 : value >= upper ? buckets + 1 : Casts.ToLong(buckets * (value - lower) / (upper - lower)) + 1);
        }

        return Datum.Of(value > upper ? 0 : value <= lower ? buckets + 1 : Casts.ToLong(buckets * (upper - value) / (upper - lower)) + 1);
    }
}
