namespace Microsoft.Spark.Sql;

public sealed class DataFrameNaFunctions
{
    private readonly DataFrame frame;

    internal DataFrameNaFunctions(DataFrame frame) => this.frame = frame;

    public DataFrame Drop() => DropNulls([], null);

    public DataFrame Drop(string how) => Drop(how, []);

    public DataFrame Drop(IEnumerable<string> columnNames) => DropNulls(columnNames, null);

    public DataFrame Drop(int minNonNulls) => DropNulls([], minNonNulls);

    public DataFrame Drop(int minNonNulls, IEnumerable<string> columnNames) => DropNulls(columnNames, minNonNulls);

    public DataFrame Drop(string how, IEnumerable<string> columnNames) =>
        DropNulls(columnNames, string.Equals(how, "all", StringComparison.OrdinalIgnoreCase) ? 1 : null);

    public DataFrame Fill(bool value) => Fill(value, []);

    public DataFrame Fill(double value) => Fill(value, []);

    public DataFrame Fill(long value) => Fill(value, []);

    public DataFrame Fill(string value) => Fill(value, []);

    public DataFrame Fill(bool value, IEnumerable<string> columnNames) => FillNulls(columnNames, [value]);

    public DataFrame Fill(double value, IEnumerable<string> columnNames) => FillNulls(columnNames, [value]);

    public DataFrame Fill(long value, IEnumerable<string> columnNames) => FillNulls(columnNames, [value]);

    public DataFrame Fill(string value, IEnumerable<string> columnNames) => FillNulls(columnNames, [value]);

    public DataFrame Fill(IDictionary<string, bool> valueMap) => FillEach(valueMap);

    public DataFrame Fill(IDictionary<string, double> valueMap) => FillEach(valueMap);

    public DataFrame Fill(IDictionary<string, int> valueMap) => FillEach(valueMap);

    public DataFrame Fill(IDictionary<string, long> valueMap) => FillEach(valueMap);

    public DataFrame Fill(IDictionary<string, string> valueMap) => FillEach(valueMap);

    private DataFrame DropNulls(IEnumerable<string> columns, int? minNonNulls) =>
        DataFrame.Create("drop", () => new P.NaDrop(frame.Plan, columns.ToSeq(), minNonNulls));

    private DataFrame FillEach<TValue>(IDictionary<string, TValue> values) => FillNulls(values.Keys, values.Values.Cast<object>());

    private DataFrame FillNulls(IEnumerable<string> columns, IEnumerable<object> values) =>
        DataFrame.Create("fill", () => new P.NaFill(frame.Plan, columns.ToSeq(), values.Select(ExternalValues.ToLiteral).ToSeq()));
}
