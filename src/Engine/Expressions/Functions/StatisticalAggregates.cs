using System.Globalization;
using Grader.Plans;
using Grader.Plans.Types;

namespace Grader.Engine.Expressions.Functions;

/// <summary>Moments, covariance, regression, percentiles and histograms.</summary>
internal static class StatisticalAggregates
{
    private static readonly Seq<DataType> Moments = [.. Enumerable.Repeat(new DoubleType(), 5)];
    private static readonly Seq<DataType> Pairs = [.. Enumerable.Repeat(new DoubleType(), 6)];

    public static IEnumerable<(string Name, AggregateFunction Function)> All =>
    [
        .. Moment(["stddev", "stddev_samp", "std"], MomentAggregation.Variance(sample: true, root: true), "Standard deviation of a sample."),
        .. Moment(["stddev_pop"], MomentAggregation.Variance(sample: false, root: true), "Standard deviation of a population."),
        .. Moment(["variance", "var_samp"], MomentAggregation.Variance(sample: true, root: false), "Variance of a sample."),
        .. Moment(["var_pop"], MomentAggregation.Variance(sample: false, root: false), "Variance of a population."),
        .. Moment(["skewness"], MomentAggregation.Skewness, "Skewness."),
        .. Moment(["kurtosis"], MomentAggregation.Kurtosis, "Excess kurtosis."),
        Pair("covar_pop", m => m.C / m.N, "Covariance of a population."),
        Pair("covar_samp", m => m.N == 1 ? null : m.C / (m.N - 1), "Covariance of a sample."),
        Pair("corr", m => m.N == 1 ? null : m.C / Math.Sqrt(m.XX * m.YY), "Pearson's correlation."),
        Counted("regr_count", "Pairs in which neither value is null."),
        // The first argument of a regression is the dependent variable.
        Pair("regr_avgx", m => m.Y, "Average of the second value in pairs without null."),
        Pair("regr_avgy", m => m.X, "Average of the first value in pairs without null."),
        Pair("regr_sxx", m => m.YY, "Sum of the second value's squared distances from its average."),
        Pair("regr_syy", m => m.XX, "Sum of the first value's squared distances from its average."),
        Pair("regr_sxy", m => m.C, "Sum of the products of both values' distances from their averages."),
        Pair("regr_r2", m => m.XX == 0 ? null : m.YY == 0 ? 1 : m.C / Math.Sqrt(m.XX * m.YY) is var r ? r * r : null, "Square of the correlation."),
        Pair("regr_slope", m => m.YY == 0 ? null : m.C / m.YY, "Slope of the line that fits best."),
        Pair("regr_intercept", m => m.YY == 0 ? null : m.X - m.C / m.YY * m.Y, "Intercept of the line that fits best."),
        ("percentile", new("percentile", PercentileRule, call => PercentileAggregation.BufferOf(call.Arguments[0].Type), Percentile, "The exact value at a percentage, between the nearest two.",
            a => $"{a[0]}, {a[1]}, {(a.Count > 2 ? a[2] : "1")}")),
        ("median", new("median", MedianRule, call => PercentileAggregation.BufferOf(call.Arguments[0].Type), call => new PercentileAggregation(call.Arguments[0].Type, [0.5], false, Between(call.Arguments[0].Type)), "The middle value.")),
        ApproximatePercentile("percentile_approx"),
        ApproximatePercentile("approx_percentile"),
        ("histogram_numeric", new("histogram_numeric", HistogramRule, _ => HistogramAggregation.Buffer, call => new HistogramAggregation(call.Arguments[0].Type, (int)call.Arguments[1].Fold().Int64), "Bins of the values with their heights.")),
    ];

    private static IEnumerable<(string, AggregateFunction)> Moment(string[] names, MomentAggregation aggregation, string documentation) =>
        names.Select(name => (name, new AggregateFunction(name, (n, a) => (Doubles(n, a, 1), new ResultType(new DoubleType(), true)), _ => Moments, _ => aggregation, documentation)));

    private static (string, AggregateFunction) Pair(string name, Func<PairMoments, double?> result, string documentation) => (name, new(
        name, (n, a) => (Doubles(n, a, 2), new ResultType(new DoubleType(), true)), _ => Pairs, _ => new PairAggregation(result), documentation));

    private static (string, AggregateFunction) Counted(string name, string documentation) => (name, new(
        name, (n, a) => (Doubles(n, a, 2), new ResultType(new LongType(), false)), _ => [new LongType()], _ => new CountAggregation(), documentation));

    private static Seq<ResolvedExpression> Doubles(string name, Seq<ResolvedExpression> arguments, int count)
    {
        arguments.Expect(name, count);
        return arguments.Select((_, i) => arguments.As(name, i, Parameter.Double)).ToSeq();
    }

