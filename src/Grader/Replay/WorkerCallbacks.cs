using Grader.Plans;
using Grader.Plans.Json;
using Grader.Plans.Logical;
using Grader.Plans.Session;

namespace Grader.Replay;

/// <summary>The program's code as the engine calls it: each call asks the worker and waits, in the turn that is under way.</summary>
internal sealed class WorkerCallbacks : IProgramCallbacks
{
    /// <summary>The engine's work under way; null where it is work that was not expected to call the program.</summary>
    public EngineTurn? Turn { get; set; }

    public CollectedRows CallFunction(int functionId, CollectedRows arguments) => Ask<RowsReply>(new CallFunctionCallback(functionId, arguments)).Rows;

    public bool OpenWriter(int writerId, long partitionId, long epochId) => Ask<BooleanReply>(new OpenWriterCallback(writerId, partitionId, epochId)).Value;

    public void ProcessRows(int writerId, CollectedRows rows) => Ask<DoneReply>(new ProcessRowsCallback(writerId, rows));

    public void CloseWriter(int writerId, SparkError? error) => Ask<DoneReply>(new CloseWriterCallback(writerId, error));

    public void CallForeachBatch(int functionId, long batchId, CachedRemoteRelation rows) =>
        Ask<DoneReply>(new ForeachBatchCallback(functionId, batchId, rows.RelationId));

    /// <exception cref="SparkException">The program's code threw.</exception>
    private T Ask<T>(ProgramCallback callback) where T : SessionReply
    {
        EngineTurn turn = Turn ?? throw new WireFormatException("a plan names code of the program's that was never announced");
        return turn.Ask(callback) switch
        {
            T reply => reply,
            ErrorReply(var error) => throw new SparkException(error),
            var other => throw new System.Diagnostics.UnreachableException(other.GetType().Name),
        };
    }
}
