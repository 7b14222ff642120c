namespace Microsoft.Spark.Sql;

public static partial class Functions
{
    public static Column Array(params Column[] columns) => Sql.Column.Call("array", [.. columns]);

    public static Column Array(string columnName, params string[] columnNames) => Sql.Column.Call("array", [Sql.Column.Named(columnName), .. columnNames.Select(name => Sql.Column.Named(name))]);

    public static Column ArrayContains(Column column, object value) => Sql.Column.Call("array_contains", column, value);

    public static Column ArrayDistinct(Column column) => Sql.Column.Call("array_distinct", column);

    public static Column ArrayExcept(Column col1, Column col2) => Sql.Column.Call("array_except", col1, col2);

    public static Column ArrayIntersect(Column col1, Column col2) => Sql.Column.Call("array_intersect", col1, col2);

    public static Column ArrayJoin(Column column, string delimiter) => Sql.Column.Call("array_join", column, delimiter);

    public static Column ArrayJoin(Column column, string delimiter, string nullReplacement) => Sql.Column.Call("array_join", column, delimiter, nullReplacement);

    public static Column ArrayMax(Column column) => Sql.Column.Call("array_max", column);

    public static Column ArrayMin(Column column) => Sql.Column.Call("array_min", column);

    public static Column ArrayPosition(Column column, object value) => Sql.Column.Call("array_position", column, value);

    public static Column ArrayRemove(Column column, object element) => Sql.Column.Call("array_remove", column, element);

    public static Column ArrayRepeat(Column left, Column right) => Sql.Column.Call("array_repeat", left, right);

    public static Column ArrayRepeat(Column left, int count) => Sql.Column.Call("array_repeat", left, count);

    public static Column ArraySort(Column column) => Sql.Column.Call("array_sort", column);

    public static Column ArrayUnion(Column col1, Column col2) => Sql.Column.Call("array_union", col1, col2);

    public static Column ArraysOverlap(Column a1, Column a2) => Sql.Column.Call("arrays_overlap", a1, a2);

    public static Column ArraysZip(params Column[] columns) => Sql.Column.Call("arrays_zip", [.. columns]);

    public static Column AssertTrue(Column column) => Sql.Column.Call("assert_true", column);

    public static Column AssertTrue(Column column, Column errMsg) => Sql.Column.Call("assert_true", column, errMsg);

    public static Column Coalesce(params Column[] columns) => Sql.Column.Call("coalesce", [.. columns]);

    public static Column ElementAt(Column column, object value) => Sql.Column.Call("element_at", column, value);

    public static Column Explode(Column column) => Sql.Column.Call("explode", column);

    public static Column ExplodeOuter(Column column) => Sql.Column.Call("explode_outer", column);

    public static Column Flatten(Column column) => Sql.Column.Call("flatten", column);

    public static Column Greatest(params Column[] columns) => Sql.Column.Call("greatest", [.. columns]);

    public static Column Greatest(string columnName, params string[] columnNames) => Sql.Column.Call("greatest", [Sql.Column.Named(columnName), .. columnNames.Select(name => Sql.Column.Named(name))]);

    public static Column InputFileName() => Sql.Column.Call("input_file_name");

    public static Column IsNull(Column column) => Sql.Column.Call("isnull", column);

    public static Column Least(params Column[] columns) => Sql.Column.Call("least", [.. columns]);

    public static Column Least(string columnName, params string[] columnNames) => Sql.Column.Call("least", [Sql.Column.Named(columnName), .. columnNames.Select(name => Sql.Column.Named(name))]);

    public static Column Map(params Column[] columns) => Sql.Column.Call("map", [.. columns]);

    public static Column MapConcat(params Column[] columns) => Sql.Column.Call("map_concat", [.. columns]);

    public static Column MapEntries(Column column) => Sql.Column.Call("map_entries", column);

    public static Column MapFromArrays(Column key, Column values) => Sql.Column.Call("map_from_arrays", key, values);

    public static Column MapFromEntries(Column column) => Sql.Column.Call("map_from_entries", column);

    public static Column MapKeys(Column column) => Sql.Column.Call("map_keys", column);

    public static Column MapValues(Column column) => Sql.Column.Call("map_values", column);

    public static Column MonotonicallyIncreasingId() => Sql.Column.Call("monotonically_increasing_id");

    public static Column PosExplode(Column column) => Sql.Column.Call("posexplode", column);

    public static Column PosExplodeOuter(Column column) => Sql.Column.Call("posexplode_outer", column);

    public static Column RaiseError(Column errMsg) => Sql.Column.Call("raise_error", errMsg);

    public static Column Sequence(Column start, Column stop) => Sql.Column.Call("sequence", start, stop);

    public static Column Sequence(Column start, Column stop, Column step) => Sql.Column.Call("sequence", start, stop, step);

    public static Column Shuffle(Column column) => Sql.Column.Call("shuffle", column);

    public static Column Size(Column column) => Sql.Column.Call("size", column);

    public static Column Slice(Column column, Column start, Column length) => Sql.Column.Call("slice", column, start, length);

    public static Column Slice(Column column, int start, int length) => Sql.Column.Call("slice", column, start, length);

    public static Column SortArray(Column column, bool asc = true) => Sql.Column.Call("sort_array", column, asc);

    public static Column SparkPartitionId() => Sql.Column.Call("spark_partition_id");

    public static Column Struct(params Column[] columns) => Sql.Column.Call("struct", [.. columns]);

    public static Column Struct(string columnName, params string[] columnNames) => Sql.Column.Call("struct", [Sql.Column.Named(columnName), .. columnNames.Select(name => Sql.Column.Named(name))]);
}
