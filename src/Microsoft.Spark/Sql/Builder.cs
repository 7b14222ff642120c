using Microsoft.Spark.Hosting;

namespace Microsoft.Spark.Sql;

public sealed class Builder
{
    private readonly List<KeyValuePair<string, string>> options = [];

    internal Builder() { }

    public Builder AppName(string appName) => Config("spark.app.name", appName);

    public Builder Master(string master) => Config("spark.master", master);

    public Builder Config(string key, string value)
    {
        options.Add(new(key, value));
        return this;
    }

    public Builder Config(string key, bool value) => Config(key, SourceOptions.Text(value));

    public Builder Config(string key, long value) => Config(key, SourceOptions.Text(value));

    public Builder Config(string key, double value) => Config(key, SourceOptions.Text(value));

    public Builder Config(SparkConf conf)
    {
        options.AddRange(conf.GetAll());
        return this;
    }

    public Builder EnableHiveSupport() => Config("spark.sql.catalogImplementation", "hive");

    /// <summary>The thread's session, or the process's; the options are set in it.</summary>
    public SparkSession GetOrCreate()
    {
        SparkSession session = SparkSession.ActiveOrDefault ?? SparkSession.Current;
        SparkCall.Invoke(session, "getOrCreate", client =>
        {
            foreach ((string key, string value) in options)
            {
                client.SetConf(key, value);
                SparkContext.Current.Note(key, value);
            }
        });
        SparkSession.SetDefaultSession(session);
        SparkSession.SetActiveSession(session);
        return session;
    }
}
