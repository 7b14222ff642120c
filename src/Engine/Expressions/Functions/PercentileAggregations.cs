using Grader.Plans;
using Grader.Plans.Types;

namespace Grader.Engine.Expressions.Functions;

/// <summary>percentile, median and percentile_approx keep every value with its frequency and look at them in order.</summary>
/// <param name="valueType">Type of the values.</param>
/// <param name="percentages">Places from 0.0 to 1.0; several give an array.</param>
/// <param name="at">The result at one place of the ordered values, each there as often as its frequency.</param>
internal sealed class PercentileAggregation(DataType valueType, double[] percentages, bool isArray, Func<OrderedValues, double, Datum> at) : IAggregation
{
    private readonly Comparison<Datum> order = DatumComparer.Order(valueType);

    public static Seq<DataType> BufferOf(DataType value) =>
        [new ArrayType(new StructType([new StructField("value", value), new StructField("frequency", new LongType())])), new LongType()];

    public void Initialize(Span<Datum> buffer) => ListBuffer.Clear(buffer);

    public void Update(Span<Datum> buffer, ReadOnlySpan<Datum> arguments)
    {
        Datum frequency = arguments.Length > 1 ? arguments[1] : Datum.Of(1L);
        if (arguments[0].IsNull || frequency.IsNull || frequency.Int64 == 0)
        {
            return;
        }

        if (frequency.Int64 < 0)
        {
            throw FunctionErrors.AtRun("SparkException", "_LEGACY_ERROR_TEMP_2013", $"Negative values found in {frequency.Int64}");
        }

        ListBuffer.Add(buffer, Datum.Of([arguments[0], frequency]));
    }

    public void Merge(Span<Datum> buffer, ReadOnlySpan<Datum> other) => ListBuffer.AddAll(buffer, ListBuffer.Values(other));

    public Datum Evaluate(ReadOnlySpan<Datum> buffer)
    {
        if (ListBuffer.Count(buffer) == 0)
        {
            return Datum.Null;
        }

        var values = new OrderedValues(ListBuffer.Values(buffer).ToArray(), order);
        return isArray ? Datum.Of([.. percentages.Select(percentage => at(values, percentage))]) : at(values, percentages[0]);
    }
}

/// <summary>Values in ascending order, each standing for as many places as its frequency.</summary>
internal sealed class OrderedValues
{
    private readonly Datum[] values;
    private readonly long[] ends;

    public OrderedValues(Datum[] weighted, Comparison<Datum> order)
    {
        Datum[] sorted = ArrayFunctions.Sorted(weighted, (a, b) => order(a.Items[0], b.Items[0]));
        values = [.. sorted.Select(pair => pair.Items[0])];
        ends = new long[values.Length];
        long total = 0;
        for (int i = 0; i < ends.Length; i++)
        {
            ends[i] = total = checked(total + sorted[i].Items[1].Int64);
        }
    }

    public long Count => ends[^1];

    /// <summary>The value at a place from 0 to <see cref="Count"/> - 1.</summary>
    public Datum this[long place]
    {
        get
        {
            int index = Array.BinarySearch(ends, place + 1);
            return values[index >= 0 ? index : ~index];
        }
    }
}

/// <summary>histogram_numeric: at most a number of bins; the two closest become one when there are more (Hive's NumericHistogram).</summary>
internal sealed class HistogramAggregation(DataType valueType, int bins) : IAggregation
{
    public static Seq<DataType> Buffer { get; } = [new ArrayType(new DoubleType()), new ArrayType(new DoubleType())];

    public void Initialize(Span<Datum> buffer) => buffer[0] = buffer[1] = Datum.Of(Array.Empty<Datum>());

    public void Update(Span<Datum> buffer, ReadOnlySpan<Datum> arguments)
    {
        if (!arguments[0].IsNull)
        {
            double x = valueType switch
            {
                FloatType or DoubleType => arguments[0].Double,
                DecimalType => DecimalArithmetic.ToDouble(arguments[0].Decimal),
                _ => arguments[0].Int64,
            };
            Put(buffer, [(x, 1.0)]);
        }
    }

    public void Merge(Span<Datum> buffer, ReadOnlySpan<Datum> other) => Put(buffer, Bins(other));

    public Datum Evaluate(ReadOnlySpan<Datum> buffer) => buffer[0].Items.Length == 0
        ? Datum.Null
        : Datum.Of([.. Bins(buffer).Select(bin => Datum.Of([Back(bin.X), Datum.Of(bin.Y)]))]);

    private static List<(double X, double Y)> Bins(ReadOnlySpan<Datum> buffer) => [.. buffer[0].Items.Zip(buffer[1].Items, (x, y) => (x.Double, y.Double))];

    private void Put(Span<Datum> buffer, List<(double X, double Y)> added)
    {
        List<(double X, double Y)> all = Bins(buffer);
        foreach ((double x, double y) in added)
        {
            int at = all.FindIndex(bin => bin.X >= x);
            if (at >= 0 && all[at].X == x)
            {
                all[at] = (x, all[at].Y + y);
            }
            else
            {
                all.Insert(at < 0 ? all.Count : at, (x, y));
            }
        }

        while (all.Count > bins)
        {
            int closest = Enumerable.Range(0, all.Count - 1).MinBy(i => all[i + 1].X - all[i].X);
            ((double x1, double y1), (double x2, double y2)) = (all[closest], all[closest + 1]);
            all[closest] = ((x1 * y1 + x2 * y2) / (y1 + y2), y1 + y2);
            all.RemoveAt(closest + 1);
        }

        buffer[0] = Datum.Of([.. all.Select(bin => Datum.Of(bin.X))]);
        buffer[1] = Datum.Of([.. all.Select(bin => Datum.Of(bin.Y))]);
    }

    private Datum Back(double x) => valueType switch
    {
        DoubleType => Datum.Of(x),
        FloatType => Datum.Of((double)(float)x),
        DecimalType d => DecimalArithmetic.OfDouble(x) is { } value ? Casts.Decimal(value, d) : Datum.Null,
        _ => Casts.Wrap(valueType)(Datum.Of(Casts.ToLong(x))),
    };
}
