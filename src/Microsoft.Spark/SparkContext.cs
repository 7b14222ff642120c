using Microsoft.Spark.Hosting;

namespace Microsoft.Spark;

/// <summary>What a program may say to the context of its session. Nothing here logs or shows jobs.</summary>
public sealed class SparkContext
{
    internal SparkContext() { }

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

    public void ClearJobGroup() { }

    /// <summary>A folder for <c>Checkpoint()</c> of batch frames, which is not here; it is never a streaming query's checkpoint.</summary>
    public void SetCheckpointDir(string directory) { }

    public void Stop() => SparkCall.Invoke("stop", client => client.StopSession());

    public string Version() => Sql.SparkSession.SparkVersion;
}
