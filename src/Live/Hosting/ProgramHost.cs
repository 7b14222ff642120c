using System.Reflection;
using System.Runtime.Loader;
using Grader.Live.Progress;

namespace Grader.Live.Hosting;

/// <summary>Runs a compiled program as this process: its exit code, its output, its errors.</summary>
internal static class ProgramHost
{
    private const int WrongUse = 2;

    /// <param name="arguments">The program's assembly, the form of progress reports or <c>-</c>, the starter's pipe or <c>-</c>, then the program's own arguments.</param>
    /// <returns>The process's exit code.</returns>
    public static int Run(string[] arguments)
    {
        if (arguments is not [var path, var progress, var parent, .. var own])
        {
            Console.Error.WriteLine("Only 'grader run' starts this program.");
            return WrongUse;
        }

        AppContext.SetData(ProgressWriter.Setting, progress);
        ProcessSignals.OfProcess.Register();
        ParentWatch.Start(parent, ProcessSignals.OfProcess);
        Assembly program = AssemblyLoadContext.Default.LoadFromAssemblyPath(path);
        Assembly.SetEntryAssembly(program);
        UnhandledErrors.OfProcess.RegisterHost(program);
        int exitCode = 0;
        try
        {
            exitCode = Invoke(program.EntryPoint!, own);
        }
#pragma warning disable CA1031 // Whatever leaves the program is its error, and is told as such.
        catch (Exception e)
#pragma warning restore CA1031
        {
            UnhandledErrors.End(e, program);
        }

        ProcessSignals.OfProcess.HoldIfEnding();
        return exitCode;
    }

    private static int Invoke(MethodInfo entryPoint, string[] arguments)
    {
        object?[] given = entryPoint.GetParameters().Length == 0 ? [] : [arguments];
        return entryPoint.Invoke(null, BindingFlags.DoNotWrapExceptions, null, given, null) is int exitCode ? exitCode : Environment.ExitCode;
    }
}
