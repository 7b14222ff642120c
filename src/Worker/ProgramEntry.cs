using System.Globalization;
using System.Reflection;
using Grader.Plans.Session;

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
        context.Bootstrap(client, clock, start.StartUtcTicks);
        return context.LoadSubmission(start.AssemblyPath);
    }

    // By delegates: an invocation by reflection costs each worker milliseconds the first time.
    private static int Invoke(MethodInfo entryPoint)
    {
        switch (entryPoint.GetParameters().Length > 0, entryPoint.ReturnType == typeof(int))
        {
            case (true, true):
                return entryPoint.CreateDelegate<Func<string[], int>>()([]);
            case (false, true):
                return entryPoint.CreateDelegate<Func<int>>()();
            case (true, false):
                entryPoint.CreateDelegate<Action<string[]>>()([]);
                return Environment.ExitCode;
            case (false, false):
                entryPoint.CreateDelegate<Action>()();
                return Environment.ExitCode;
        }
    }
}
