using Grader.Plans.Session;
using Microsoft.Spark.Sql;

namespace Microsoft.Spark.Hosting;

/// <summary>The program's code that the engine calls back, by the ids under which plans name it. One for a run: ids are never used again.</summary>
/// <remarks>Calls come on any thread, several at a time where the program has several queries.</remarks>
internal sealed class ProgramCode : IProgramCallbacks
{
    private const int MessageLength = 4000;

    private readonly object gate = new();
    private readonly List<object> entries = [];

    // What a writer threw, for its Close.
    private readonly Dictionary<int, Exception> thrown = [];

    /// <summary>Takes in a function, a writer or a batch function.</summary>
    /// <returns>Its id.</returns>
    public int Add(object code)
    {
        ArgumentNullException.ThrowIfNull(code);
        lock (gate)
        {
            entries.Add(code);
            SessionClientHost.Client.UseCallbacks(this);
            return entries.Count - 1;
        }
    }

    public CollectedRows CallFunction(int functionId, CollectedRows arguments)
    {
        var function = (UserDefinedFunction)Entry(functionId);
        return Guarded(FailureOfTask, () => new CollectedRows(function.ResultSchema, Results(function, arguments)));
    }

    private static Seq<Seq<object>> Results(UserDefinedFunction function, CollectedRows arguments)
    {
        T.DataType[] types = [.. arguments.Schema.Fields.Select(field => field.DataType)];
        var results = new Seq<object>[arguments.Rows.Count];
        for (int i = 0; i < results.Length; i++)
        {
            var values = new object[types.Length];
            for (int column = 0; column < types.Length; column++)
            {
                values[column] = ExternalValues.FromPlan(arguments.Rows[i][column], types[column]);
            }

            results[i] = Seq.Own<object>([function.Call(values)]);
        }

        return Seq.Own(results);
    }

    public bool OpenWriter(int writerId, long partitionId, long epochId) =>
        Guarded(FailureOfTask, () => ((IForeachWriter)Entry(writerId)).Open(partitionId, epochId));

    public void ProcessRows(int writerId, CollectedRows rows)
    {
        var writer = (IForeachWriter)Entry(writerId);
        Guarded(FailureOfTask, () =>
        {
            try
            {
                foreach (Row row in ExternalValues.ToRows(rows))
                {
                    writer.Process(row);
                }
            }
            catch (Exception e)
            {
                lock (gate)
                {
                    thrown[writerId] = e;
                }

                throw;
            }

            return true;
        });
    }

    public void CloseWriter(int writerId, SparkError error) => Guarded(FailureOfTask, () =>
    {
        Exception own;
        lock (gate)
        {
            thrown.Remove(writerId, out own);
        }

        ((IForeachWriter)Entry(writerId)).Close(error is null ? null : own ?? new Exception(error.Message));
        return true;
    });

    public void CallForeachBatch(int functionId, long batchId, P.CachedRemoteRelation rows)
    {
        (Action<DataFrame, long> function, SparkSession session) = (BatchFunction)Entry(functionId);
        Guarded(FailureOfBatchFunction, () =>
        {
            function(DataFrame.Create(session, "foreachBatch", () => rows), batchId);
            return true;
        });
    }

    private object Entry(int id)
    {
        lock (gate)
        {
            return entries[id];
        }
    }

    private static TResult Guarded<TResult>(Func<Exception, SparkException> failure, Func<TResult> code)
    {
        try
        {
            return code();
        }
#pragma warning disable CA1031 // Whatever the student's code throws ends its query, as in Spark, and not this process.
        catch (Exception e)
#pragma warning restore CA1031
        {
            throw failure(e);
        }
    }

    /// <summary>As Spark words it where code in a worker process fails, without numbers of stages and tasks, which the engine has none of.</summary>
    private static SparkException FailureOfTask(Exception error) => Failure(
        "SparkException", "Job aborted due to stage failure: Task failed 1 times, most recent failure: org.apache.spark.api.python.PythonException: ", error);

    private static SparkException FailureOfBatchFunction(Exception error) => Failure(
        "Exception", "Error while verifying end of stream. Caused by: org.apache.spark.api.dotnet.DotnetException: ", error);

    private static SparkException Failure(string exceptionClass, string beginning, Exception error)
    {
        string text = $"{error.GetType().FullName}: {ExceptionChain.MessageOf(error)}";
        string message = beginning + (text.Length <= MessageLength ? text : text[..MessageLength] + "…");
        return new SparkException(new SparkError(exceptionClass, null, message, Place(error)), error);
    }

    /// <summary>The line of the program that the error came through last; null where none shows.</summary>
    private static string Place(Exception error) =>
        ExceptionChain.TopmostFrame(error, assembly => assembly != typeof(ProgramCode).Assembly) is { } frame
            ? $"It was thrown at {Path.GetFileName(frame.GetFileName())}:{frame.GetFileLineNumber()}."
            : null;
}

/// <summary>A function of ForeachBatch, and the session whose query calls it.</summary>
internal sealed record BatchFunction(Action<DataFrame, long> Function, SparkSession Session);
