using System.Collections.Frozen;
using Grader.Plans;

namespace Grader.Engine.Streaming;

/// <summary>
/// Names of Spark's settings. Those of Spark SQL's registry may be changed while a session runs; its static ones and those of the core may not; others belong to nobody and may.
/// </summary>
/// <remarks>Source: <c>SQLConf</c>, <c>StaticSQLConf</c>, <c>HiveUtils</c> and the core's <c>internal.config</c>, as far as a local driver loads it, of Spark 3.5; <c>RuntimeConfig.requireNonStaticConf</c>.</remarks>
internal static partial class SparkSettings
{
    /// <summary>The setting that gives the freedom of Spark 2 back: settings of the core may be set, without effect.</summary>
    public const string RejectsCore = "spark.sql.legacy.setCommandRejectsSparkCoreConfs";

    private static readonly FrozenSet<string> Modifiable = Names("spark.sql.", ModifiableNames), Static = Names("spark.sql.", StaticNames), Core = Names("spark.", CoreNames);

    public static bool IsModifiable(string key) => Modifiable.Contains(key);

    /// <summary>One of Spark SQL's that all sessions share and that none may change.</summary>
    public static bool IsStatic(string key) => Static.Contains(key);

    /// <summary>Throws where a running session may not change a setting.</summary>
    /// <param name="rejectsCore">What <see cref="RejectsCore"/> says.</param>
    public static void RequireChangeable(string key, Func<bool> rejectsCore)
    {
        // As in Spark, which had not registered it before and does not hold that against programs.
        if (key == "spark.default.parallelism")
        {
            return;
        }

        if (IsStatic(key))
        {
            throw SparkException.Analysis("_LEGACY_ERROR_TEMP_1325", $"Cannot modify the value of a static config: {key}.");
        }

        if (Core.Contains(key) && rejectsCore())
        {
            throw SparkException.Analysis("CANNOT_MODIFY_CONFIG",
                $"[CANNOT_MODIFY_CONFIG] Cannot modify the value of the Spark config: \"{key}\".\nSee also 'https://spark.apache.org/docs/latest/sql-migration-guide.html#ddl-statements'.");
        }
    }

    private static FrozenSet<string> Names(string prefix, string names) =>
        names.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Select(name => prefix + name).ToFrozenSet(StringComparer.Ordinal);
}
