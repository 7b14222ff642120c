using System.Collections;
using System.Globalization;
using System.Reflection;
using System.Runtime.Loader;

namespace Grader.Worker;

/// <summary>State of the process that a program could change and a later run would see.</summary>
/// <param name="PoolThreads">How many threads the pool keeps at least.</param>
/// <param name="Environment">Variables with their values.</param>
/// <param name="Handlers">How many handlers the events of the whole process have.</param>
/// <remarks>What the program names nothing to change with is not looked at: it costs milliseconds in a process that has not used it yet.</remarks>
internal sealed record ProcessState(
    string CurrentDirectory, TextWriter Out, TextWriter Error, TextReader In, CultureInfo? Culture, CultureInfo? UICulture, int PoolThreads, string Environment,
    int Handlers)
{
    /// <summary>Where handlers of events of the whole process are kept. The base library does not tell of them, so its own fields are read.</summary>
    private static readonly EventField[] HandlerFields =
    [
        .. FieldsOf(typeof(AppContext), null, "UnhandledException", "FirstChanceException"),
        .. FieldsOf(typeof(AppDomain), AppDomain.CurrentDomain, "ProcessExit", "DomainUnload"),
        .. FieldsOf(typeof(AssemblyLoadContext), null, "AssemblyLoad", "AssemblyResolve"),
    ];

    /// <param name="withPool">Also what only threads change (<see cref="Plans.Session.StartRun.HasOneThread"/>).</param>
    /// <param name="withEnvironment">Also what only files, reflection and the process's own types change (<see cref="Plans.Session.StartRun.UsesFiles"/>).</param>
    public static ProcessState Capture(bool withPool, bool withEnvironment) => new(
        withEnvironment ? System.Environment.CurrentDirectory : "", Console.Out, Console.Error, Console.In, CultureInfo.DefaultThreadCurrentCulture,
        CultureInfo.DefaultThreadCurrentUICulture, withPool ? PoolMinimum() : 0, withEnvironment ? Variables() : "", withEnvironment ? CountHandlers() : 0);

    private static int PoolMinimum()
    {
        ThreadPool.GetMinThreads(out int minimum, out _);
        return minimum;
    }

    private static string Variables()
    {
        // Not with LINQ: over this type of value it would have to be compiled in every worker.
        var variables = new List<string>();
        IDictionaryEnumerator all = System.Environment.GetEnvironmentVariables().GetEnumerator();
        while (all.MoveNext())
        {
            variables.Add($"{all.Key}={all.Value}");
        }

        variables.Sort(StringComparer.Ordinal);
        return string.Join('\n', variables);
    }

    private static int CountHandlers()
    {
        int count = 0;
        foreach (EventField field in HandlerFields)
        {
            count += field.Info.GetValue(field.Instance) is Delegate handlers ? handlers.GetInvocationList().Length : 0;
        }

        return count;
    }

    private static IEnumerable<EventField> FieldsOf(Type type, object? instance, params string[] events) => events
        .Select(name => type.GetField(name, BindingFlags.Static | BindingFlags.Instance | BindingFlags.NonPublic))
        .OfType<FieldInfo>().Select(field => new EventField(field, instance));

    private sealed record EventField(FieldInfo Info, object? Instance);
}