    private static (string, AggregateFunction) ApproximatePercentile(string name) => (name, new(
        name, ApproximateRule, call => PercentileAggregation.BufferOf(call.Arguments[0].Type),
        call => new OfValuesAlone(new PercentileAggregation(call.Arguments[0].Type, Percentages(call.Arguments[1]), call.Arguments[1].Type is ArrayType, AtRank)),
        "The value at a percentage: exact, where Spark approximates.", a => $"{a[0]}, {a[1]}, {(a.Count > 2 ? a[2] : "10000")}"));

    private static (Seq<ResolvedExpression>, ResultType) MedianRule(string name, Seq<ResolvedExpression> arguments)
    {
        arguments.Expect(name, 1);
        ResolvedExpression value = Quantity(name, arguments);
        return ([value], new ResultType(value.Type is NumericType ? new DoubleType() : value.Type, true));
    }

    private static (Seq<ResolvedExpression>, ResultType) PercentileRule(string name, Seq<ResolvedExpression> arguments)
    {
        arguments.Expect(name, 2, 3);
        ResolvedExpression value = Quantity(name, arguments), percentage = Percentage(name, arguments);
        DataType result = value.Type is NumericType ? new DoubleType() : value.Type;
        Seq<ResolvedExpression> typed = arguments.Count > 2 ? [value, percentage, arguments.As(name, 2, Parameter.Long)] : [value, percentage];
        return (typed, new ResultType(percentage.Type is ArrayType ? new ArrayType(result, false) : result, true));
    }

    private static (Seq<ResolvedExpression>, ResultType) ApproximateRule(string name, Seq<ResolvedExpression> arguments)
    {
        arguments.Expect(name, 2, 3);
        ResolvedExpression percentage = Percentage(name, arguments);
        ResolvedExpression value = arguments[0].Type is NumericType or DateType or TimestampType or TimestampNtzType or DayTimeIntervalType or YearMonthIntervalType
            ? arguments[0]
            : Parameter.Double.Fit(arguments[0]) ?? throw FunctionErrors.UnexpectedInputType(Signature.CallText(name, arguments), 1,
                "(\"NUMERIC\" or \"DATE\" or \"TIMESTAMP\" or \"TIMESTAMP_NTZ\" or \"INTERVAL YEAR TO MONTH\" or \"INTERVAL DAY TO SECOND\")", arguments[0]);
        Seq<ResolvedExpression> typed = [value, percentage];
        if (arguments.Count > 2)
        {
            ResolvedExpression accuracy = arguments.As(name, 2, Parameter.Integer);
            if (!accuracy.IsFoldable())
            {
                throw NotFoldable(name, arguments, "accuracy", accuracy);
            }

            if (accuracy.Fold() is not { IsNull: false, Int64: > 0 })
            {
                throw FunctionErrors.Mismatch("VALUE_OUT_OF_RANGE", Signature.CallText(name, arguments),
                    $"The `accuracy` must be between (0, 2147483647] (current value = {PrettySql.Of(accuracy)}L).");
            }

            typed = [value, percentage, accuracy];
        }

        return (typed, new ResultType(percentage.Type is ArrayType ? new ArrayType(value.Type, false) : value.Type, true));
    }

    private static ResolvedExpression Quantity(string name, Seq<ResolvedExpression> arguments) =>
        arguments[0].Type is NumericType or DayTimeIntervalType or YearMonthIntervalType ? arguments[0]
        : Parameter.Double.Fit(arguments[0]) ?? throw FunctionErrors.UnexpectedInputType(
            Signature.CallText(name, arguments), 1, "(\"NUMERIC\" or \"INTERVAL YEAR TO MONTH\" or \"INTERVAL DAY TO SECOND\")", arguments[0]);

    private static ResolvedExpression Percentage(string name, Seq<ResolvedExpression> arguments)
    {
        ResolvedExpression percentage = arguments[1].Type is ArrayType ? arguments[1].To(new ArrayType(new DoubleType(), false)) : arguments.As(name, 1, Parameter.Double);
        if (!percentage.IsFoldable())
        {
            throw NotFoldable(name, arguments, "percentage", percentage);
        }

        foreach (double value in Percentages(percentage))
        {
            if (value is not (>= 0 and <= 1))
            {
                throw FunctionErrors.Mismatch("VALUE_OUT_OF_RANGE", Signature.CallText(name, arguments),
                    $"The `percentage` must be between [0.0, 1.0] (current value = {Text.JavaNumberText.Of(value)}D).");
            }
        }

        return percentage;
    }

