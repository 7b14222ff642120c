using Grader.Plans.Session;
using Microsoft.Spark.Hosting;

namespace Grader.Worker.Runtime;

/// <summary>Connects the API and virtual time to a run. Called by the worker through the run's load context.</summary>
internal static class RunBootstrap
{
    /// <param name="startUtcTicks">The clock at the program's start.</param>
    public static void Install(ISparkSessionClient client, IProgramClock clock, long startUtcTicks)
    {
        ProgramState.Begin();
        SessionClientHost.Client = client;
        VirtualTime.Install(clock, startUtcTicks);
    }
}
