using Microsoft.CodeAnalysis;

namespace Grader.Compile;

/// <summary>Which members and types of the base library touch the machine's clock, and what stands in for each on virtual time.</summary>
/// <remarks>
/// The right-hand sides are members of the worker's <c>Grader.Worker.Runtime.VirtualTime</c> and types beside it; instance members have an extension
/// in its <c>VirtualWaits</c>, under their own name behind <c>Virtual</c>.
/// </remarks>
internal static class VirtualTimeMembers
{
    private static readonly Dictionary<(string Type, string Member), string> StaticMembers = new()
    {
        [("System.Threading.Thread", "Sleep")] = "Sleep",
        [("System.Threading.Tasks.Task", "Delay")] = "Delay",
        [("System.DateTime", "Now")] = "DateTimeNow",
        [("System.DateTime", "UtcNow")] = "DateTimeUtcNow",
        [("System.DateTime", "Today")] = "DateTimeToday",
        [("System.DateTimeOffset", "Now")] = "DateTimeOffsetNow",
        [("System.DateTimeOffset", "UtcNow")] = "DateTimeOffsetUtcNow",
        [("System.Environment", "TickCount")] = "TickCount",
        [("System.Environment", "TickCount64")] = "TickCount64",
        [("System.TimeProvider", "System")] = "TimeProviderSystem",
    };

    // Only the overloads that wait for a time: a wait for an event alone ends when the event comes, on whatever clock.
    private static readonly Dictionary<(string Type, string Member), string> StaticWaits = new()
    {
        [("System.Threading.Tasks.Task", "WaitAll")] = "WaitAll",
        [("System.Threading.Tasks.Task", "WaitAny")] = "WaitAny",
        [("System.Threading.WaitHandle", "WaitAll")] = "WaitHandleWaitAll",
        [("System.Threading.WaitHandle", "WaitAny")] = "WaitHandleWaitAny",
        [("System.Threading.SpinWait", "SpinUntil")] = "SpinWaitUntil",
        [("System.Threading.Monitor", "TryEnter")] = "TryEnter",
    };

    private static readonly HashSet<(string Type, string Member)> InstanceWaits =
    [
        ("System.Threading.Tasks.Task", "Wait"),
        ("System.Threading.Tasks.Task", "WaitAsync"),
        ("System.Threading.Thread", "Join"),
        ("System.Threading.WaitHandle", "WaitOne"),
        ("System.Threading.ManualResetEventSlim", "Wait"),
        ("System.Threading.SemaphoreSlim", "Wait"),
        ("System.Threading.SemaphoreSlim", "WaitAsync"),
        ("System.Threading.CountdownEvent", "Wait"),
        ("System.Threading.CancellationTokenSource", "CancelAfter"),
        ("System.Collections.Concurrent.BlockingCollection", "TryTake"),
    ];

    private static readonly Dictionary<string, string> Types = new()
    {
        ["System.Diagnostics.Stopwatch"] = "VirtualStopwatch",
        ["System.Threading.Timer"] = "VirtualTimer",
        ["System.Timers.Timer"] = "VirtualTimers.Timer",
        ["System.Threading.PeriodicTimer"] = "VirtualPeriodicTimer",
    };

    private static readonly HashSet<string> Names =
    [
        .. StaticMembers.Keys.Concat(StaticWaits.Keys).Concat(InstanceWaits).Select(key => key.Member),
        .. Types.Keys.Select(type => type[(type.LastIndexOf('.') + 1)..]),
    ];

    /// <summary>Whether anything of that simple name has a stand-in. Asked first: finding out what a name means takes much longer.</summary>
    public static bool MayTouchTime(string name) => Names.Contains(name);

    /// <summary>The stand-in for a static method or property; null where it does not touch the clock.</summary>
    public static string? StandInFor(ISymbol? symbol)
    {
        if (symbol is not { IsStatic: true, ContainingType: { } type } || symbol is not (IMethodSymbol or IPropertySymbol))
        {
            return null;
        }

        (string, string) key = (FullName(type), symbol.Name);
        return StaticMembers.TryGetValue(key, out string? name) || (WaitsForATime(symbol) && StaticWaits.TryGetValue(key, out name)) ? name : null;
    }

    /// <summary>The extension method that stands in for an instance method; null where the method does not wait for a time.</summary>
    public static string? InstanceStandInFor(IMethodSymbol? method)
    {
        if (method is not { IsStatic: false } || !WaitsForATime(method))
        {
            return null;
        }

        for (INamedTypeSymbol? type = method.ContainingType; type is not null; type = type.BaseType)
        {
            if (InstanceWaits.Contains((FullName(type), method.Name)))
            {
                return "Virtual" + method.Name;
            }
        }

        return null;
    }

    /// <summary>The type that stands in for one that lives on the machine's clock; null for any other.</summary>
    public static string? TypeStandInFor(ITypeSymbol? type) =>
        type is INamedTypeSymbol named && Types.TryGetValue(FullName(named), out string? name) ? name : null;

    /// <summary>Whether a constructor makes a token source that cancels after a time.</summary>
    public static bool CancelsAfterATime(IMethodSymbol? constructor) =>
        constructor is { MethodKind: MethodKind.Constructor, ContainingType: { } type }
        && FullName(type) == "System.Threading.CancellationTokenSource" && WaitsForATime(constructor);

    private static bool WaitsForATime(ISymbol symbol) => symbol is IMethodSymbol method
        && method.Parameters.Any(parameter => parameter.Type.SpecialType == SpecialType.System_Int32 || FullName(parameter.Type) == "System.TimeSpan");

    private static string FullName(ITypeSymbol type) => type.OriginalDefinition is INamedTypeSymbol { ContainingType: null } named
        ? $"{named.ContainingNamespace.ToDisplayString()}.{named.Name}"
        : "";
}