    private static SparkException NotFoldable(string name, Seq<ResolvedExpression> arguments, string what, ResolvedExpression actual) => FunctionErrors.Mismatch(
        "NON_FOLDABLE_INPUT", Signature.CallText(name, arguments), $"the input `{what}` should be a foldable \"{actual.Type.Sql}\" expression; however, got \"{PrettySql.Of(actual)}\".");

    private static double[] Percentages(ResolvedExpression percentage) => percentage.Fold() is var value && value.IsNull ? [double.NaN]
        : percentage.Type is ArrayType ? [.. value.Items.Select(item => item.IsNull ? double.NaN : item.Double)] : [value.Double];

    private static IAggregation Percentile(AggregateCall call)
    {
        var aggregation = new PercentileAggregation(call.Arguments[0].Type, Percentages(call.Arguments[1]), call.Arguments[1].Type is ArrayType, Between(call.Arguments[0].Type));
        return new WithFrequency(aggregation);
    }

    /// <summary>The value between the two nearest places, weighted by their distance.</summary>
    private static Func<OrderedValues, double, Datum> Between(DataType type)
    {
        Func<Datum, double> number = type switch
        {
            FloatType or DoubleType => value => value.Double,
            DecimalType => value => DecimalArithmetic.ToDouble(value.Decimal),
            _ => value => value.Int64,
        };
        return (values, percentage) =>
        {
            double position = (values.Count - 1) * percentage;
            long lower = (long)Math.Floor(position), higher = (long)Math.Ceiling(position);
            double low = number(values[lower]), high = number(values[higher]);
            double result = lower == higher || low == high ? low : (higher - position) * low + (position - lower) * high;
            return type is NumericType ? Datum.Of(result) : Datum.Of((long)result);
        };
    }

    private static Datum AtRank(OrderedValues values, double percentage) => values[Math.Clamp((long)Math.Ceiling(percentage * values.Count) - 1, 0, values.Count - 1)];

    private static (Seq<ResolvedExpression>, ResultType) HistogramRule(string name, Seq<ResolvedExpression> arguments)
    {
        arguments.Expect(name, 2);
        ResolvedExpression value = arguments[0].Type is NumericType or DateType or TimestampType or TimestampNtzType or DayTimeIntervalType or YearMonthIntervalType
            ? arguments[0]
            : throw FunctionErrors.UnexpectedInputType(Signature.CallText(name, arguments), 1,
                "(\"NUMERIC\" or \"DATE\" or \"TIMESTAMP\" or \"TIMESTAMP_NTZ\" or \"INTERVAL YEAR TO MONTH\" or \"INTERVAL DAY TO SECOND\")", arguments[0]);
        ResolvedExpression bins = arguments.As(name, 1, Parameter.Integer);
        if (!bins.IsFoldable())
        {
            throw NotFoldable(name, arguments, "nb", bins);
        }

        if (bins.Fold() is not { IsNull: false, Int64: >= 2 } count)
        {
            throw FunctionErrors.Mismatch("VALUE_OUT_OF_RANGE", Signature.CallText(name, arguments),
                $"The `nb` must be between [2, {int.MaxValue.ToString(CultureInfo.InvariantCulture)}] (current value = {PrettySql.Of(bins)}).");
        }

        ValueLimits.CheckElements(name, count.Int64);
        return ([value, bins], new ResultType(new ArrayType(new StructType([new StructField("x", value.Type), new StructField("y", new DoubleType())])), true));
    }

    /// <summary>percentile's arguments are value, percentage, frequency; the percentage is known already.</summary>
    private sealed class WithFrequency(PercentileAggregation aggregation) : IAggregation
    {
        public void Initialize(Span<Datum> buffer) => aggregation.Initialize(buffer);

        public void Update(Span<Datum> buffer, ReadOnlySpan<Datum> arguments) => aggregation.Update(buffer, [arguments[0], arguments.Length > 2 ? arguments[2] : Datum.Of(1L)]);

        public void Merge(Span<Datum> buffer, ReadOnlySpan<Datum> other) => aggregation.Merge(buffer, other);

        public Datum Evaluate(ReadOnlySpan<Datum> buffer) => aggregation.Evaluate(buffer);
    }

    /// <summary>percentile_approx's other arguments are known already.</summary>
    private sealed class OfValuesAlone(PercentileAggregation aggregation) : IAggregation
    {
        public void Initialize(Span<Datum> buffer) => aggregation.Initialize(buffer);

        public void Update(Span<Datum> buffer, ReadOnlySpan<Datum> arguments) => aggregation.Update(buffer, arguments[..1]);

        public void Merge(Span<Datum> buffer, ReadOnlySpan<Datum> other) => aggregation.Merge(buffer, other);

        public Datum Evaluate(ReadOnlySpan<Datum> buffer) => aggregation.Evaluate(buffer);
    }
}
