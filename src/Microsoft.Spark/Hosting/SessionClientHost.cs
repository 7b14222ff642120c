using Grader.Plans.Session;

namespace Microsoft.Spark.Hosting;

/// <summary>Where this copy of the API finds its engine. Each run of a program loads the assembly anew and sets it before the program starts.</summary>
internal static class SessionClientHost
{
    private static ISparkSessionClient client;

    /// <exception cref="InvalidOperationException">Read before it was set: the program runs outside a grader.</exception>
    public static ISparkSessionClient Client
    {
        get => client ?? throw new InvalidOperationException("There is no Spark session here: run the program with the grader.");
        set => client = value;
    }
}
