namespace Microsoft.Spark.Sql;

public static partial class Functions
{
    /// <summary>An array of the arguments.</summary>
    public static Column Array(params Column[] columns) => Sql.Column.Call("array", [.. columns]);

    /// <inheritdoc cref="Array(Column[])"/>
    public static Column Array(string columnName, params string[] columnNames) => Sql.Column.Call("array", [Sql.Column.Named(columnName), .. columnNames.Select(name => Sql.Column.Named(name))]);

    /// <summary>Whether an array holds a value.</summary>
    public static Column ArrayContains(Column column, object value) => Sql.Column.Call("array_contains", column, value);

    /// <summary>An array without repetitions.</summary>
    public static Column ArrayDistinct(Column column) => Sql.Column.Call("array_distinct", column);

    /// <summary>Elements of the first array that the second lacks, without repetitions.</summary>
    public static Column ArrayExcept(Column col1, Column col2) => Sql.Column.Call("array_except", col1, col2);

    /// <summary>Elements of both arrays, without repetitions.</summary>
    public static Column ArrayIntersect(Column col1, Column col2) => Sql.Column.Call("array_intersect", col1, col2);

    /// <summary>The elements as one text; nulls are left out or replaced.</summary>
    public static Column ArrayJoin(Column column, string delimiter) => Sql.Column.Call("array_join", column, delimiter);

    /// <inheritdoc cref="ArrayJoin(Column, string)"/>
    public static Column ArrayJoin(Column column, string delimiter, string nullReplacement) => Sql.Column.Call("array_join", column, delimiter, nullReplacement);

    /// <summary>The greatest element.</summary>
    public static Column ArrayMax(Column column) => Sql.Column.Call("array_max", column);

    /// <summary>The least element.</summary>
    public static Column ArrayMin(Column column) => Sql.Column.Call("array_min", column);

    /// <summary>Place of the first equal element from 1; 0 where there is none.</summary>
    public static Column ArrayPosition(Column column, object value) => Sql.Column.Call("array_position", column, value);

    /// <summary>An array without the elements that equal a value.</summary>
    public static Column ArrayRemove(Column column, object element) => Sql.Column.Call("array_remove", column, element);

    /// <summary>An array with the same element a number of times.</summary>
    public static Column ArrayRepeat(Column left, Column right) => Sql.Column.Call("array_repeat", left, right);

    /// <inheritdoc cref="ArrayRepeat(Column, Column)"/>
    public static Column ArrayRepeat(Column left, int count) => Sql.Column.Call("array_repeat", left, count);

    /// <summary>An array in the lambda's order, or in ascending order with nulls last.</summary>
    public static Column ArraySort(Column column) => Sql.Column.Call("array_sort", column);

    /// <summary>Elements of either array, without repetitions.</summary>
    public static Column ArrayUnion(Column col1, Column col2) => Sql.Column.Call("array_union", col1, col2);

    /// <summary>Whether two arrays share an element that is not null.</summary>
    public static Column ArraysOverlap(Column a1, Column a2) => Sql.Column.Call("arrays_overlap", a1, a2);

    /// <summary>An array of structs: the elements of each array at the same positions.</summary>
    public static Column ArraysZip(params Column[] columns) => Sql.Column.Call("arrays_zip", [.. columns]);

    /// <summary>Null where the condition is true, else an error.</summary>
    public static Column AssertTrue(Column column) => Sql.Column.Call("assert_true", column);

    /// <inheritdoc cref="AssertTrue(Column)"/>
    public static Column AssertTrue(Column column, Column errMsg) => Sql.Column.Call("assert_true", column, errMsg);

    /// <summary>The first argument that is not null.</summary>
    public static Column Coalesce(params Column[] columns) => Sql.Column.Call("coalesce", [.. columns]);

    /// <summary>An element by position from 1, or from the end where negative; the value of a map's key.</summary>
    public static Column ElementAt(Column column, object value) => Sql.Column.Call("element_at", column, value);

    /// <summary>A row for each element of an array or entry of a map.</summary>
    public static Column Explode(Column column) => Sql.Column.Call("explode", column);

    /// <summary>explode, with a row of nulls where there is none.</summary>
    public static Column ExplodeOuter(Column column) => Sql.Column.Call("explode_outer", column);

    /// <summary>The elements of an array of arrays.</summary>
    public static Column Flatten(Column column) => Sql.Column.Call("flatten", column);

    /// <summary>The greatest argument; nulls are passed over.</summary>
    public static Column Greatest(params Column[] columns) => Sql.Column.Call("greatest", [.. columns]);

