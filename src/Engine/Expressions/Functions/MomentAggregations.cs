namespace Grader.Engine.Expressions.Functions;

/// <summary>Count, mean and the sums of the distances' second to fourth powers, updated and merged as Spark's CentralMomentAgg does.</summary>
internal sealed class MomentAggregation(Func<double, double, double, double, double?> result) : IAggregation
{
    public static MomentAggregation Variance(bool sample, bool root) => new((n, m2, _, _) =>
        sample && n == 1 ? null : (m2 / (sample ? n - 1 : n)) is var variance && root ? Math.Sqrt(variance) : variance);

    public static MomentAggregation Skewness { get; } = new((n, m2, m3, _) => m2 == 0 ? null : Math.Sqrt(n) * m3 / Math.Sqrt(m2 * m2 * m2));

    public static MomentAggregation Kurtosis { get; } = new((n, m2, _, m4) => m2 == 0 ? null : n * m4 / (m2 * m2) - 3);

    public void Initialize(Span<Datum> buffer) => buffer.Fill(Datum.Of(0.0));

    public void Update(Span<Datum> buffer, ReadOnlySpan<Datum> arguments)
    {
        if (arguments[0].IsNull)
        {
            return;
        }

        double n = buffer[0].Double + 1, delta = arguments[0].Double - buffer[1].Double, deltaN = delta / n;
        double delta2 = delta * delta, deltaN2 = deltaN * deltaN;
        double m2 = buffer[2].Double + delta * (delta - deltaN);
        double m3 = buffer[3].Double - 3 * deltaN * m2 + delta * (delta2 - deltaN2);
        double m4 = buffer[4].Double - 4 * deltaN * m3 - 6 * deltaN2 * m2 + delta * (delta * delta2 - deltaN * deltaN2);
        Set(buffer, n, buffer[1].Double + deltaN, m2, m3, m4);
    }

    public void Merge(Span<Datum> buffer, ReadOnlySpan<Datum> other)
    {
        double n1 = buffer[0].Double, n2 = other[0].Double, n = n1 + n2;
        if (n == 0)
        {
            return;
        }

        double delta = other[1].Double - buffer[1].Double, deltaN = delta / n;
        double m2 = buffer[2].Double + other[2].Double + delta * deltaN * n1 * n2;
        double m3 = buffer[3].Double + other[3].Double + deltaN * deltaN * delta * n1 * n2 * (n1 - n2) + 3 * deltaN * (n1 * other[2].Double - n2 * buffer[2].Double);
        double m4 = buffer[4].Double + other[4].Double + deltaN * deltaN * deltaN * delta * n1 * n2 * (n1 * n1 - n1 * n2 + n2 * n2)
            + 6 * deltaN * deltaN * (n1 * n1 * other[2].Double + n2 * n2 * buffer[2].Double) + 4 * deltaN * (n1 * other[3].Double - n2 * buffer[3].Double);
        Set(buffer, n, buffer[1].Double + deltaN * n2, m2, m3, m4);
    }

    public Datum Evaluate(ReadOnlySpan<Datum> buffer) =>
        buffer[0].Double > 0 && result(buffer[0].Double, buffer[2].Double, buffer[3].Double, buffer[4].Double) is { } value ? Datum.Of(value) : Datum.Null;

    private static void Set(Span<Datum> buffer, double n, double mean, double m2, double m3, double m4)
    {
        buffer[0] = Datum.Of(n);
        buffer[1] = Datum.Of(mean);
        buffer[2] = Datum.Of(m2);
        buffer[3] = Datum.Of(m3);
        buffer[4] = Datum.Of(m4);
    }
}

/// <summary>Moments of pairs in which neither is null.</summary>
/// <param name="N">Pairs.</param>
/// <param name="C">Sum of the products of both distances from the means.</param>
/// <param name="XX">Sum of the first's squared distances.</param>
internal readonly record struct PairMoments(double N, double X, double Y, double C, double XX, double YY);

/// <summary>Covariance, correlation and linear regression, updated and merged as Spark's Covariance and PearsonCorrelation do.</summary>
internal sealed class PairAggregation(Func<PairMoments, double?> result) : IAggregation
{
    public void Initialize(Span<Datum> buffer) => buffer.Fill(Datum.Of(0.0));

    public void Update(Span<Datum> buffer, ReadOnlySpan<Datum> arguments)
    {
        if (arguments[0].IsNull || arguments[1].IsNull)
        {
            return;
        }

        PairMoments old = Of(buffer);
        double x = arguments[0].Double, y = arguments[1].Double, n = old.N + 1;
        double dx = x - old.X, dy = y - old.Y, meanX = old.X + dx / n, meanY = old.Y + dy / n;
        Set(buffer, new PairMoments(n, meanX, meanY, old.C + dx * (y - meanY), old.XX + dx * (x - meanX), old.YY + dy * (y - meanY)));
    }

    public void Merge(Span<Datum> buffer, ReadOnlySpan<Datum> other)
    {
        PairMoments a = Of(buffer), b = Of(other);
        double n = a.N + b.N;
        if (n == 0)
        {
            return;
        }

        double dx = b.X - a.X, dy = b.Y - a.Y, dxN = dx / n, dyN = dy / n;
        Set(buffer, new PairMoments(
            n, a.X + dxN * b.N, a.Y + dyN * b.N, a.C + b.C + dx * dyN * a.N * b.N, a.XX + b.XX + dx * dxN * a.N * b.N, a.YY + b.YY + dy * dyN * a.N * b.N));
    }

    public Datum Evaluate(ReadOnlySpan<Datum> buffer) => Of(buffer) is { N: > 0 } moments && result(moments) is { } value ? Datum.Of(value) : Datum.Null;

    private static PairMoments Of(ReadOnlySpan<Datum> buffer) =>
        new(buffer[0].Double, buffer[1].Double, buffer[2].Double, buffer[3].Double, buffer[4].Double, buffer[5].Double);

    private static void Set(Span<Datum> buffer, PairMoments moments)
    {
        buffer[0] = Datum.Of(moments.N);
        buffer[1] = Datum.Of(moments.X);
        buffer[2] = Datum.Of(moments.Y);
        buffer[3] = Datum.Of(moments.C);
        buffer[4] = Datum.Of(moments.XX);
        buffer[5] = Datum.Of(moments.YY);
    }
}
