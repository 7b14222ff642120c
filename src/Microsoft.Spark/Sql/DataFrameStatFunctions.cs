using System.Globalization;
using Microsoft.Spark.Hosting;

namespace Microsoft.Spark.Sql;

/// <summary>Statistics of a frame's columns.</summary>
public sealed class DataFrameStatFunctions
{
    private readonly DataFrame frame;

    internal DataFrameStatFunctions(DataFrame frame) => this.frame = frame;

    /// <summary>Quantiles of a numeric column, without its nulls and NaNs. The result is exact, which every error allows.</summary>
    /// <param name="probabilities">From 0, the minimum, to 1, the maximum.</param>
    /// <param name="relativeError">How far off Spark may be, as a share of the rows; not negative.</param>
    /// <returns>A value for each probability; nothing where the column has no value.</returns>
    public double[] ApproxQuantile(string columnName, IEnumerable<double> probabilities, double relativeError)
    {
        double[] places = probabilities.ToArray();
        if (places.Any(place => place is not (>= 0 and <= 1)))
        {
            throw Refused("approxQuantile", "requirement failed: probability should be in the range [0.0, 1.0]");
        }

        if (!(relativeError >= 0))
        {
            throw Refused("approxQuantile", $"requirement failed: Relative Error must be non-negative but got {SourceOptions.Text(relativeError)}");
        }

        Column column = Named("approxQuantile", columnName);
        if (TypeOf(column) is not T.NumericType)
        {
            throw Refused("approxQuantile", $"requirement failed: Quantile calculation for column {columnName} with data type {TypeName(TypeOf(column))} is not supported.");
        }

        Column value = column.Cast("double");
        Row row = frame.Filter(value.IsNotNull() & !value.IsNaN()).Agg(Column.Call("approx_percentile", value, places)).First();
        return row.Get(0) is null ? [] : row.GetAs<double[]>(0);
    }

    /// <summary>Covariance of a sample; nulls count as 0.</summary>
    public double Cov(string colName1, string colName2) => OfPair("cov", "covariance", "covar_samp", colName1, colName2);

    /// <summary>Pearson's correlation; nulls count as 0.</summary>
    public double Corr(string colName1, string colName2) => OfPair("corr", "correlation", "corr", colName1, colName2);

    /// <summary>The correlation of two columns by a method; nulls count as 0.</summary>
    /// <param name="method">Only <c>pearson</c>.</param>
    public double Corr(string colName1, string colName2, string method) => method == "pearson"
        ? Corr(colName1, colName2)
        : throw Refused("corr", "requirement failed: Currently only the calculation of the Pearson Correlation coefficient is supported.");

    /// <summary>How often values meet: a row for each value of the first column, a column for each of the second.</summary>
    public DataFrame Crosstab(string colName1, string colName2)
    {
        Column first = frame.Col(colName1).Cast("string"), second = frame.Col(colName2).Cast("string");
        DataFrame counted = frame
            .GroupBy(Functions.When(first.IsNull(), "null").Otherwise(first).Alias($"{colName1}_{colName2}"))
            .Pivot(Functions.When(second.IsNull(), "null").Otherwise(Column.Call("replace", second, "`", "")))
            .Count();
        return counted.Na().Fill(0L);
    }

    /// <summary>Items that make up at least a hundredth of the rows, and maybe some that do not.</summary>
    public DataFrame FreqItems(IEnumerable<string> columnNames) => FreqItems(columnNames, 0.01);

    /// <summary>Items that make up at least that part of the rows, and maybe some that do not, by the algorithm of Karp, Schenker and Papadimitriou.</summary>
    /// <param name="support">At least 0.0001, at most 1.</param>
    /// <returns>One row: for each column, <c>c_freqItems</c> as an array.</returns>
    public DataFrame FreqItems(IEnumerable<string> columnNames, double support)
    {
        if (support is not (>= 1e-4 and <= 1))
        {
            throw Refused("freqItems", $"requirement failed: Support must be in [1e-4, 1], but got {SourceOptions.Text(support)}.");
        }

        int size = (int)(1 / support);
        Column[] items = columnNames.Select(name => Column.Call("(collect_frequent_items)", Named("freqItems", name), size).Alias($"{name}_freqItems")).ToArray();
        return frame.Agg(items[0], items[1..]);
    }

    /// <summary>A sample without replacement, where each value of the column has a fraction of its own; other values are left out.</summary>
    /// <param name="fractions">From 0 to 1.</param>
    public DataFrame SampleBy<T>(string columnName, IDictionary<T, double> fractions, long seed) => SampleBy(frame.Col(columnName), fractions, seed);

    /// <inheritdoc cref="SampleBy{T}(string, IDictionary{T, double}, long)"/>
    [Since("3.0.0")]
    public DataFrame SampleBy<T>(Column column, IDictionary<T, double> fractions, long seed)
    {
        if (fractions.Values.Any(fraction => fraction is not (>= 0 and <= 1)))
        {
            string map = string.Join(", ", fractions.Select(pair => string.Create(CultureInfo.InvariantCulture, $"{pair.Key} -> {SourceOptions.Text(pair.Value)}")));
            throw Refused("sampleBy", $"requirement failed: Fractions must be in [0, 1], but got Map({map}).");
        }

        Column fraction = fractions.Count == 0
            ? Functions.Lit(0.0)
            : Column.Call("when", [.. fractions.SelectMany(pair => new object[] { column.EqNullSafe(pair.Key), pair.Value }), 0.0]);
        return frame.Filter(Functions.Rand(seed) < fraction);
    }

    private double OfPair(string method, string what, string function, string first, string second)
    {
        Column[] values = new[] { first, second }.Select(name =>
        {
            T.StructField field = frame.PlanSchema.Fields.FirstOrDefault(field => field.Name == name)
                ?? throw Refused(method, $"requirement failed: Couldn't find column with name {name}");
            Column column = Column.Named(Column.Quoted(name));
            return field.DataType is T.NumericType
                ? Functions.When(column.IsNull(), 0.0).Otherwise(column.Cast("double"))
                : throw Refused(method, $"requirement failed: Currently {what} calculation for columns with dataType {field.DataType.SimpleString} not supported.");
        }).ToArray();
        return frame.Agg(Column.Call(function, values[0], values[1])).First().Get(0) is double result ? result : double.NaN;
    }

    /// <summary>A column by its name, which is resolved here.</summary>
    private Column Named(string method, string name)
    {
        Column column = frame.Col(name);
        _ = frame.With(method, () => new P.Project(frame.Plan, [column.Expression]));
        return column;
    }

    private T.DataType TypeOf(Column column) => frame.Select(column).PlanSchema.Fields[0].DataType;

    /// <summary>As Scala prints a type: <c>StringType</c>.</summary>
    private static string TypeName(T.DataType type) => type.GetType().Name;

    private static Exception Refused(string method, string message) => SparkCall.Failure(method, SparkException.IllegalArgument(message));
}
