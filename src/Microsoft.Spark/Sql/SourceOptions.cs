using System.Globalization;

namespace Microsoft.Spark.Sql;

/// <summary>What a reader has been told so far: format, schema and options as text, as Spark takes them.</summary>
internal sealed class SourceOptions
{
    private readonly List<Setting> options = [];

    public string Format { get; set; }

    public T.StructType Schema { get; set; }

    public string SchemaText { get; set; }

    public Seq<Setting> Options => options.ToSeq();

    public static string Text(bool value) => value ? "true" : "false";

    public static string Text(long value) => value.ToString(CultureInfo.InvariantCulture);

    /// <summary>What the program gives as pairs.</summary>
    public static IEnumerable<Setting> Settings(IEnumerable<KeyValuePair<string, string>> pairs) => pairs.Select(pair => new Setting(pair.Key, pair.Value));

    /// <summary>A double as Java writes it: always with a fraction.</summary>
    public static string Text(double value)
    {
        string text = value.ToString("R", CultureInfo.InvariantCulture);
        return text.All(c => char.IsAsciiDigit(c) || c == '-') ? text + ".0" : text;
    }

    public void Add(string key, string value) => options.Add(new(key, value));

    public void AddAll(Dictionary<string, string> values) => options.AddRange(Settings(values));

    public P.DataSource ToPlan(Seq<string> paths, bool isStreaming) =>
        new(Format ?? "parquet", Schema, SchemaText, Options, paths, isStreaming);
}
