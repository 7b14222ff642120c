using Grader.Plans.Logical;

namespace Grader.Plans.Session;

/// <summary>
/// Code of the program that the engine calls back: user-defined functions, <c>foreach</c> writers and <c>foreachBatch</c> functions, by the ids under which
/// the program's plans name them. The API implements it and hands it to the client before the first plan that needs it.
/// </summary>
/// <remarks>
/// A call runs the program's code on the calling thread: it may take any time, may call the session again, and may never return. What the program throws
/// comes out as a <see cref="SparkException"/>, which ends the query.
/// </remarks>
public interface IProgramCallbacks
{
    /// <summary>Calls a user-defined function once for each row.</summary>
    /// <param name="functionId">As in <see cref="Expressions.CommonInlineUserDefinedFunction.FunctionId"/>.</param>
    /// <param name="arguments">A column for each argument.</param>
    /// <returns>As many rows, in order, of one column: the results.</returns>
    CollectedRows CallFunction(int functionId, CollectedRows arguments);

    /// <summary>Begins a partition of a batch.</summary>
    /// <param name="writerId">As in <see cref="WriteStreamOperation.ForeachWriterId"/>.</param>
    /// <param name="epochId">The batch; it may come again after a failure.</param>
    /// <returns>False where the writer wants none of its rows. It is closed either way.</returns>
    bool OpenWriter(int writerId, long partitionId, long epochId);

    /// <summary>Hands a writer some of the partition's rows, in order.</summary>
    void ProcessRows(int writerId, CollectedRows rows);

    /// <param name="error">What ended the partition early; null where nothing did.</param>
    void CloseWriter(int writerId, SparkError? error);

    /// <summary>Calls a <c>foreachBatch</c> function.</summary>
    /// <param name="functionId">As in <see cref="WriteStreamOperation.ForeachBatchId"/>.</param>
    /// <param name="batchId">It may come again after a failure, with the same rows.</param>
    /// <param name="rows">Names the batch's rows to the session, until the query's next batch.</param>
    void CallForeachBatch(int functionId, long batchId, CachedRemoteRelation rows);
}
