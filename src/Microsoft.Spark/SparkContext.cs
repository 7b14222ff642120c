using System.Globalization;
using Microsoft.Spark.Hosting;

namespace Microsoft.Spark;

/// <summary>What a program may say to the context of its sessions. Nothing here logs, shows jobs, or runs on other machines.</summary>
public sealed class SparkContext
{
    private readonly SparkConf conf;
    private string checkpointDirectory;

    /// <summary>There is one context in a process; another one is another name for it.</summary>
    public SparkContext() : this(new SparkConf()) { }

    /// <inheritdoc cref="SparkContext()"/>
    public SparkContext(SparkConf conf) => this.conf = conf;

    /// <inheritdoc cref="SparkContext()"/>
    public SparkContext(string master, string appName) : this(new SparkConf().SetMaster(master).SetAppName(appName)) { }

    /// <inheritdoc cref="SparkContext()"/>
    public SparkContext(string master, string appName, SparkConf conf) : this(conf.SetMaster(master).SetAppName(appName)) { }

    /// <inheritdoc cref="SparkContext()"/>
    public SparkContext(string master, string appName, string sparkHome)
        : this(new SparkConf().SetMaster(master).SetAppName(appName).SetSparkHome(sparkHome))
    {
    }

    /// <summary>Tasks that may run at once: what <c>spark.default.parallelism</c> says, or the master <c>local[n]</c>; else 1, as every job here has one task.</summary>
    public int DefaultParallelism => conf.GetInt("spark.default.parallelism", ThreadsOf(conf.Get("spark.master", "local")));

    internal static SparkContext Current => ProgramState.Current.Context;

    /// <summary>The context of the process; the settings are added to its own.</summary>
    public static SparkContext GetOrCreate(SparkConf conf)
    {
        foreach ((string key, string value) in conf.GetAll())
        {
            Current.conf.Set(key, value);
        }

        return Current;
    }

    /// <summary>A copy of the settings: changing it changes nothing.</summary>
    public SparkConf GetConf()
    {
        var copy = new SparkConf();
        foreach ((string key, string value) in conf.GetAll())
        {
            copy.Set(key, value);
        }

        return copy;
    }

    /// <summary>Takes Spark's level names in any case, as Spark does.</summary>
    public void SetLogLevel(string logLevel)
    {
        string[] levels = ["ALL", "DEBUG", "ERROR", "FATAL", "INFO", "OFF", "TRACE", "WARN"];
        if (!levels.Contains(logLevel.ToUpperInvariant()))
        {
            throw SparkCall.Failure("setLogLevel", SparkException.IllegalArgument(
                $"requirement failed: Supplied level {logLevel} did not match one of: {string.Join(",", levels)}"));
        }
    }

    /// <summary>Names the jobs that follow, where jobs are shown.</summary>
    public void SetJobDescription(string value) { }

    /// <summary>Names a group for the jobs that follow, where jobs are shown.</summary>
    public void SetJobGroup(string groupId, string description, bool interruptOnCancel = false) { }

    /// <summary>Forgets the group that <c>SetJobGroup</c> named.</summary>
    public void ClearJobGroup() { }

    /// <summary>A folder for <c>Checkpoint()</c> of batch frames; it is never a streaming query's checkpoint. Nothing is written into it.</summary>
    public void SetCheckpointDir(string directory) => checkpointDirectory = directory;

    /// <summary>Null where none was set.</summary>
    public string GetCheckpointDir() => checkpointDirectory;

    /// <summary>Ends the context and its sessions: their queries are stopped.</summary>
    public void Stop() => Sql.SparkSession.Current.Stop();

    /// <summary>The version of Spark whose behaviour this is.</summary>
    public string Version() => Sql.SparkSession.SparkVersion;

    private static int ThreadsOf(string master) =>
        master.StartsWith("local[", StringComparison.Ordinal) && master.EndsWith(']') && int.TryParse(master.AsSpan(6, master.Length - 7).TrimStart(), CultureInfo.InvariantCulture, out int threads)
            ? Math.Max(threads, 1)
            : 1;

    internal void Note(string key, string value) => conf.Set(key, value);
}
