using System.Globalization;
using System.Reflection;
using Grader.Plans.Session;
using Grader.Worker.Runtime;

namespace Grader.Worker;

/// <summary>Loads a submission into its run's context and calls its entry point.</summary>
internal static class ProgramEntry
{
    public static ProgramResult Run(StartRun start, RunLoadContext context, ISparkSessionClient client, IProgramClock clock)
    {
        Assembly? submission = null;
        try
        {
            submission = Load(start, context, client, clock);
            Assembly.SetEntryAssembly(submission);
            return new Returned(Invoke(submission.EntryPoint!));
        }
#pragma warning disable CA1031 // Whatever the student's program throws is a result, not a fault of this process.
        catch (Exception e)
#pragma warning restore CA1031
        {
            return ThrownException.Describe(e, submission);
        }
        finally
        {
            CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
        }
    }

    private static Assembly Load(StartRun start, RunLoadContext context, ISparkSessionClient client, IProgramClock clock)
    {
        // The context's own copy of this assembly: its statics, and those of its copy of Microsoft.Spark, belong to this run.
        context.LoadFresh("Grader.Worker").GetType(typeof(RunBootstrap).FullName!, throwOnError: true)!
            .GetMethod(nameof(RunBootstrap.Install))!
            .CreateDelegate<Action<ISparkSessionClient, IProgramClock, long>>()(client, clock, start.StartUtcTicks);
        return context.LoadFromAssemblyPath(start.AssemblyPath);
    }

    private static int Invoke(MethodInfo entryPoint)
    {
        object?[] arguments = entryPoint.GetParameters().Length == 0 ? [] : [Array.Empty<string>()];
        object? returned = entryPoint.Invoke(null, BindingFlags.DoNotWrapExceptions, null, arguments, null);
        return returned is int exitCode ? exitCode : Environment.ExitCode;
    }
}
