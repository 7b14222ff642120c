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
    // A copy has the same tokens as the original. To look for a type and a method by their names costs each worker milliseconds.
    private static readonly int InstallToken = ((Action<ISparkSessionClient, IProgramClock, long>)RunBootstrap.Install).Method.MetadataToken;

    private Action<ISparkSessionClient, IProgramClock, long>? bootstrap;
    private string? submissionPath;
    private Assembly? submission;

    /// <summary><see cref="RunBootstrap.Install"/> of the context's own copy of this assembly: its statics, and those of its copy of Microsoft.Spark, belong to the run.</summary>
    public Action<ISparkSessionClient, IProgramClock, long> Bootstrap => bootstrap ??= LoadBootstrap();

    public Assembly LoadSubmission(string path)
    {
        if (submission is null || submissionPath != path)
        {
            (submissionPath, submission) = (path, LoadFromAssemblyPath(path));
        }

        return submission;
    }

    private Action<ISparkSessionClient, IProgramClock, long> LoadBootstrap()
    {
        // What a context has loaded, it finds by its name. Asked for it later, in Load, it would compare names by the rules of a culture: 6 ms a worker.
        LoadAnew("Microsoft.Spark");
        return ((MethodInfo)LoadAnew("Grader.Worker").ManifestModule.ResolveMethod(InstallToken)!).CreateDelegate<Action<ISparkSessionClient, IProgramClock, long>>();
    }

    private Assembly LoadAnew(string name)
    {
        string file = runId <= RunCopies.Count // later runs are only slower
            ? Path.Combine("runs", name + "." + runId.ToString(CultureInfo.InvariantCulture) + ".dll")
            : name + ".dll";
        return LoadFromAssemblyPath(Path.Combine(workerFolder, file));
    }
}
