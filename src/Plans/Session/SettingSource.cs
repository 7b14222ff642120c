namespace Grader.Plans.Session;

/// <summary>Who sets a setting: it decides which settings may be set.</summary>
public enum SettingSource
{
    /// <summary>The program, while its session runs: neither Spark SQL's static settings nor those of Spark's core.</summary>
    Program,

    /// <summary>The builder that a session begins with: any setting. <c>RESET</c> goes back to these.</summary>
    Builder,

    /// <summary>A builder that finds a session: Spark SQL's static settings are passed over in silence.</summary>
    LaterBuilder,
}
