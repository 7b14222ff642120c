using Grader.Engine.Files;
using Grader.Engine.Sources;
using Grader.Engine.Streaming;

namespace Grader.Engine;

/// <summary>All that an engine reaches outside of itself: it has no clock, randomness, file system or network of its own.</summary>
/// <param name="Clock">Time of triggers and batches.</param>
/// <param name="NewId">Ids of queries and runs.</param>
/// <param name="Console">Where the console sink prints.</param>
/// <param name="OnBatch">Told of every batch after its sink has it and before it is committed.</param>
/// <param name="TraceInput">Keep every source record in <see cref="MicroBatch.Inputs"/>.</param>
public sealed record EngineServices(
    IFileSystem Files, TimeProvider Clock, Func<Guid> NewId, ISocketConnector Sockets, TextWriter Console,
    Action<StreamingQueryExecution, MicroBatch> OnBatch, bool TraceInput)
{
    /// <summary>
    /// How many threads may work on one batch. At 1 rows are taken one after the other; above, each file is aggregated by itself and the parts are
    /// merged in the order of the files, so that results do not depend on which thread was first (sums of DOUBLE may differ in the last digits from those at 1).
    /// </summary>
    public int DegreeOfParallelism { get; init; } = 1;

    /// <summary>Told of what Spark logs as a warning where something of the data is passed over.</summary>
    public Action<string> Warn { get; init; } = _ => { };

    /// <summary>
    /// Asked on the thread of each execution, before it begins: the token that breaks it off between rows, with an <see cref="OperationCanceledException"/>.
    /// A batch that is broken off is not committed, and its query ends without an error.
    /// </summary>
    public Func<CancellationToken> Interruption { get; init; } = () => CancellationToken.None;
}

/// <summary>Budgets of one session, in counts and never in time, so that a program meets the same limit on every machine.</summary>
public sealed record EngineLimits(long StateRows, long RowsPerBatch, long ConsoleCharacters)
{
    /// <summary>What one batch may build and keep; see <see cref="Expressions.CellBudget"/>.</summary>
    public long CellsPerBatch { get; init; } = 40_000_000;

    /// <summary>What one state store, or the memory sink of one query, may hold, in the same unit.</summary>
    public long KeptCells { get; init; } = 20_000_000;

    public static EngineLimits Default { get; } = new(StateRows: 1_000_000, RowsPerBatch: 5_000_000, ConsoleCharacters: 64 * 1024 * 1024);
}
