using System.Globalization;

namespace Microsoft.Spark;

/// <summary>Settings collected before a session begins.</summary>
public sealed class SparkConf
{
    private readonly SortedDictionary<string, string> settings = new(StringComparer.Ordinal);

    /// <param name="loadDefaults">Whether to take the JVM's system properties; there are none here.</param>
    public SparkConf(bool loadDefaults = true) => _ = loadDefaults;

    public SparkConf SetMaster(string master) => Set("spark.master", master);

    public SparkConf SetAppName(string appName) => Set("spark.app.name", appName);

    public SparkConf SetSparkHome(string sparkHome) => Set("spark.home", sparkHome);

    public SparkConf Set(string key, string value)
    {
        settings[key] = value;
        return this;
    }

    public string Get(string key, string defaultValue) => settings.GetValueOrDefault(key, defaultValue);

    /// <exception cref="FormatException">The setting is no number.</exception>
    public int GetInt(string key, int defaultValue) =>
        settings.TryGetValue(key, out string text) ? int.Parse(text, CultureInfo.InvariantCulture) : defaultValue;

    public IReadOnlyList<KeyValuePair<string, string>> GetAll() => settings.ToArray();
}
