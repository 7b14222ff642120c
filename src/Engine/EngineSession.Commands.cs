using System.Diagnostics;
using Grader.Engine.Analysis;
using Grader.Engine.Catalog;
using Grader.Engine.Operators;
using Grader.Engine.Sources;
using Grader.Engine.Streaming;
using Grader.Plans;
using Grader.Plans.Expressions;
using Grader.Plans.Logical;
using Grader.Plans.Session;
using Grader.Plans.Types;

namespace Grader.Engine;

/// <content>What is neither a query nor a stream: writing, tables, caching, and questions about plans.</content>
public sealed partial class EngineSession
{
    private static readonly StorageLevel NotCached = new(false, false, false, false, 1), MemoryAndDisk = new(true, true, false, true, 1);

    /// <exception cref="SparkException">As Spark refuses it.</exception>
    public void Execute(Command command)
    {
        switch (command)
        {
            case WriteOperation write:
                saves.Save(write, BatchOf(write.Input));
                break;
            case WriteOperationV2 write:
                saves.Save(write, BatchOf(write.Input));
                break;
            case CreateTable create:
                saves.Create(create, FilesAt, []);
                break;
            case CatalogCommand(var action, var name):
                Execute(action, name ?? "");
                break;
            case Persist(var input, null):
                cache.Remove(analyzer.Analyze(input));
                break;
            case Persist(var input, var level):
                cache.Add(BatchOf(input), level);
                break;
            case CheckpointCommand(var frame):
                ResolvedPlan plan = BatchOf(frame);
                analyzer.Replace(frame.PlanId ?? throw new ArgumentException("A frame that is checkpointed has an id.", nameof(command)), new LocalRows(plan.Output, Run(plan).ToSeq()));
                break;
            default:
                throw new UnreachableException(command.GetType().Name);
        }
    }

    /// <summary>Answers a question about a plan, in the form that <see cref="PlanQuestion"/> tells.</summary>
    public CollectedRows Ask(PlanQuestion question, LogicalPlan plan, LogicalPlan? other)
    {
        ResolvedPlan resolved = analyzer.Analyze(plan);
        return question switch
        {
            // A frame of local rows is an RDD in .NET for Apache Spark, so only SQL makes local relations.
            PlanQuestion.IsLocal => Answer(new BooleanType(), plan is Plans.Logical.Sql && resolved is LocalRows),
            PlanQuestion.InputFiles => new CollectedRows(
                new StructType([new StructField("value", new StringType())]), InputFiles(resolved).Select(uri => Seq.Create<object?>([uri])).ToSeq()),
            PlanQuestion.SameSemantics => Answer(new BooleanType(), SameResult.Of(resolved, analyzer.Analyze(other ?? plan))),
            PlanQuestion.SemanticHash => Answer(new IntegerType(), SameResult.HashOf(resolved)),
            PlanQuestion.StorageLevel => Answer(cache.LevelOf(resolved) ?? NotCached),
            _ => throw new UnreachableException(question.ToString()),
        };
    }

    /// <summary>An expression as text, before it is analyzed.</summary>
    public static string ExplainExpression(Expression expression, ExpressionStyle style) => ExpressionText.Of(expression, style);

    public static string ExplainQuery(StreamingQueryExecution query, bool extended) => query.LastProgress is null
        ? "No physical plan. Waiting for data.\n"
        : Explain(query.Plan, extended);

    public static bool IsConfModifiable(string key) => SparkSettings.IsModifiable(key);

    private void Execute(CatalogAction action, string name)
    {
        switch (action)
        {
            case CatalogAction.SetCurrentDatabase when !SessionCatalog.IsDatabase(name):
                throw CatalogErrors.DatabaseNotFound(name);
            case CatalogAction.RecoverPartitions:
                if (Existing(name) is FileRelation { PartitionColumns.Count: > 0 })
                {
                    break; // They are found with every query.
                }

                throw SparkException.Analysis("NOT_A_PARTITIONED_TABLE",
                    $"[NOT_A_PARTITIONED_TABLE] Operation `ALTER TABLE RECOVER PARTITIONS` is not allowed for `spark_catalog`.`default`.`{SessionCatalog.TableName(name)}` because it is not a partitioned table.");
            case CatalogAction.RefreshTable:
                _ = Existing(name);
                break;
            case CatalogAction.CacheTable:
                cache.Add(Existing(name), MemoryAndDisk);
                break;
            case CatalogAction.UncacheTable:
                cache.Remove(Existing(name));
                break;
            case CatalogAction.ClearCache:
                cache.Clear();
                break;
        }
    }

    private ResolvedPlan FilesAt(string format, CaseInsensitiveOptions options, string path) =>
        analyzer.Analyze(new DataSource(format, null, null, options.Entries, [path], IsStreaming: false));

    private ResolvedPlan Existing(string name) => catalog.Find(name) ?? throw AnalysisErrors.TableNotFound(name);

    private ResolvedPlan BatchOf(LogicalPlan plan)
    {
        ResolvedPlan resolved = analyzer.Analyze(plan);
        UnsupportedOperationChecker.CheckForBatch(resolved);
        return resolved;
    }

    private IEnumerable<string> InputFiles(ResolvedPlan plan) => plan.SelfAndDescendants().OfType<FileRelation>()
        .SelectMany(relation => FileScan.Files(relation, Services.Files, conf.TimeZone))
        .Select(file => FilePaths.ToUri(file.Path)).Distinct();

    private static CollectedRows Answer(DataType type, object value) => new(new StructType([new StructField("value", type, false)]), [[value]]);

    private static CollectedRows Answer(StorageLevel level) => new(
        new StructType(
        [
            new StructField("useDisk", new BooleanType(), false), new StructField("useMemory", new BooleanType(), false), new StructField("useOffHeap", new BooleanType(), false),
            new StructField("deserialized", new BooleanType(), false), new StructField("replication", new IntegerType(), false),
        ]),
        [[level.UseDisk, level.UseMemory, level.UseOffHeap, level.Deserialized, level.Replication]]);
}
