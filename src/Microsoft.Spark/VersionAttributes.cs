namespace Microsoft.Spark;

/// <summary>Says something about a member in terms of a version of Spark.</summary>
public abstract class VersionAttribute : Attribute
{
    /// <summary>Names the version.</summary>
    /// <param name="version">For example <c>3.0.0</c>.</param>
    protected VersionAttribute(string version) => Version = new Version(version);

    /// <summary>The version.</summary>
    public Version Version { get; }
}

/// <summary>The first version of Spark that has the member.</summary>
[AttributeUsage(AttributeTargets.All)]
public sealed class SinceAttribute(string version) : VersionAttribute(version);

/// <summary>The version of Spark that deprecated the member.</summary>
[AttributeUsage(AttributeTargets.All)]
public sealed class DeprecatedAttribute(string version) : VersionAttribute(version);

/// <summary>The first version of Spark without the member.</summary>
[AttributeUsage(AttributeTargets.All)]
public sealed class RemovedAttribute(string version) : VersionAttribute(version);
