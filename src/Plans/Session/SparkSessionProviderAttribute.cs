namespace Grader.Plans.Session;

/// <summary>Names, on an assembly, the type that opens sessions for programs which no grader runs: a public <see cref="ISparkSessionProvider"/> without arguments.</summary>
[AttributeUsage(AttributeTargets.Assembly)]
public sealed class SparkSessionProviderAttribute(Type provider) : Attribute
{
    /// <summary>The assembly that is looked for beside the program.</summary>
    public const string AssemblyName = "Grader.Live";

    public Type Provider { get; } = provider;
}

/// <summary>Opens the session of a program that runs by itself.</summary>
public interface ISparkSessionProvider
{
    /// <summary>Called once in a process, from whichever thread first asks for something.</summary>
    ISparkSessionClient Open();
}
