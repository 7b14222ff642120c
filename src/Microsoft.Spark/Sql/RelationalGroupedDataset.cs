using Microsoft.Spark.Hosting;

namespace Microsoft.Spark.Sql;

/// <summary>Rows in groups, to be aggregated.</summary>
public sealed class RelationalGroupedDataset
{
    private readonly DataFrame frame;
    private readonly P.GroupType type;
    private readonly Seq<E.Expression> groupings;
    private readonly E.Expression pivotColumn;
    private readonly Seq<E.Literal>? pivotValues;

    internal RelationalGroupedDataset(
        DataFrame frame, P.GroupType type, Seq<E.Expression> groupings, E.Expression pivotColumn = null, Seq<E.Literal>? pivotValues = null) =>
        (this.frame, this.type, this.groupings, this.pivotColumn, this.pivotValues) = (frame, type, groupings, pivotColumn, pivotValues);

    /// <summary>A row for each group: its columns, then these aggregates.</summary>
    public DataFrame Agg(Column expr, params Column[] exprs) => Aggregate("agg", exprs.Prepend(expr));

    /// <summary>The number of rows of each group, in a column <c>count</c>.</summary>
    public DataFrame Count() => Aggregate("count", [Column.Call("count", 1).Alias("count")]);

    /// <summary>The sums of these columns, or of all numbers.</summary>
    public DataFrame Sum(params string[] colNames) => Each("sum", "sum", colNames);

    /// <summary>The averages of these columns, or of all numbers.</summary>
    public DataFrame Avg(params string[] colNames) => Each("avg", "avg", colNames);

    /// <summary>The averages of these columns, or of all numbers.</summary>
    public DataFrame Mean(params string[] colNames) => Each("mean", "avg", colNames);

    /// <summary>The smallest values of these columns, or of all numbers.</summary>
    public DataFrame Min(params string[] colNames) => Each("min", "min", colNames);

    /// <summary>The greatest values of these columns, or of all numbers.</summary>
    public DataFrame Max(params string[] colNames) => Each("max", "max", colNames);

    /// <summary>Turns the values of a column into columns of their own. Values that are not given are looked for, which needs a run over the data.</summary>
    public RelationalGroupedDataset Pivot(Column pivotColumn) => Pivot(pivotColumn, null);

    /// <inheritdoc cref="Pivot(Column)"/>
    public RelationalGroupedDataset Pivot(string pivotColumn) => Pivot(Column.Named(pivotColumn));

    /// <inheritdoc cref="Pivot(Column)"/>
    public RelationalGroupedDataset Pivot(Column pivotColumn, IEnumerable<object> values) =>
        new(frame, P.GroupType.Pivot, groupings, pivotColumn.Expression, values?.Select(ExternalValues.ToLiteral).ToSeq());

    /// <inheritdoc cref="Pivot(Column)"/>
    public RelationalGroupedDataset Pivot(string pivotColumn, IEnumerable<object> values) => Pivot(Column.Named(pivotColumn), values);

    private DataFrame Aggregate(string method, IEnumerable<Column> aggregates) => frame.With(method, () => new P.Aggregate(
        frame.Plan, type, groupings, aggregates.Select(column => column.Expression).ToSeq(), pivotColumn, pivotValues));

    /// <summary>One aggregate a column; without names, every numeric column of the input, keys included, as Spark does.</summary>
    private DataFrame Each(string method, string function, string[] names)
    {
        T.StructType input = frame.PlanSchema;
        if (names.FirstOrDefault(name => input.Fields.Any(field => IsNamed(field, name) && field.DataType is not T.NumericType)) is { } text)
        {
            throw SparkCall.Failure(method, SparkException.Analysis(
                null, $"\"{text}\" is not a numeric column. Aggregation function can only be applied on a numeric column."));
        }

        IEnumerable<Column> columns = names.Length > 0
            ? names.Select(name => Column.Named(name))
            : input.Fields.Where(field => field.DataType is T.NumericType).Select(field => Column.Named(Column.Quoted(field.Name)));
        return Aggregate(method, columns.Select(column => Column.Call(function, column)));
    }

    private static bool IsNamed(T.StructField field, string name) => string.Equals(field.Name, name, StringComparison.OrdinalIgnoreCase);
}
