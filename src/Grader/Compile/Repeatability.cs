using System.Collections.Frozen;
using System.Collections.Immutable;

namespace Grader.Compile;

/// <summary>
/// Whether a program's calls depend on nothing but the answers to its calls before: given those again, it makes the same calls again (docs/decisions/0011). That is so where
/// it has one thread and names nothing that differs from one run to the next. No border of safety: that is the sandbox.
/// </summary>
internal static class Repeatability
{
    // Of what uses no files, the rest: threads, chance, identity, the clock and all that stands in for it, and code that the engine calls with rows.
    private static readonly FrozenSet<string> VaryingNamespaces = FrozenSet.ToFrozenSet(["System.Collections.Concurrent", "System.Threading", "System.Threading.Tasks"]);

    private static readonly FrozenSet<string> HarmlessInThem = ApiReference.Named(
        "System.Threading: CancellationToken Interlocked Lock Monitor Scope Timeout Volatile");

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
        ["Microsoft.Spark.Sql.Streaming.StreamingQuery"] = ["get_Id", "get_RunId"],
        ["Microsoft.Spark.Sql.UdfRegistration"] = ["Register"],
    }.ToFrozenDictionary();

    /// <param name="references">All that a program names; null where it calls code that is not managed.</param>
    public static bool Of(ImmutableArray<ApiReference>? references) => references is { } known && !FileUse.In(known) && !known.Any(Varies);

    private static bool Varies(ApiReference reference) => reference switch
    {
        { Assembly: "Grader.Worker" } => reference is { Member: not null, Type: not "Origin" }, // the rewriter names a type without using it
        _ when VaryingMembers.TryGetValue(reference.FullName, out FrozenSet<string>? varying) => reference.Member is not null && varying.Contains(reference.Member),
        _ => VaryingTypes.Contains(reference.FullName) || (VaryingNamespaces.Contains(reference.Namespace) && !HarmlessInThem.Contains(reference.FullName)),
    };
}
