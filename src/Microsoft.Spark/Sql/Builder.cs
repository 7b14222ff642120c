using Grader.Plans.Session;
using Microsoft.Spark.Hosting;

namespace Microsoft.Spark.Sql;

/// <summary>Collects settings for a session.</summary>
public sealed class Builder
{
    private readonly List<Setting> options = [];

    internal Builder() { }

    /// <summary>The name that the application goes by.</summary>
    public Builder AppName(string appName) => Config("spark.app.name", appName);

    /// <summary>Where to run, for example <c>local[*]</c>. The engine here is always local.</summary>
    public Builder Master(string master) => Config("spark.master", master);

    /// <summary>A setting of the session.</summary>
    public Builder Config(string key, string value)
    {
        options.Add(new(key, value));
        return this;
    }

    /// <inheritdoc cref="Config(string, string)"/>
    public Builder Config(string key, bool value) => Config(key, SourceOptions.Text(value));

    /// <inheritdoc cref="Config(string, string)"/>
    public Builder Config(string key, long value) => Config(key, SourceOptions.Text(value));

    /// <inheritdoc cref="Config(string, string)"/>
    public Builder Config(string key, double value) => Config(key, SourceOptions.Text(value));

    /// <inheritdoc cref="Config(string, string)"/>
    public Builder Config(SparkConf conf)
    {
        options.AddRange(SourceOptions.Settings(conf.GetAll()));
        return this;
    }

    /// <summary>Asks for Hive. There is none here: tables live as long as the session.</summary>
    public Builder EnableHiveSupport() => Config("spark.sql.catalogImplementation", "hive");

    /// <summary>The thread's session, or the process's; the options are set in it. Where the session has begun before, static settings of Spark SQL are passed over.</summary>
    public SparkSession GetOrCreate()
    {
        SparkSession session = SparkSession.ActiveOrDefault ?? SparkSession.Current;
        SparkCall.Invoke(session, "getOrCreate", client =>
        {
            SettingSource source = session.Begin() ? SettingSource.Builder : SettingSource.LaterBuilder;
            foreach ((string key, string value) in options)
            {
                client.SetConf(key, value, source);
                SparkContext.Current.Note(key, value);
            }
        });
        SparkSession.SetDefaultSession(session);
        SparkSession.SetActiveSession(session);
        return session;
    }
}
