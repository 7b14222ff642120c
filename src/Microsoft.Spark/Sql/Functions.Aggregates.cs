namespace Microsoft.Spark.Sql;

public static partial class Functions
{
    public static Column ApproxCountDistinct(Column column) => Sql.Column.Call("approx_count_distinct", column);

    public static Column ApproxCountDistinct(string columnName) => Sql.Column.Call("approx_count_distinct", Sql.Column.Named(columnName));

    public static Column ApproxCountDistinct(Column column, double rsd) => Sql.Column.Call("approx_count_distinct", column, rsd);

    public static Column ApproxCountDistinct(string columnName, double rsd) => Sql.Column.Call("approx_count_distinct", Sql.Column.Named(columnName), rsd);

    public static Column Avg(Column column) => Sql.Column.Call("avg", column);

    public static Column Avg(string columnName) => Sql.Column.Call("avg", Sql.Column.Named(columnName));

    public static Column CollectList(Column column) => Sql.Column.Call("collect_list", column);

    public static Column CollectList(string columnName) => Sql.Column.Call("collect_list", Sql.Column.Named(columnName));

    public static Column CollectSet(Column column) => Sql.Column.Call("collect_set", column);

    public static Column CollectSet(string columnName) => Sql.Column.Call("collect_set", Sql.Column.Named(columnName));

    public static Column Corr(Column column1, Column column2) => Sql.Column.Call("corr", column1, column2);

    public static Column Corr(string columnName1, string columnName2) => Sql.Column.Call("corr", Sql.Column.Named(columnName1), Sql.Column.Named(columnName2));

    public static Column CovarPop(Column column1, Column column2) => Sql.Column.Call("covar_pop", column1, column2);

    public static Column CovarPop(string columnName1, string columnName2) => Sql.Column.Call("covar_pop", Sql.Column.Named(columnName1), Sql.Column.Named(columnName2));

    public static Column CovarSamp(Column column1, Column column2) => Sql.Column.Call("covar_samp", column1, column2);

    public static Column CovarSamp(string columnName1, string columnName2) => Sql.Column.Call("covar_samp", Sql.Column.Named(columnName1), Sql.Column.Named(columnName2));

    public static Column Grouping(Column column) => Sql.Column.Call("grouping", column);

    public static Column Grouping(string columnName) => Sql.Column.Call("grouping", Sql.Column.Named(columnName));

    public static Column GroupingId(params Column[] columns) => Sql.Column.Call("grouping_id", [.. columns]);

    public static Column GroupingId(string columnName, params string[] columnNames) => Sql.Column.Call("grouping_id", [Sql.Column.Named(columnName), .. columnNames.Select(name => Sql.Column.Named(name))]);

    public static Column Kurtosis(Column column) => Sql.Column.Call("kurtosis", column);

    public static Column Kurtosis(string columnName) => Sql.Column.Call("kurtosis", Sql.Column.Named(columnName));

    public static Column Max(Column column) => Sql.Column.Call("max", column);

    public static Column Max(string columnName) => Sql.Column.Call("max", Sql.Column.Named(columnName));

    public static Column Mean(Column column) => Sql.Column.Call("avg", column);

    public static Column Mean(string columnName) => Sql.Column.Call("avg", Sql.Column.Named(columnName));

    public static Column Min(Column column) => Sql.Column.Call("min", column);

    public static Column Min(string columnName) => Sql.Column.Call("min", Sql.Column.Named(columnName));

    public static Column PercentileApprox(Column column, Column percentage, Column accuracy) => Sql.Column.Call("percentile_approx", column, percentage, accuracy);

    public static Column Product(Column column) => Sql.Column.Call("product", column);

    public static Column Skewness(Column column) => Sql.Column.Call("skewness", column);

    public static Column Skewness(string columnName) => Sql.Column.Call("skewness", Sql.Column.Named(columnName));

    public static Column Stddev(Column column) => Sql.Column.Call("stddev", column);

    public static Column Stddev(string columnName) => Sql.Column.Call("stddev", Sql.Column.Named(columnName));

    public static Column StddevPop(Column column) => Sql.Column.Call("stddev_pop", column);

    public static Column StddevPop(string columnName) => Sql.Column.Call("stddev_pop", Sql.Column.Named(columnName));

    public static Column StddevSamp(Column column) => Sql.Column.Call("stddev_samp", column);

    public static Column StddevSamp(string columnName) => Sql.Column.Call("stddev_samp", Sql.Column.Named(columnName));

    public static Column Sum(Column column) => Sql.Column.Call("sum", column);

    public static Column Sum(string columnName) => Sql.Column.Call("sum", Sql.Column.Named(columnName));

    public static Column VarPop(Column column) => Sql.Column.Call("var_pop", column);

    public static Column VarPop(string columnName) => Sql.Column.Call("var_pop", Sql.Column.Named(columnName));

    public static Column VarSamp(Column column) => Sql.Column.Call("var_samp", column);

    public static Column VarSamp(string columnName) => Sql.Column.Call("var_samp", Sql.Column.Named(columnName));

    public static Column Variance(Column column) => Sql.Column.Call("variance", column);

    public static Column Variance(string columnName) => Sql.Column.Call("variance", Sql.Column.Named(columnName));
}
