using System.Text.Json.Nodes;
using Grader.Plans;
using Grader.Plans.Expressions;
using Grader.Plans.Logical;

namespace Grader.Conformance.Runner;

/// <summary>Builds plans from a case's list of operations. Every string in them is a SQL expression.</summary>
/// <param name="source">The plan of a source by name.</param>
/// <param name="step">Called with each plan as it grows: Spark analyses each at once, and so must errors be placed.</param>
/// <param name="createView">Makes a temporary view.</param>
internal sealed class GoldenQuery(Func<string, LogicalPlan> source, Action<LogicalPlan> step, Action<string, LogicalPlan> createView)
{
    private long planIds = 1000;

    public LogicalPlan Build(JsonArray operations)
    {
        LogicalPlan? plan = null;
        foreach (JsonNode? operation in operations)
        {
            plan = Apply(plan, operation!.AsObject()) with { PlanId = ++planIds };
            step(plan);
        }

        return plan!;
    }

    private LogicalPlan Apply(LogicalPlan? child, JsonObject operation)
    {
        (string name, JsonNode? value) = operation.First();
        return name switch
        {
            "source" => source((string)value!),
            "static" => Static(value!.AsObject()),
            "withWatermark" => new WithWatermark(child!, (string)value![0]!, (string)value[1]!),
            "filter" => new Filter(child!, new ExpressionString((string)value!)),
            "select" => new Project(child!, Expressions(value!)),
            "withColumn" => new WithColumns(child!, [new Alias(new ExpressionString((string)value![1]!), (string)value[0]!)]),
            "withColumnRenamed" => new WithColumnsRenamed(child!, [new((string)value![0]!, (string)value[1]!)]),
            "drop" => new Drop(child!, (value is JsonArray names ? names.Select(n => (string)n!) : [(string)value!]).Select(n => (Expression)new UnresolvedAttribute(n)).ToSeq()),
            "groupBy" => new Aggregate(child!, GroupType.GroupBy, Expressions(value!),
                operation.ContainsKey("agg") ? Expressions(operation["agg"]!) : [new Alias(new UnresolvedFunction("count", [new Literal(1, new Plans.Types.IntegerType())]), "count")]),
            "dropDuplicates" => new Deduplicate(child!, Names(value)),
            "dropDuplicatesWithinWatermark" => new Deduplicate(child!, Names(value), WithinWatermark: true),
            "distinct" => new Deduplicate(child!, []),
            "join" => Join(child!, value!.AsObject()),
            "union" => new SetOperation(child!, Build(value!.AsArray()), SetOperationType.Union, IsAll: true),
            "except" => new SetOperation(child!, Build(value!.AsArray()), SetOperationType.Except, IsAll: false),
            "intersect" => new SetOperation(child!, Build(value!.AsArray()), SetOperationType.Intersect, IsAll: false),
            "orderBy" => new Sort(child!, Expressions(value!).Select(Order).ToSeq()),
            "limit" => new Limit(child!, (int)value!),
            "sql" => SqlOver(child!, value!.AsArray()),
            _ => throw new NotSupportedException($"unknown operation {name}"),
        };
    }

    private static SortOrder Order(Expression expression)
    {
        string text = ((ExpressionString)expression).Text;
        bool nullsLast = TakeSuffix(ref text, " nulls last"), nullsFirst = TakeSuffix(ref text, " nulls first");
        bool descending = TakeSuffix(ref text, " desc");
        TakeSuffix(ref text, " asc");
        return new SortOrder(new ExpressionString(text),
            descending ? SortDirection.Descending : SortDirection.Ascending, nullsLast || (descending && !nullsFirst) ? NullOrdering.NullsLast : NullOrdering.NullsFirst);
    }

    private static bool TakeSuffix(ref string text, string suffix)
    {
        bool isThere = text.EndsWith(suffix, StringComparison.OrdinalIgnoreCase);
        text = isThere ? text[..^suffix.Length] : text;
        return isThere;
    }

    private LogicalPlan SqlOver(LogicalPlan child, JsonArray viewAndStatement)
    {
        createView((string)viewAndStatement[0]!, child);
        return new Sql((string)viewAndStatement[1]!);
    }

    private LogicalPlan Join(LogicalPlan left, JsonObject join)
    {
        LogicalPlan right = Build(join["right"]!.AsArray());
        JoinType type = ((string?)join["type"] ?? "inner").Replace("_", "", StringComparison.Ordinal).ToLowerInvariant() switch
        {
            "inner" => JoinType.Inner,
            "left" or "leftouter" => JoinType.LeftOuter,
            "right" or "rightouter" => JoinType.RightOuter,
            "full" or "outer" or "fullouter" => JoinType.FullOuter,
            "leftsemi" or "semi" => JoinType.LeftSemi,
            "leftanti" or "anti" => JoinType.LeftAnti,
            "cross" => JoinType.Cross,
            var other => throw new NotSupportedException($"unknown join type {other}"),
        };
        return join["on"] switch
        {
            JsonArray names => new Join(left, right, null, type, Names(names)),
            null => new Join(left, right, null, type, []),
            var condition => new Join(left, right, new ExpressionString((string)condition!), type, []),
        };
    }

    /// <summary>A table in the plan: rows as JSON read back by Spark's rules for literals of the schema.</summary>
    private static LogicalPlan Static(JsonObject table) => JsonTable.Plan((string)table["schema"]!, table["rows"]!.AsArray());

    private static Seq<Expression> Expressions(JsonNode texts) => texts.AsArray().Select(text => (Expression)new ExpressionString((string)text!)).ToSeq();

    private static Seq<string> Names(JsonNode? names) => names is JsonArray array ? array.Select(name => (string)name!).ToSeq() : [];
}
