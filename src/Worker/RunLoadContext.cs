using System.Reflection;
using System.Runtime.Loader;

namespace Grader.Worker;

/// <summary>
/// The assemblies of one run: the submission, the API and the runtime part of this worker are loaded anew, so that their statics start clean.
/// Plans come from the default context: their objects cross the border between run and worker.
/// </summary>
/// <remarks>Not collectible, and loaded from files: collectible contexts and assemblies from memory lose their ahead-of-time code.</remarks>
internal sealed class RunLoadContext(string workerFolder) : AssemblyLoadContext(name: "run", isCollectible: false)
{
    private static readonly string[] LoadedAnew = ["Microsoft.Spark", "Grader.Worker"];

    public Assembly LoadFresh(string name) => LoadFromAssemblyName(new AssemblyName(name));

    protected override Assembly? Load(AssemblyName assemblyName) => LoadedAnew.Contains(assemblyName.Name)
        ? LoadFromAssemblyPath(Path.Combine(workerFolder, assemblyName.Name + ".dll"))
        : null;
}
