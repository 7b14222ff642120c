using System.Reflection;
using Grader.Live.Errors;

namespace Grader.Live.Hosting;

/// <summary>Tells an error that leaves the program, on whatever thread, and ends the process with it.</summary>
internal sealed class UnhandledErrors
{
    private int isRegistered;

    private UnhandledErrors()
    {
    }

    /// <summary>A process tells its end once.</summary>
    public static UnhandledErrors OfProcess { get; } = new();

    /// <summary>The process is only there to run a program: its errors are told in short.</summary>
    public void RegisterHost(Assembly program) => Register(error => End(error, program));

    /// <summary>
    /// The program runs by itself, and this assembly is a library to it: what the runtime says of an error, with its stack, comes first, and for an error of Spark the
    /// report of <c>grader run</c> after it. Other errors are the runtime's alone.
    /// </summary>
    /// <param name="program">Null where the runtime does not tell.</param>
    public void RegisterLibrary(Assembly? program) => Register(error =>
    {
        using var report = new StringWriter { NewLine = Console.Error.NewLine };
        if (ErrorReport.WriteSpark(error, program, report))
        {
            ProcessSignals.OfProcess.HoldIfEnding();
            Console.Error.WriteLine($"Unhandled exception. {error}");
            Console.Error.WriteLine();
            Console.Error.Write(report.ToString());
            Environment.Exit(ErrorReport.ExitCode);
        }
    });

    /// <summary>Ends the process with an error of the program.</summary>
    public static void End(Exception error, Assembly program)
    {
        ProcessSignals.OfProcess.HoldIfEnding();
        ErrorReport.Write(error, program, Console.Error);
        Environment.Exit(ErrorReport.ExitCode);
    }

    // Who comes first stays: a session opens after its host.
    private void Register(Action<Exception> end)
    {
        if (Interlocked.Exchange(ref isRegistered, 1) == 0)
        {
            AppDomain.CurrentDomain.UnhandledException += (_, e) => end((Exception)e.ExceptionObject);
        }
    }
}