    /// <inheritdoc cref="Greatest(Column[])"/>
    public static Column Greatest(string columnName, params string[] columnNames) => Sql.Column.Call("greatest", [Sql.Column.Named(columnName), .. columnNames.Select(name => Sql.Column.Named(name))]);

    /// <summary>The path of the file that the row was read from; an empty text where it is from none.</summary>
    public static Column InputFileName() => Sql.Column.Call("input_file_name");

    /// <summary>Whether the value is null.</summary>
    public static Column IsNull(Column column) => Sql.Column.Call("isnull", column);

    /// <summary>The least argument; nulls are passed over.</summary>
    public static Column Least(params Column[] columns) => Sql.Column.Call("least", [.. columns]);

    /// <inheritdoc cref="Least(Column[])"/>
    public static Column Least(string columnName, params string[] columnNames) => Sql.Column.Call("least", [Sql.Column.Named(columnName), .. columnNames.Select(name => Sql.Column.Named(name))]);

    /// <summary>A map from keys and values in pairs.</summary>
    public static Column Map(params Column[] columns) => Sql.Column.Call("map", [.. columns]);

    /// <summary>One map of the entries of several.</summary>
    public static Column MapConcat(params Column[] columns) => Sql.Column.Call("map_concat", [.. columns]);

    /// <summary>The entries of a map as structs.</summary>
    public static Column MapEntries(Column column) => Sql.Column.Call("map_entries", column);

    /// <summary>A map from an array of keys and an array of values.</summary>
    public static Column MapFromArrays(Column key, Column values) => Sql.Column.Call("map_from_arrays", key, values);

    /// <summary>A map from an array of structs of key and value.</summary>
    public static Column MapFromEntries(Column column) => Sql.Column.Call("map_from_entries", column);

    /// <summary>The keys of a map.</summary>
    public static Column MapKeys(Column column) => Sql.Column.Call("map_keys", column);

    /// <summary>The values of a map.</summary>
    public static Column MapValues(Column column) => Sql.Column.Call("map_values", column);

    /// <summary>A number for each row of a batch, from 0.</summary>
    public static Column MonotonicallyIncreasingId() => Sql.Column.Call("monotonically_increasing_id");

    /// <summary>explode with the position, counted from 0.</summary>
    public static Column PosExplode(Column column) => Sql.Column.Call("posexplode", column);

    /// <summary>posexplode, with a row of nulls where there is none.</summary>
    public static Column PosExplodeOuter(Column column) => Sql.Column.Call("posexplode_outer", column);

    /// <summary>An error with this message.</summary>
    public static Column RaiseError(Column errMsg) => Sql.Column.Call("raise_error", errMsg);

    /// <summary>The values from the first to the second, a step apart: whole numbers, dates or times.</summary>
    public static Column Sequence(Column start, Column stop) => Sql.Column.Call("sequence", start, stop);

    /// <inheritdoc cref="Sequence(Column, Column)"/>
    public static Column Sequence(Column start, Column stop, Column step) => Sql.Column.Call("sequence", start, stop, step);

    /// <summary>The elements in random order.</summary>
    public static Column Shuffle(Column column) => Sql.Column.Call("shuffle", column);

    /// <summary>Number of elements; -1 for null.</summary>
    public static Column Size(Column column) => Sql.Column.Call("size", column);

    /// <summary>Elements from a position, counted from 1 or from the end, up to a number of them.</summary>
    public static Column Slice(Column column, Column start, Column length) => Sql.Column.Call("slice", column, start, length);

    /// <inheritdoc cref="Slice(Column, Column, Column)"/>
    public static Column Slice(Column column, int start, int length) => Sql.Column.Call("slice", column, start, length);

    /// <summary>An array in order, nulls first, or in descending order.</summary>
    public static Column SortArray(Column column, bool asc = true) => Sql.Column.Call("sort_array", column, asc);

    /// <summary>The number of the partition: this engine has one.</summary>
    public static Column SparkPartitionId() => Sql.Column.Call("spark_partition_id");

    /// <summary>A struct of the arguments, named as columns are.</summary>
    public static Column Struct(params Column[] columns) => Sql.Column.Call("struct", [.. columns]);

    /// <inheritdoc cref="Struct(Column[])"/>
    public static Column Struct(string columnName, params string[] columnNames) => Sql.Column.Call("struct", [Sql.Column.Named(columnName), .. columnNames.Select(name => Sql.Column.Named(name))]);
}
