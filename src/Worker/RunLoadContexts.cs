using Grader.Plans.Session;

namespace Grader.Worker;

/// <summary>
/// Where the runs of a worker load their assemblies: each into a context of its own, or, where the program keeps nothing in static members, all into one.
/// Loading is most of what a run costs here.
/// </summary>
internal sealed class RunLoadContexts(string workerFolder)
{
    private RunLoadContext? shared;

    public RunLoadContext For(StartRun start) => start.HasStaticState ? New(start) : shared ??= New(start);

    private RunLoadContext New(StartRun start) => new(workerFolder, start.RunId);
}
