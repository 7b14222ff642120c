using System.Collections.Concurrent;
using System.Globalization;
using Grader.Engine.Sources;
using Grader.Plans;
using Grader.Plans.Session;

namespace Grader.Engine.Streaming;

/// <summary>A session's settings over Spark's defaults. Names compare with case, as Spark's do.</summary>
internal sealed class SessionConf
{
    public const string IgnoreMissingFiles = "spark.sql.files.ignoreMissingFiles", IgnoreCorruptFiles = "spark.sql.files.ignoreCorruptFiles", StopTimeout = "spark.sql.streaming.stopTimeout";

    private static readonly Dictionary<string, string> Defaults = new()
    {
        ["spark.app.name"] = "grader",
        ["spark.master"] = "local[*]",
        ["spark.sql.ansi.enabled"] = "false",
        ["spark.sql.caseSensitive"] = "false",
        [IgnoreCorruptFiles] = "false",
        [IgnoreMissingFiles] = "false",
        [SparkSettings.RejectsCore] = "true",
        ["spark.sql.session.timeZone"] = "UTC",
        ["spark.sql.shuffle.partitions"] = "200",
        ["spark.sql.legacy.timeParserPolicy"] = "EXCEPTION",
        ["spark.sql.sources.default"] = "parquet",
        ["spark.sql.streaming.minBatchesToRetain"] = "100",
        ["spark.sql.streaming.multipleWatermarkPolicy"] = "min",
        ["spark.sql.streaming.noDataMicroBatches.enabled"] = "true",
        ["spark.sql.streaming.pollingDelay"] = "10ms",
        ["spark.sql.streaming.schemaInference"] = "false",
        ["spark.sql.streaming.statefulOperator.allowMultiple"] = "true",
        ["spark.sql.streaming.statefulOperator.checkCorrectness.enabled"] = "true",
        ["spark.sql.streaming.stopActiveRunOnRestart"] = "true",
        [StopTimeout] = "0",
    };

    // A stop reads its timeout while another call may be under way.
    private readonly ConcurrentDictionary<string, string> set = [];
    private readonly Dictionary<string, string> initial = [];

    public TimeZoneInfo TimeZone => ZoneOf(Get("spark.sql.session.timeZone")!);

    public static TimeZoneInfo ZoneOf(string name) => TimeZoneInfo.TryFindSystemTimeZoneById(name, out TimeZoneInfo? zone)
        ? zone
        : throw SparkException.IllegalArgument($"Cannot resolve the given timezone with ID {name}.");

    public string? Get(string key) => set.GetValueOrDefault(key) ?? Defaults.GetValueOrDefault(key);

    /// <summary>What the program has set, by name.</summary>
    public IEnumerable<Setting> Changed => set.OrderBy(setting => setting.Key, StringComparer.Ordinal).Select(setting => new Setting(setting.Key, setting.Value));

    /// <summary>Sets a setting; null sets it back to its default.</summary>
    /// <exception cref="SparkException">The program may not change it.</exception>
    public void Set(string key, string? value, SettingSource source)
    {
        switch (source)
        {
            case SettingSource.Program:
                SparkSettings.RequireChangeable(key, () => Flag(SparkSettings.RejectsCore));
                break;
            case SettingSource.LaterBuilder when SparkSettings.IsStatic(key):
                return;
            case SettingSource.Builder when value is not null:
                initial[key] = value;
                break;
        }

        if (value is null)
        {
            set.TryRemove(key, out _);
        }
        else
        {
            set[key] = value;
        }
    }

    /// <summary>Sets a setting back to what the session began with.</summary>
    /// <exception cref="SparkException">The program may not change it.</exception>
    public void Reset(string key) => Set(key, initial.GetValueOrDefault(key), SettingSource.Program);

    /// <summary>Sets all settings back to what the session began with.</summary>
    public void Reset()
    {
        set.Clear();
        foreach ((string key, string value) in initial)
        {
            set[key] = value;
        }
    }

    public bool Flag(string key) => Get(key)?.Trim().ToLowerInvariant() switch
    {
        "true" => true,
        "false" => false,
        var other => throw SparkException.IllegalArgument($"{key} should be boolean, but was {other}"),
    };

    public int Integer(string key) => int.TryParse(Get(key), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int value)
        ? value
        : throw SparkException.IllegalArgument($"{key} should be int, but was {Get(key)}");

    /// <summary>A time as Java writes it: a number of milliseconds, or one with a unit.</summary>
    public long Milliseconds(string key) => FileAge.Milliseconds(Get(key)!);

    /// <summary>The settings that the offset log keeps, in the order in which Spark 3.5 writes them.</summary>
    public Seq<Setting> LoggedWithOffsets() =>
    [
        new("spark.sql.streaming.stateStore.providerClass", "org.apache.spark.sql.execution.streaming.state.HDFSBackedStateStoreProvider"),
        new("spark.sql.streaming.join.stateFormatVersion", "2"),
        new("spark.sql.streaming.stateStore.compression.codec", "lz4"),
        new("spark.sql.optimizer.pruneFiltersCanPruneStreamingSubplan", "false"),
        new("spark.sql.streaming.stateStore.rocksdb.formatVersion", "5"),
        new("spark.sql.streaming.statefulOperator.useStrictDistribution", "true"),
        new("spark.sql.streaming.flatMapGroupsWithState.stateFormatVersion", "2"),
        new("spark.sql.streaming.multipleWatermarkPolicy", Get("spark.sql.streaming.multipleWatermarkPolicy")!),
        new("spark.sql.streaming.aggregation.stateFormatVersion", "2"),
        new("spark.sql.shuffle.partitions", Get("spark.sql.shuffle.partitions")!),
    ];
}
