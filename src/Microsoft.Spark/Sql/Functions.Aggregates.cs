namespace Microsoft.Spark.Sql;

public static partial class Functions
{
    /// <summary>How many different values there are: counted, where Spark estimates.</summary>
    public static Column ApproxCountDistinct(Column column) => Sql.Column.Call("approx_count_distinct", column);

    /// <inheritdoc cref="ApproxCountDistinct(Column)"/>
    public static Column ApproxCountDistinct(string columnName) => Sql.Column.Call("approx_count_distinct", Sql.Column.Named(columnName));

    /// <inheritdoc cref="ApproxCountDistinct(Column)"/>
    public static Column ApproxCountDistinct(Column column, double rsd) => Sql.Column.Call("approx_count_distinct", column, rsd);

    /// <inheritdoc cref="ApproxCountDistinct(Column)"/>
    public static Column ApproxCountDistinct(string columnName, double rsd) => Sql.Column.Call("approx_count_distinct", Sql.Column.Named(columnName), rsd);

    /// <summary>Average; null where every value is null.</summary>
    public static Column Avg(Column column) => Sql.Column.Call("avg", column);

    /// <inheritdoc cref="Avg(Column)"/>
    public static Column Avg(string columnName) => Sql.Column.Call("avg", Sql.Column.Named(columnName));

    /// <summary>All values that are not null, as an array.</summary>
    public static Column CollectList(Column column) => Sql.Column.Call("collect_list", column);

    /// <inheritdoc cref="CollectList(Column)"/>
    public static Column CollectList(string columnName) => Sql.Column.Call("collect_list", Sql.Column.Named(columnName));

    /// <summary>All different values that are not null, as an array.</summary>
    public static Column CollectSet(Column column) => Sql.Column.Call("collect_set", column);

    /// <inheritdoc cref="CollectSet(Column)"/>
    public static Column CollectSet(string columnName) => Sql.Column.Call("collect_set", Sql.Column.Named(columnName));

    /// <summary>Pearson's correlation.</summary>
    public static Column Corr(Column column1, Column column2) => Sql.Column.Call("corr", column1, column2);

    /// <inheritdoc cref="Corr(Column, Column)"/>
    public static Column Corr(string columnName1, string columnName2) => Sql.Column.Call("corr", Sql.Column.Named(columnName1), Sql.Column.Named(columnName2));

    /// <summary>Covariance of a population.</summary>
    public static Column CovarPop(Column column1, Column column2) => Sql.Column.Call("covar_pop", column1, column2);

    /// <inheritdoc cref="CovarPop(Column, Column)"/>
    public static Column CovarPop(string columnName1, string columnName2) => Sql.Column.Call("covar_pop", Sql.Column.Named(columnName1), Sql.Column.Named(columnName2));

    /// <summary>Covariance of a sample.</summary>
    public static Column CovarSamp(Column column1, Column column2) => Sql.Column.Call("covar_samp", column1, column2);

    /// <inheritdoc cref="CovarSamp(Column, Column)"/>
    public static Column CovarSamp(string columnName1, string columnName2) => Sql.Column.Call("covar_samp", Sql.Column.Named(columnName1), Sql.Column.Named(columnName2));

    /// <summary>Whether a column of a grouping set is left out of the row's group.</summary>
    public static Column Grouping(Column column) => Sql.Column.Call("grouping", column);

    /// <inheritdoc cref="Grouping(Column)"/>
    public static Column Grouping(string columnName) => Sql.Column.Call("grouping", Sql.Column.Named(columnName));

    /// <summary>The columns that are left out of the row's group, as bits.</summary>
    public static Column GroupingId(params Column[] columns) => Sql.Column.Call("grouping_id", [.. columns]);

    /// <inheritdoc cref="GroupingId(Column[])"/>
    public static Column GroupingId(string columnName, params string[] columnNames) => Sql.Column.Call("grouping_id", [Sql.Column.Named(columnName), .. columnNames.Select(name => Sql.Column.Named(name))]);

