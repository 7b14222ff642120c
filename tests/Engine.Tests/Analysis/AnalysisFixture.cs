using Grader.Engine.Analysis;
using Grader.Engine.Expressions;
using Grader.Engine.Sql;
using Grader.Plans;
using Grader.Plans.Expressions;
using Grader.Plans.Logical;

namespace Grader.Engine.Tests.Analysis;

/// <summary>One session's analyzer and short words to build plans with; expressions are SQL text.</summary>
public abstract class AnalysisFixture
{
    private readonly Dictionary<string, ResolvedPlan> views = new(StringComparer.OrdinalIgnoreCase);
    private readonly Analyzer analyzer;

    protected AnalysisFixture() => analyzer = new Analyzer(new AnalysisContext(
        name => views.GetValueOrDefault(name), _ => null, new FolderThatExists("in"), FunctionRegistry.BuiltIn, new ExpressionIdSource()));

    /// <summary>The golden files' stream.</summary>
    protected static LogicalPlan Stream { get; } = Source("t TIMESTAMP, k STRING, v INT", isStreaming: true) with { PlanId = 1 };

    protected static LogicalPlan Batch { get; } = Source("k STRING, w INT", isStreaming: false) with { PlanId = 2 };

    protected ResolvedPlan Analyze(LogicalPlan plan) => analyzer.Analyze(plan);

    protected void View(string name, LogicalPlan plan) => views[name] = Analyze(plan);

    protected ResolvedPlan Query(string sql) => Analyze(new Plans.Logical.Sql(sql));

    protected SparkError ErrorOf(LogicalPlan plan) => Assert.Throws<SparkException>(() => Analyze(plan)).Error;

    protected static string Columns(ResolvedPlan plan) => string.Join(", ", plan.Output.Select(a => $"{a.Name} {a.Type.SimpleString}"));

    protected static LogicalPlan Source(string schema, bool isStreaming) => new DataSource("json", SqlParser.ParseSchema(schema), null, [], ["in"], isStreaming);

    protected static Expression E(string text) => new ExpressionString(text);

    protected static LogicalPlan Select(LogicalPlan child, params string[] expressions) => new Project(child, expressions.Select(E).ToSeq());

    protected static LogicalPlan Where(LogicalPlan child, string condition) => new Filter(child, E(condition));

    protected static LogicalPlan Watermark(LogicalPlan child, string column, string delay) => new WithWatermark(child, column, delay);

    protected static LogicalPlan GroupBy(LogicalPlan child, string[] keys, params string[] aggregates) =>
        new Aggregate(child, GroupType.GroupBy, keys.Select(E).ToSeq(), aggregates.Select(E).ToSeq());

    protected static LogicalPlan Count(LogicalPlan child, params string[] keys) => GroupBy(child, keys, "count(1) AS count");

    protected static long? Delay(ResolvedPlan plan, string column) => plan.Output.Single(a => a.Name == column).Metadata.WatermarkDelayMs;
}
