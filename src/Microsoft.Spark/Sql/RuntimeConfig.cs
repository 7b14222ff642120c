using Microsoft.Spark.Hosting;

namespace Microsoft.Spark.Sql;

/// <summary>The settings of a session that runs.</summary>
public sealed class RuntimeConfig
{
    private readonly SparkSession session;

    internal RuntimeConfig(SparkSession session) => this.session = session;

    /// <summary>Sets a setting.</summary>
    public void Set(string key, string value) => SparkCall.Invoke(session, "set", client => client.SetConf(key, value));

    /// <inheritdoc cref="Set(string, string)"/>
    public void Set(string key, bool value) => Set(key, SourceOptions.Text(value));

    /// <inheritdoc cref="Set(string, string)"/>
    public void Set(string key, long value) => Set(key, SourceOptions.Text(value));

    /// <summary>A setting.</summary>
    public string Get(string key) =>
        SparkCall.Invoke(session, "get", client => client.GetConf(key) ?? throw new SparkException(
            new SparkError("SparkNoSuchElementException", "SQL_CONF_NOT_FOUND", $"[SQL_CONF_NOT_FOUND] The SQL config \"{key}\" cannot be found. Please verify that the config exists.")));

    /// <inheritdoc cref="Get(string)"/>
    public string Get(string key, string defaultValue) => SparkCall.Invoke(session, "get", client => client.GetConf(key) ?? defaultValue);

    /// <summary>Whether it is one of Spark SQL's settings that may change while a session runs.</summary>
    public bool IsModifiable(string key) => SparkCall.Invoke(session, "isModifiable", client => client.IsConfModifiable(key));

    /// <summary>Sets a setting back to its default.</summary>
    public void Unset(string key) => SparkCall.Invoke(session, "unset", client => client.UnsetConf(key));
}
