using Microsoft.Spark.Hosting;

namespace Microsoft.Spark.Sql;

public sealed class RuntimeConfig
{
    internal RuntimeConfig() { }

    public void Set(string key, string value) => SparkCall.Invoke("set", client => client.SetConf(key, value));

    public void Set(string key, bool value) => Set(key, SourceOptions.Text(value));

    public void Set(string key, long value) => Set(key, SourceOptions.Text(value));

    public string Get(string key) =>
        SparkCall.Invoke("get", client => client.GetConf(key) ?? throw new SparkException(
            new SparkError("SparkNoSuchElementException", "SQL_CONF_NOT_FOUND", $"[SQL_CONF_NOT_FOUND] The SQL config \"{key}\" cannot be found. Please verify that the config exists.")));

    public string Get(string key, string defaultValue) => SparkCall.Invoke("get", client => client.GetConf(key) ?? defaultValue);

    public void Unset(string key) => SparkCall.Invoke("unset", client => client.UnsetConf(key));
}
