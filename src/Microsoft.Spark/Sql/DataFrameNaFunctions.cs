using Microsoft.Spark.Hosting;

namespace Microsoft.Spark.Sql;

/// <summary>Functions for rows with nulls.</summary>
public sealed class DataFrameNaFunctions
{
    private readonly DataFrame frame;

    internal DataFrameNaFunctions(DataFrame frame) => this.frame = frame;

    /// <summary>The rows without nulls in these columns, or in any: <c>how</c> is <c>any</c> or <c>all</c>; or those with at least so many values that are no null and no NaN.</summary>
    public DataFrame Drop() => DropNulls([], null);

    /// <inheritdoc cref="Drop()"/>
    public DataFrame Drop(string how) => Drop(how, []);

    /// <inheritdoc cref="Drop()"/>
    public DataFrame Drop(IEnumerable<string> columnNames) => DropNulls(columnNames, null);

    /// <inheritdoc cref="Drop()"/>
    public DataFrame Drop(int minNonNulls) => DropNulls([], minNonNulls);

    /// <inheritdoc cref="Drop()"/>
    public DataFrame Drop(int minNonNulls, IEnumerable<string> columnNames) => DropNulls(columnNames, minNonNulls);

    /// <inheritdoc cref="Drop()"/>
    public DataFrame Drop(string how, IEnumerable<string> columnNames) => DropNulls(columnNames, how.ToLowerInvariant() switch
    {
        "any" => null,
        "all" => 1,
        _ => throw SparkCall.Failure("drop", SparkException.IllegalArgument($"how ({how}) must be 'any' or 'all'")),
    });

    /// <summary>The frame with nulls replaced in these columns, or in all of the value's type.</summary>
    public DataFrame Fill(bool value) => Fill(value, []);

    /// <inheritdoc cref="Fill(bool)"/>
    public DataFrame Fill(double value) => Fill(value, []);

    /// <inheritdoc cref="Fill(bool)"/>
    public DataFrame Fill(long value) => Fill(value, []);

    /// <inheritdoc cref="Fill(bool)"/>
    public DataFrame Fill(string value) => Fill(value, []);

    /// <inheritdoc cref="Fill(bool)"/>
    public DataFrame Fill(bool value, IEnumerable<string> columnNames) => FillNulls(columnNames, [value]);

    /// <inheritdoc cref="Fill(bool)"/>
    public DataFrame Fill(double value, IEnumerable<string> columnNames) => FillNulls(columnNames, [value]);

    /// <inheritdoc cref="Fill(bool)"/>
    public DataFrame Fill(long value, IEnumerable<string> columnNames) => FillNulls(columnNames, [value]);

    /// <inheritdoc cref="Fill(bool)"/>
    public DataFrame Fill(string value, IEnumerable<string> columnNames) => FillNulls(columnNames, [value]);

    /// <inheritdoc cref="Fill(bool)"/>
    public DataFrame Fill(IDictionary<string, bool> valueMap) => FillEach(valueMap);

    /// <inheritdoc cref="Fill(bool)"/>
    public DataFrame Fill(IDictionary<string, double> valueMap) => FillEach(valueMap);

    /// <inheritdoc cref="Fill(bool)"/>
    public DataFrame Fill(IDictionary<string, int> valueMap) => FillEach(valueMap);

    /// <inheritdoc cref="Fill(bool)"/>
    public DataFrame Fill(IDictionary<string, long> valueMap) => FillEach(valueMap);

    /// <inheritdoc cref="Fill(bool)"/>
    public DataFrame Fill(IDictionary<string, string> valueMap) => FillEach(valueMap);

    /// <summary>Replaces values of one column, or of every column for <c>*</c>. Only columns of the values' kind change: numbers, texts or booleans.</summary>
    public DataFrame Replace(string columnName, IDictionary<double, double> replacement) => ReplaceIn(columnName, replacement);

    /// <inheritdoc cref="Replace(string, IDictionary{double, double})"/>
    public DataFrame Replace(string columnName, IDictionary<bool, bool> replacement) => ReplaceIn(columnName, replacement);

    /// <inheritdoc cref="Replace(string, IDictionary{double, double})"/>
    public DataFrame Replace(string columnName, IDictionary<string, string> replacement) => ReplaceIn(columnName, replacement);

    /// <inheritdoc cref="Replace(string, IDictionary{double, double})"/>
    public DataFrame Replace(IEnumerable<string> columnNames, IDictionary<double, double> replacement) => ReplaceEach(columnNames, replacement);

    /// <inheritdoc cref="Replace(string, IDictionary{double, double})"/>
    public DataFrame Replace(IEnumerable<string> columnNames, IDictionary<bool, bool> replacement) => ReplaceEach(columnNames, replacement);

    /// <inheritdoc cref="Replace(string, IDictionary{double, double})"/>
    public DataFrame Replace(IEnumerable<string> columnNames, IDictionary<string, string> replacement) => ReplaceEach(columnNames, replacement);

    private DataFrame ReplaceIn<TValue>(string column, IDictionary<TValue, TValue> values) =>
        ReplaceEach(column == "*" ? frame.Columns().Select(Column.Quoted) : [column], values);

    private DataFrame ReplaceEach<TValue>(IEnumerable<string> columns, IDictionary<TValue, TValue> values)
    {
        string[] names = columns.ToArray();
        if (names.Length == 0 || values.Count == 0)
        {
            return frame;
        }

        // Names are resolved as Spark resolves them: an unknown or ambiguous one fails here.
        HashSet<string> replaced = frame.Select(names.Select(Functions.Col).ToArray()).Columns().ToHashSet(StringComparer.OrdinalIgnoreCase);
        return frame.Select(frame.PlanSchema.Fields
            .Select(field => replaced.Contains(field.Name) && Fits<TValue>(field.DataType) ? Replaced(field, values) : Column.Named(Column.Quoted(field.Name)))
            .ToArray());
    }

    private static bool Fits<TValue>(T.DataType column) => column switch
    {
        T.NumericType => typeof(TValue) == typeof(double),
        T.StringType => typeof(TValue) == typeof(string),
        T.BooleanType => typeof(TValue) == typeof(bool),
        _ => false,
    };

    private static Column Replaced<TValue>(T.StructField field, IDictionary<TValue, TValue> values)
    {
        Column column = Column.Named(Column.Quoted(field.Name));
        Column typed(TValue value) => new(new E.Cast(ExternalValues.ToLiteral(value), field.DataType));
        IEnumerable<object> branches = values.SelectMany(pair => new object[] { column.EqualTo(typed(pair.Key)), typed(pair.Value) });
        return Column.Call("when", [.. branches, column]).Alias(field.Name);
    }

    private DataFrame DropNulls(IEnumerable<string> columns, int? minNonNulls) =>
        frame.With("drop", () => new P.NaDrop(frame.Plan, columns.ToSeq(), minNonNulls));

    private DataFrame FillEach<TValue>(IDictionary<string, TValue> values) => FillNulls(values.Keys, values.Values.Cast<object>());

    private DataFrame FillNulls(IEnumerable<string> columns, IEnumerable<object> values) =>
        frame.With("fill", () => new P.NaFill(frame.Plan, columns.ToSeq(), values.Select(ExternalValues.ToLiteral).ToSeq()));
}
