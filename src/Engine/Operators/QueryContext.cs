using Grader.Engine.Expressions;
using Grader.Engine.Files;
using Grader.Engine.Sources;
using Grader.Engine.State;
using Grader.Engine.Streaming;
using Grader.Plans;
using Grader.Plans.Session;
using Grader.Plans.Types;

namespace Grader.Engine.Operators;

/// <summary>What one execution of a plan may use.</summary>
/// <param name="MemorySinkRows">The rows that a memory sink holds, by query name.</param>
/// <param name="Streaming">Null for a batch execution.</param>
internal sealed record QueryContext(
    EvaluationContext Evaluation, IFileSystem Files, EngineLimits Limits, Func<string, IReadOnlyList<Datum[]>> MemorySinkRows, MicroBatchContext? Streaming)
{
    /// <summary>How many threads may work on the execution.</summary>
    public int DegreeOfParallelism { get; init; } = 1;

    /// <summary>What becomes of files that are gone or broken, where a source's options do not say.</summary>
    public UnreadableFiles UnreadableFiles { get; init; } = UnreadableFiles.Fail;

    /// <summary>Runs user-defined functions; null where no plan has any.</summary>
    public IProgramCallbacks? Callbacks { get; init; }

    /// <summary>Counts rows that an operator makes, so that a program meets its limit before the memory's.</summary>
    public RowBudget Budget { get; } = new(Limits.RowsPerBatch);

    /// <summary>Breaks the execution off between rows.</summary>
    public CancellationToken Interruption
    {
        get => Budget.Interruption;
        init => Budget.Interruption = value;
    }

    /// <summary>Looks at <see cref="Interruption"/> for whoever takes rows, once in many.</summary>
    /// <param name="taken">How many rows were taken before.</param>
    public void LookNowAndThen(int taken)
    {
        if (taken % RowBudget.RowsPerLook == 0)
        {
            Interruption.ThrowIfCancellationRequested();
        }
    }
}

/// <summary>What a micro-batch adds: its place in event time, its input, its state.</summary>
/// <param name="LateWatermarkMs">wm(N-1): rows at or before it are late.</param>
/// <param name="EvictionWatermarkMs">wm(N): state at or before it is evicted and, in append mode, emitted.</param>
/// <param name="Sources">What each source gives to the batch, by source id.</param>
/// <param name="OpenState">Opens a state store.</param>
internal sealed record MicroBatchContext(
    OutputMode OutputMode, long LateWatermarkMs, long EvictionWatermarkMs, IReadOnlyDictionary<long, SourceBatch> Sources, OpenState OpenState)
{
    /// <summary><c>spark.sql.shuffle.partitions</c>. The engine has none; what Spark reports can depend on whether there are several.</summary>
    public int ShufflePartitions { get; init; } = 200;
}

/// <summary>State of the n-th stateful operator, with its key and value types.</summary>
/// <param name="storeName">Where an operator has several stores; the one store of the others has no name.</param>
internal delegate StateStore OpenState(int operatorIndex, IReadOnlyList<DataType> keyTypes, IReadOnlyList<DataType> valueTypes, string storeName = "");

/// <summary>How many rows a batch may still make.</summary>
internal sealed class RowBudget(long limit)
{
    public const int RowsPerLook = 128;

    private long used;

    /// <summary>Looked at now and then while rows are taken.</summary>
    public CancellationToken Interruption { get; set; }

    public void Take()
    {
        long taken = Interlocked.Increment(ref used);
        if (taken % RowsPerLook == 0)
        {
            Interruption.ThrowIfCancellationRequested();
        }

        if (taken > limit)
        {
            throw new SparkException(new SparkError("SparkException", null, $"One batch makes more than {limit} rows, which is this engine's limit."));
        }
    }
}

/// <summary>Errors for what Spark can do and this engine cannot.</summary>
internal static class NotSupported
{
    public static SparkException Yet(string what) => new(new SparkError("SparkException", null, $"{what} is not supported by this engine yet."));
}
