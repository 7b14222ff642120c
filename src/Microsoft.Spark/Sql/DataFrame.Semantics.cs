using Grader.Plans.Session;
using Microsoft.Spark.Hosting;

namespace Microsoft.Spark.Sql;

/// <summary>What a frame says of itself and its plan.</summary>
public sealed partial class DataFrame
{
    /// <summary>The columns whose whole name matches a regular expression between back-quotes; a plain name is that column.</summary>
    public Column ColRegex(string colName)
    {
        if (colName.Length < 3 || colName[^1] != '`' || colName.IndexOf('`', StringComparison.Ordinal) is var start && start == colName.Length - 1)
        {
            return Col(colName);
        }

        string table = start > 1 && colName[start - 1] == '.' ? colName[..(start - 1)] : null;
        return start == 0 || table is not null
            ? new Column(new E.UnresolvedRegex(colName[(start + 1)..^1], table, table is null ? plan.PlanId : null))
            : Col(colName);
    }

    /// <summary>Names metrics of the rows, for listeners. There are none here: the metrics are checked, and the rows go through as they are.</summary>
    [Since("3.0.0")]
    public DataFrame Observe(string name, Column expr, params Column[] exprs) =>
        With("observe", () => new P.CollectMetrics(plan, name, Expressions(exprs.Prepend(expr))));

    /// <summary>Computes the rows now and has them stand for the plan, so that what comes after does not compute them again.</summary>
    /// <param name="eager">When false, nothing is computed now; a batch gives the same rows whenever it runs.</param>
    public DataFrame Checkpoint(bool eager = true) => Session.SparkContext.GetCheckpointDir() is null
        ? throw SparkCall.Failure("checkpoint", new SparkException(new SparkError("SparkException", null, "Checkpoint directory has not been set in the SparkContext")))
        : Checkpointed("checkpoint", eager);

    /// <inheritdoc cref="Checkpoint"/>
    public DataFrame LocalCheckpoint(bool eager = true) => Checkpointed("localCheckpoint", eager);

    /// <summary>Whether the rows are in the plan itself, without a job.</summary>
    public bool IsLocal() => Answer<bool>("isLocal", PlanQuestion.IsLocal);

    /// <summary>URIs of the files that the frame reads.</summary>
    public IEnumerable<string> InputFiles() =>
        SparkCall.Invoke(Session, "inputFiles", client => client.Ask(PlanQuestion.InputFiles, plan, null)).Rows.Select(row => (string)row[0]).ToArray();

    /// <summary>Whether both compute the same from the same sources. False does not say that they do not.</summary>
    [Since("3.1.0")]
    public bool SameSemantics(DataFrame other) => Answer<bool>("sameSemantics", PlanQuestion.SameSemantics, other.plan);

    /// <summary>A number that frames of the same semantics share.</summary>
    [Since("3.1.0")]
    public int SemanticHash() => Answer<int>("semanticHash", PlanQuestion.SemanticHash);

    /// <summary>The level that the frame is cached at; none where it is not.</summary>
    public StorageLevel StorageLevel() => SparkCall.Invoke(Session, "storageLevel", client => client.Ask(PlanQuestion.StorageLevel, plan, null)).Rows[0] switch
    {
        [bool disk, bool memory, bool offHeap, bool deserialized, int replication] => new StorageLevel(disk, memory, offHeap, deserialized, replication),
        _ => throw new InvalidOperationException("The session answered with something that is no storage level."),
    };

    private TValue Answer<TValue>(string method, PlanQuestion question, P.LogicalPlan other = null) =>
        (TValue)SparkCall.Invoke(Session, method, client => client.Ask(question, plan, other)).Rows[0][0];

    private DataFrame Checkpointed(string method, bool eager)
    {
        DataFrame result = With(method, () => new P.Hint(plan, "checkpoint", []));
        if (schema.IsStreaming)
        {
            throw SparkCall.Failure(method, SparkException.Analysis(null, MustStart));
        }

        if (eager)
        {
            SparkCall.Invoke(Session, method, client => client.Execute(new P.CheckpointCommand(result.plan)));
        }

        return result;
    }
}
