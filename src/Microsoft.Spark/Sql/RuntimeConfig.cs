using Microsoft.Spark.Hosting;

namespace Microsoft.Spark.Sql;

public sealed class RuntimeConfig
{
    private readonly SparkSession session;

    internal RuntimeConfig(SparkSession session) => this.session = session;

    public void Set(string key, string value) => SparkCall.Invoke(session, "set", client => client.SetConf(key, value));

    public void Set(string key, bool value) => Set(key, SourceOptions.Text(value));

    public void Set(string key, long value) => Set(key, SourceOptions.Text(value));

    public string Get(string key) =>
        SparkCall.Invoke(session, "get", client => client.GetConf(key) ?? throw new SparkException(
            new SparkError("SparkNoSuchElementException", "SQL_CONF_NOT_FOUND", $"[SQL_CONF_NOT_FOUND] The SQL config \"{key}\" cannot be found. Please verify that the config exists.")));

    public string Get(string key, string defaultValue) => SparkCall.Invoke(session, "get", client => client.GetConf(key) ?? defaultValue);

    /// <summary>Whether it is one of Spark SQL's settings that may change while a session runs.</summary>
    public bool IsModifiable(string key) => SparkCall.Invoke(session, "isModifiable", client => client.IsConfModifiable(key));

    public void Unset(string key) => SparkCall.Invoke(session, "unset", client => client.UnsetConf(key));
}
