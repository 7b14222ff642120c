using System.Globalization;
using System.Reflection;
using System.Runtime.Loader;
using Grader.Plans.Session;
using Grader.Worker.Runtime;

namespace Grader.Worker;

/// <summary>
/// The assemblies of a run, or of several: the submission, the API and the runtime part of this worker are loaded anew, so that their statics start clean.
/// Plans come from the default context: their objects cross the border between run and worker.
/// </summary>
/// <remarks>
/// Not collectible, and loaded from files: collectible contexts and assemblies from memory lose their ahead-of-time code. So does a file that is loaded a
/// second time, because the runtime gives an image to one module only and knows images by their paths: the worker's folder therefore has several copies
/// of each, and a run takes that of its number.
/// </remarks>
internal sealed class RunLoadContext(string workerFolder, int runId) : AssemblyLoadContext(name: "run", isCollectible: false)
{
    private const string Api = "Microsoft.Spark", Runtime = "Grader.Worker";

    // A copy has the same tokens as the original. To look for a type and a method by their names costs each worker milliseconds.
    private static readonly int InstallToken = ((Action<ISparkSessionClient, IProgramClock, long>)RunBootstrap.Install).Method.MetadataToken;

    private Action<ISparkSessionClient, IProgramClock, long>? bootstrap;
    private string? submissionPath;
    private Assembly? submission;

    /// <summary><see cref="RunBootstrap.Install"/> of the context's own copy of this assembly: its statics, and those of its copy of Microsoft.Spark, belong to the run.</summary>
    public Action<ISparkSessionClient, IProgramClock, long> Bootstrap => bootstrap ??=
        ((MethodInfo)LoadAnew(Runtime).ManifestModule.ResolveMethod(InstallToken)!).CreateDelegate<Action<ISparkSessionClient, IProgramClock, long>>();

    public Assembly LoadSubmission(string path)
    {
        if (submission is null || submissionPath != path)
        {
            (submissionPath, submission) = (path, LoadFromAssemblyPath(path));
        }

        return submission;
    }

    protected override Assembly? Load(AssemblyName assemblyName) => assemblyName.Name is Api or Runtime ? LoadAnew(assemblyName.Name) : null;

    private Assembly LoadAnew(string name)
    {
        // There are as many as WorkerFolder.targets makes; later runs are only slower.
        string copy = Path.Combine(workerFolder, "runs", name + "." + runId.ToString(CultureInfo.InvariantCulture) + ".dll");
        return LoadFromAssemblyPath(File.Exists(copy) ? copy : Path.Combine(workerFolder, name + ".dll"));
    }
}
