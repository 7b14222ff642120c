using Grader.Plans.Expressions;
using Grader.Plans.Logical;
using Grader.Plans.Types;

namespace Grader.Plans.Session;

/// <summary>
/// The one door from the public API to an engine. Implementations: a pipe to the grader, and an engine in this process.
/// Every call may block for as long as virtual or real time demands; every call may throw <see cref="SparkException"/>.
/// </summary>
public interface ISparkSessionClient
{
    /// <summary>Resolves a plan and returns its columns; throws as Spark's analyzer does.</summary>
    AnalyzedSchema Analyze(LogicalPlan plan);

    /// <summary>Runs a batch plan and returns its rows, values as in <see cref="LocalRelation"/>.</summary>
    CollectedRows Collect(LogicalPlan plan);

    /// <summary>The text that <c>show</c> prints, with its final newline.</summary>
    /// <param name="truncate">Characters a cell may have; 0 means all.</param>
    string ShowString(LogicalPlan plan, int rowCount, int truncate, bool vertical);

    void CreateTempView(string name, LogicalPlan plan, bool replace, bool isGlobal);

    bool DropTempView(string name, bool isGlobal);

    /// <summary>A setting of the session, or null where it is not set and has no default.</summary>
    string? GetConf(string key);

    void SetConf(string key, string value, SettingSource source = SettingSource.Program);

    void UnsetConf(string key);

    StreamingQueryHandle StartQuery(WriteStreamOperation operation);

    /// <summary>Where the engine finds the program's code. Called before the first plan or query that names any of it; later calls name the same object.</summary>
    void UseCallbacks(IProgramCallbacks callbacks);

    /// <summary>Gives a user-defined function a name for SQL and for calls by name; a later one takes the name over.</summary>
    /// <param name="function">Without arguments; its <see cref="CommonInlineUserDefinedFunction.FunctionName"/> is the name.</param>
    void RegisterFunction(CommonInlineUserDefinedFunction function);

    /// <summary>Waits for the query's end.</summary>
    /// <param name="timeoutMs">Milliseconds to wait at most; null waits for ever.</param>
    /// <returns>True when the query has ended; throws when it ended with an error.</returns>
    bool AwaitTermination(string queryId, long? timeoutMs);

    /// <summary>Waits until any query of the session has ended since the session began or was reset.</summary>
    bool AwaitAnyTermination(long? timeoutMs);

    void ResetTerminated();

    /// <summary>Waits until a trigger of the query found nothing to do.</summary>
    void ProcessAllAvailable(string queryId);

    void StopQuery(string queryId);

    bool IsQueryActive(string queryId);

    /// <summary>The error that ended the query; null where it runs or ended well.</summary>
    SparkError? QueryError(string queryId);

    Seq<StreamingQueryHandle> ActiveQueries();

    /// <summary>A readable plan, as <c>explain</c> prints it.</summary>
    string Explain(LogicalPlan plan, bool extended);

    /// <summary>Answers a question about a plan.</summary>
    /// <param name="other">The plan to compare with; null for other questions.</param>
    CollectedRows Ask(PlanQuestion question, LogicalPlan plan, LogicalPlan? other);

    /// <summary>Whether a setting is one of Spark SQL's that may change while a session runs.</summary>
    bool IsConfModifiable(string key);

    /// <summary>An expression as text.</summary>
    string ExplainExpression(Expression expression, ExpressionStyle style);

    /// <summary>The plan of a query's last batch.</summary>
    string ExplainQuery(string queryId, bool extended);

    /// <summary>Writes, makes tables, caches.</summary>
    void Execute(Command command);

    /// <summary>Another session: settings, views and tables of its own, the same files and queries.</summary>
    ISparkSessionClient NewSession();

    /// <summary>Ends the session: all its queries stop.</summary>
    void StopSession();
}

/// <summary>The columns of a plan, and whether it reads a stream.</summary>
public sealed record AnalyzedSchema(StructType Schema, bool IsStreaming);

/// <summary>Rows of a batch query with their columns.</summary>
public sealed record CollectedRows(StructType Schema, Seq<Seq<object?>> Rows);

/// <summary>A started query: <paramref name="Id"/> survives restarts from the same checkpoint, <paramref name="RunId"/> does not.</summary>
public sealed record StreamingQueryHandle(string Id, string RunId, string? Name);
