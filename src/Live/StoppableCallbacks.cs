using Grader.Plans;
using Grader.Plans.Logical;
using Grader.Plans.Session;

namespace Grader.Live;

/// <summary>The program's code, in which a query that is being stopped does not wait.</summary>
internal sealed class StoppableCallbacks(IProgramCallbacks program) : IProgramCallbacks
{
    public CollectedRows CallFunction(int functionId, CollectedRows arguments) => Run(() => program.CallFunction(functionId, arguments));

    public bool OpenWriter(int writerId, long partitionId, long epochId) => Run(() => program.OpenWriter(writerId, partitionId, epochId));

    public void ProcessRows(int writerId, CollectedRows rows) => Run(() =>
    {
        program.ProcessRows(writerId, rows);
        return true;
    });

    // A writer that was opened is closed, stopped or not.
    public void CloseWriter(int writerId, SparkError? error) => Run(() =>
    {
        program.CloseWriter(writerId, error);
        return true;
    });

    public void CallForeachBatch(int functionId, long batchId, CachedRemoteRelation rows) => Run(() =>
    {
        program.CallForeachBatch(functionId, batchId, rows);
        return true;
    });

    private static T Run<T>(Func<T> code) => StopRequest.OfThread is { } stop ? stop.InCode(code) : code();
}
