using System.Reflection;
using Grader.Plans.Session;

namespace Microsoft.Spark.Hosting;

/// <summary>
/// Where this copy of the API finds its engine. Each run of a graded program sets it before the program starts; a program
/// that runs by itself finds the engine that lies beside it.
/// </summary>
internal static class SessionClientHost
{
    private static readonly object Gate = new();
    private static ISparkSessionClient client;

    /// <exception cref="InvalidOperationException">Nobody has set it, and no engine lies beside the program.</exception>
    public static ISparkSessionClient Client
    {
        get
        {
            lock (Gate)
            {
                return client ??= Open();
            }
        }

        set => client = value;
    }

    private static ISparkSessionClient Open()
    {
        try
        {
            SparkSessionProviderAttribute found = Assembly.Load(SparkSessionProviderAttribute.AssemblyName).GetCustomAttribute<SparkSessionProviderAttribute>();
            return ((ISparkSessionProvider)Activator.CreateInstance(found.Provider)).Open();
        }
        catch (FileNotFoundException)
        {
            throw new InvalidOperationException(
                $"There is no Spark session here: run the program with the grader, or reference the package Grader.Spark, which brings {SparkSessionProviderAttribute.AssemblyName}.");
        }
    }
}
