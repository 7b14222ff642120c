using System.Collections.Frozen;
using System.Collections.Immutable;

namespace Grader.Compile;

/// <summary>
/// Whether a program's calls depend on nothing but the answers to its calls before: given those again, it can make the same calls again (docs/decisions/0011). That is so where
/// it names nothing that differs from one run to the next. Which of its threads goes first may differ; an order that it has shown once, it could show again.
/// No border of safety: that is the sandbox.
/// </summary>
/// <remarks>All of it only for programs that use no files.</remarks>
internal static class Repeatability
{
    // Of what uses no files, the rest: chance, identity, the clock and all that stands in for it, and code that the engine calls with rows.
    private static readonly FrozenSet<string> VaryingTypes = ApiReference.Named(
        """
        System: AsyncCallback HashCode IAsyncResult Progress Random
        System.Linq: OrderedParallelQuery ParallelEnumerable ParallelQuery
        """);

    private static readonly FrozenDictionary<string, FrozenSet<string>> VaryingMembers = new Dictionary<string, FrozenSet<string>>
    {
        ["System.Environment"] = ["get_CurrentManagedThreadId", "get_TickCount", "get_TickCount64"],
        ["System.Guid"] = ["CreateVersion7", "NewGuid"],
        ["System.Linq.Enumerable"] = ["Shuffle"],
        ["System.Object"] = ["GetHashCode"],
        ["System.String"] = ["GetHashCode"],
        ["System.ValueType"] = ["GetHashCode"],
        ["Microsoft.Spark.Sql.Functions"] = ["Udf"],
        ["Microsoft.Spark.Sql.Streaming.DataStreamWriter"] = ["Foreach", "ForeachBatch"],
        ["Microsoft.Spark.Sql.UdfRegistration"] = ["Register"],
    }.ToFrozenDictionary();

    private static readonly FrozenSet<string> ThreadNamespaces = FrozenSet.ToFrozenSet(["System.Collections.Concurrent", "System.Threading", "System.Threading.Tasks"]);

    private static readonly FrozenSet<string> OnOneThread = ApiReference.Named(
        "System.Threading: CancellationToken Interlocked Lock Monitor Scope Timeout Volatile");

    // Of threads and tasks what has no clock and no names: what waits for a time has been moved to virtual time before.
    private static readonly FrozenSet<string> Threads = ApiReference.Named(
        """
        System.Collections.Concurrent: BlockingCollection ConcurrentBag ConcurrentDictionary ConcurrentQueue ConcurrentStack
        System.Threading: AutoResetEvent CancellationTokenRegistration CancellationTokenSource CountdownEvent EventWaitHandle ManualResetEvent ManualResetEventSlim
        System.Threading: ParameterizedThreadStart SemaphoreSlim ThreadStart WaitHandle
        System.Threading.Tasks: TaskCompletionSource TaskCanceledException ValueTask
        """);

    private static readonly FrozenDictionary<string, FrozenSet<string>> ThreadMembers = new Dictionary<string, FrozenSet<string>>
    {
        ["System.Threading.Thread"] = [".ctor", "Join", "Start", "set_IsBackground", "set_Name"],
        ["System.Threading.Tasks.Task"] =
        [
            "ConfigureAwait", "FromResult", "GetAwaiter", "Run", "Wait", "WaitAll", "WaitAny", "WhenAll", "WhenAny", "get_CompletedTask", "get_Exception", "get_IsCompleted",
            "get_IsFaulted",
        ],
    }.ToFrozenDictionary();

    /// <param name="references">All that the program names.</param>
    public static bool Of(ImmutableArray<ApiReference> references) => !references.Any(Varies);

    /// <inheritdoc cref="Of"/>
    public static bool HasOneThread(ImmutableArray<ApiReference> references) => !references.Any(MayRunElsewhere);

    /// <inheritdoc cref="Of"/>
    public static bool ShowsQueryIds(ImmutableArray<ApiReference> references) =>
        references.Any(reference => reference is { FullName: "Microsoft.Spark.Sql.Streaming.StreamingQuery", Member: "get_Id" or "get_RunId" });

    private static bool Varies(ApiReference reference) => reference switch
    {
        { Assembly: "Grader.Worker" } => !IsOfRewriter(reference) && reference is not { Type: "VirtualTime", Member: "Sleep" or "Delay" },
        _ when VaryingMembers.TryGetValue(reference.FullName, out FrozenSet<string>? varying) => reference.Member is not null && varying.Contains(reference.Member),
        _ when ThreadMembers.TryGetValue(reference.FullName, out FrozenSet<string>? known) => reference.Member is not null && !known.Contains(reference.Member),
        _ when ThreadNamespaces.Contains(reference.Namespace) => !OnOneThread.Contains(reference.FullName) && !Threads.Contains(reference.FullName),
        _ => VaryingTypes.Contains(reference.FullName),
    };

    private static bool MayRunElsewhere(ApiReference reference) => reference switch
    {
        { Assembly: "Grader.Worker" } => !IsOfRewriter(reference) && reference is not { Type: "VirtualTime", Member: "Sleep" },
        _ => VaryingTypes.Contains(reference.FullName)
            || (VaryingMembers.TryGetValue(reference.FullName, out FrozenSet<string>? varying) && reference.Member is not null && varying.Contains(reference.Member))
            || (ThreadNamespaces.Contains(reference.Namespace) && !OnOneThread.Contains(reference.FullName)),
    };

    /// <summary>Of the worker's members the rewriter names one that marks lines; and it names types without using them.</summary>
    private static bool IsOfRewriter(ApiReference reference) => reference.Member is null || reference.Type == "Origin";
}