    /// <summary>Excess kurtosis.</summary>
    public static Column Kurtosis(Column column) => Sql.Column.Call("kurtosis", column);

    /// <inheritdoc cref="Kurtosis(Column)"/>
    public static Column Kurtosis(string columnName) => Sql.Column.Call("kurtosis", Sql.Column.Named(columnName));

    /// <summary>The greatest value.</summary>
    public static Column Max(Column column) => Sql.Column.Call("max", column);

    /// <inheritdoc cref="Max(Column)"/>
    public static Column Max(string columnName) => Sql.Column.Call("max", Sql.Column.Named(columnName));

    /// <summary>Average; null where every value is null.</summary>
    public static Column Mean(Column column) => Sql.Column.Call("avg", column);

    /// <inheritdoc cref="Mean(Column)"/>
    public static Column Mean(string columnName) => Sql.Column.Call("avg", Sql.Column.Named(columnName));

    /// <summary>The least value.</summary>
    public static Column Min(Column column) => Sql.Column.Call("min", column);

    /// <inheritdoc cref="Min(Column)"/>
    public static Column Min(string columnName) => Sql.Column.Call("min", Sql.Column.Named(columnName));

    /// <summary>The value at a percentage: exact, where Spark approximates.</summary>
    public static Column PercentileApprox(Column column, Column percentage, Column accuracy) => Sql.Column.Call("percentile_approx", column, percentage, accuracy);

    /// <summary>The product of the group's numbers, as a DOUBLE. Nulls do not count.</summary>
    public static Column Product(Column column) => Sql.Column.Call("product", column);

    /// <summary>Skewness.</summary>
    public static Column Skewness(Column column) => Sql.Column.Call("skewness", column);

    /// <inheritdoc cref="Skewness(Column)"/>
    public static Column Skewness(string columnName) => Sql.Column.Call("skewness", Sql.Column.Named(columnName));

    /// <summary>Standard deviation of a sample.</summary>
    public static Column Stddev(Column column) => Sql.Column.Call("stddev", column);

    /// <inheritdoc cref="Stddev(Column)"/>
    public static Column Stddev(string columnName) => Sql.Column.Call("stddev", Sql.Column.Named(columnName));

    /// <summary>Standard deviation of a population.</summary>
    public static Column StddevPop(Column column) => Sql.Column.Call("stddev_pop", column);

    /// <inheritdoc cref="StddevPop(Column)"/>
    public static Column StddevPop(string columnName) => Sql.Column.Call("stddev_pop", Sql.Column.Named(columnName));

    /// <summary>Standard deviation of a sample.</summary>
    public static Column StddevSamp(Column column) => Sql.Column.Call("stddev_samp", column);

    /// <inheritdoc cref="StddevSamp(Column)"/>
    public static Column StddevSamp(string columnName) => Sql.Column.Call("stddev_samp", Sql.Column.Named(columnName));

    /// <summary>Sum; null where every value is null.</summary>
    public static Column Sum(Column column) => Sql.Column.Call("sum", column);

    /// <inheritdoc cref="Sum(Column)"/>
    public static Column Sum(string columnName) => Sql.Column.Call("sum", Sql.Column.Named(columnName));

    /// <summary>Variance of a population.</summary>
    public static Column VarPop(Column column) => Sql.Column.Call("var_pop", column);

    /// <inheritdoc cref="VarPop(Column)"/>
    public static Column VarPop(string columnName) => Sql.Column.Call("var_pop", Sql.Column.Named(columnName));

    /// <summary>Variance of a sample.</summary>
    public static Column VarSamp(Column column) => Sql.Column.Call("var_samp", column);

    /// <inheritdoc cref="VarSamp(Column)"/>
    public static Column VarSamp(string columnName) => Sql.Column.Call("var_samp", Sql.Column.Named(columnName));

    /// <summary>Variance of a sample.</summary>
    public static Column Variance(Column column) => Sql.Column.Call("variance", column);

    /// <inheritdoc cref="Variance(Column)"/>
    public static Column Variance(string columnName) => Sql.Column.Call("variance", Sql.Column.Named(columnName));
}
