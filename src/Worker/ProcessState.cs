using System.Collections;
using System.Globalization;
using System.Reflection;
using System.Runtime.Loader;

namespace Grader.Worker;

/// <summary>State of the process that a program could change and a later run would see.</summary>
internal sealed record ProcessState(
    string CurrentDirectory, TextWriter Out, TextWriter Error, TextReader In, CultureInfo? Culture, CultureInfo? UICulture, int PoolThreads, string Environment,
    int Handlers)
{
    public static ProcessState Capture()
    {
        ThreadPool.GetMinThreads(out int minimum, out _);
        return new ProcessState(
            System.Environment.CurrentDirectory, Console.Out, Console.Error, Console.In, CultureInfo.DefaultThreadCurrentCulture,
            CultureInfo.DefaultThreadCurrentUICulture, minimum, Variables(), CountHandlers());
    }

    private static string Variables() => string.Join('\n', System.Environment.GetEnvironmentVariables().Cast<DictionaryEntry>()
        .Select(variable => $"{variable.Key}={variable.Value}").Order(StringComparer.Ordinal));

    /// <summary>Handlers of events of the whole process. The base library does not tell of them, so its own fields are read.</summary>
    private static int CountHandlers() => HandlersOf(typeof(AppContext), null, "UnhandledException", "FirstChanceException")
        + HandlersOf(typeof(AppDomain), AppDomain.CurrentDomain, "ProcessExit", "DomainUnload")
        + HandlersOf(typeof(AssemblyLoadContext), null, "AssemblyLoad", "AssemblyResolve");

    private static int HandlersOf(Type type, object? instance, params string[] events) => events
        .Select(name => type.GetField(name, BindingFlags.Static | BindingFlags.Instance | BindingFlags.NonPublic)?.GetValue(instance) as Delegate)
        .Sum(handlers => handlers?.GetInvocationList().Length ?? 0);
}
