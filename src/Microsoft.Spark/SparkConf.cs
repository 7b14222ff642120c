using System.Globalization;

namespace Microsoft.Spark;

/// <summary>Settings collected before a session begins.</summary>
public sealed class SparkConf
{
    // Sorted when asked for: a sorted dictionary would be compiled anew in each worker.
    private readonly Dictionary<string, string> settings = [];

    /// <summary>Settings for a session that is to be made; none at first.</summary>
    /// <param name="loadDefaults">Whether to take the JVM's system properties; there are none here.</param>
    public SparkConf(bool loadDefaults = true) => _ = loadDefaults;

    /// <summary>Where to run, for example <c>local[2]</c>. The engine here is always local.</summary>
    public SparkConf SetMaster(string master) => Set("spark.master", master);

    /// <summary>The name that the application goes by.</summary>
    public SparkConf SetAppName(string appName) => Set("spark.app.name", appName);

    /// <summary>Where Spark is installed on worker machines; nothing here looks at it.</summary>
    public SparkConf SetSparkHome(string sparkHome) => Set("spark.home", sparkHome);

    /// <summary>Sets a setting.</summary>
    public SparkConf Set(string key, string value)
    {
        settings[key] = value;
        return this;
    }

    /// <summary>A setting, or the given value where it is not set.</summary>
    public string Get(string key, string defaultValue) => settings.GetValueOrDefault(key, defaultValue);

    /// <summary>A setting as a whole number, or the default where it is not set.</summary>
    /// <exception cref="FormatException">The setting is no number.</exception>
    public int GetInt(string key, int defaultValue) =>
        settings.TryGetValue(key, out string text) ? int.Parse(text, CultureInfo.InvariantCulture) : defaultValue;

    /// <summary>All settings that were set, as pairs of key and value.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> GetAll() => [.. settings.OrderBy(setting => setting.Key, StringComparer.Ordinal)];
}
