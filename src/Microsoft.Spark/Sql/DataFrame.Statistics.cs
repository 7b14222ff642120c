using System.Globalization;
using Microsoft.Spark.Hosting;

namespace Microsoft.Spark.Sql;

/// <summary>Samples and summaries.</summary>
public sealed partial class DataFrame
{
    private static readonly string[] AllStatistics = ["count", "mean", "stddev", "min", "25%", "50%", "75%", "max"];

    /// <summary>Splits the rows at random in parts whose sizes are near the weights; every row is in one part.</summary>
    /// <param name="weights">Not negative; they need not sum to one.</param>
    /// <param name="seed">The same seed gives the same parts. Without one Spark draws one; here it is 0.</param>
    public DataFrame[] RandomSplit(double[] weights, long? seed = null)
    {
        double total = weights.Sum();
        string list = string.Join(",", weights.Select(SourceOptions.Text));
        if (weights.Any(weight => !(weight >= 0)))
        {
            throw SparkCall.Failure("randomSplit", SparkException.IllegalArgument($"requirement failed: Weights must be nonnegative, but got [{list}]"));
        }

        if (!(total > 0))
        {
            throw SparkCall.Failure("randomSplit", SparkException.IllegalArgument($"requirement failed: Sum of weights must be positive, but got [{list}]"));
        }

        // Spark sorts each partition first, so that all parts see the rows in one order.
        Seq<E.SortOrder> order = schema.Schema.Fields.Where(field => IsOrderable(field.DataType))
            .Select(field => Col(Column.Quoted(field.Name)).ToSortOrder()).ToSeq();
        var parts = new List<DataFrame>();
        double lower = 0;
        foreach (double weight in weights)
        {
            (double from, double to) = (lower, lower + (weight / total));
            parts.Add(With("randomSplit", () =>
                new P.Sample(order.Count == 0 ? plan : new P.Sort(plan, order, IsGlobal: false), from, to, false, seed ?? 0)));
            lower = to;
        }

        return [.. parts];
    }

    /// <summary>Count, mean, standard deviation, minimum and maximum of the columns, as text; without names, of all that are numbers or texts.</summary>
    public DataFrame Describe(params string[] cols) =>
        (cols.Length == 0 ? this : Select(cols.Select(name => Col(name)).ToArray())).Summary("count", "mean", "stddev", "min", "max");

    /// <summary>Statistics of the columns that are numbers or texts, as text, a row for each.</summary>
    /// <param name="statistics">
    /// <c>count</c>, <c>count_distinct</c>, <c>approx_count_distinct</c>, <c>mean</c>, <c>stddev</c>, <c>min</c>, <c>max</c> or a percentile such as <c>75%</c>;
    /// without any, count, mean, stddev, min, quartiles and max.
    /// </param>
    public DataFrame Summary(params string[] statistics)
    {
        string[] names = statistics.Length == 0 ? AllStatistics : statistics;
        T.StructField[] fields = schema.Schema.Fields.Where(field => field.DataType is T.NumericType or T.StringType).ToArray();
        if (fields.Length == 0)
        {
            return Session.Range(1).Select(Functions.Explode(Functions.Lit(names)).Alias("summary"));
        }

        Column[] computed = fields.SelectMany((field, i) => names.Select((name, j) => Statistic(field, name).Cast("string").Alias($"s{i}_{j}"))).ToArray();
        Column[] rows = names.Select((name, j) => Functions.Struct(
            [Functions.Lit(name).Alias("summary"), .. fields.Select((field, i) => Functions.Col($"s{i}_{j}").Alias(field.Name))])).ToArray();
        return Agg(computed[0], computed[1..]).Select(Column.Call("inline", Functions.Array(rows)));
    }

    private static Column Statistic(T.StructField field, string name)
    {
        Column column = Column.Named(Column.Quoted(field.Name));
        Column number = field.DataType is T.StringType ? new Column(new E.Cast(column.Expression, new T.DoubleType(), null, IsTry: true)) : column;
        return name.ToLowerInvariant() switch
        {
            "count" => Functions.Count(column),
            "count_distinct" => Functions.CountDistinct(column),
            "approx_count_distinct" => Column.Call("approx_count_distinct", column),
            "mean" => Functions.Avg(number),
            "stddev" => Column.Call("stddev_samp", number),
            "min" => Functions.Min(column),
            "max" => Functions.Max(column),
            _ when IsPercentile(name) => Column.Call("approx_percentile", number, Percentile(name)),
            _ => throw SparkCall.Failure("summary", SparkException.IllegalArgument($"{name} is not a recognised statistic")),
        };
    }

    private static bool IsPercentile(string name) => name.EndsWith('%');

    private static double Percentile(string name)
    {
        if (!double.TryParse(name.AsSpan()[..^1], NumberStyles.Float, CultureInfo.InvariantCulture, out double percent))
        {
            throw SparkCall.Failure("summary", SparkException.IllegalArgument($"Unable to parse {name} as a percentile"));
        }

        return percent is >= 0 and <= 100
            ? percent / 100
            : throw SparkCall.Failure("summary", SparkException.IllegalArgument("requirement failed: Percentiles must be in the range [0, 1]"));
    }

    private static bool IsOrderable(T.DataType type) => type switch
    {
        T.MapType => false,
        T.ArrayType array => IsOrderable(array.ElementType),
        T.StructType structure => structure.Fields.All(field => IsOrderable(field.DataType)),
        _ => true,
    };
}
