using System.Diagnostics;
using Grader.Plans.Expressions;
using Grader.Plans.Logical;
using Range = Grader.Plans.Logical.Range;

namespace Grader.Plans.Json;

internal sealed partial class NodeListWriter
{
    private void Write(LogicalPlan plan)
    {
        switch (plan)
        {
            case LeafPlan leaf:
                WriteLeaf(leaf);
                break;
            case BinaryPlan binary:
                WriteBinary(binary);
                break;
            case WithCtes ctes:
                WriteCtes(ctes);
                break;
            case UnaryPlan unary:
                WriteUnary(unary);
                break;
            default:
                throw new UnreachableException(plan.GetType().Name);
        }

        OptionalNumber("id", plan.PlanId);
        writer.WriteOrigin(plan.Origin);
    }

    private void WriteLeaf(LeafPlan leaf)
    {
        switch (leaf)
        {
            case DataSource source:
                int? schema = source.Schema is null ? null : Add(source.Schema);
                Begin("DataSource", schema is { } index ? [index] : []);
                Text("format", source.Format);
                OptionalNumber("schema", schema);
                OptionalText("schemaText", source.SchemaText);
                writer.WriteSettings("options", source.Options);
                writer.WriteTexts("paths", source.Paths);
                Flag("isStreaming", source.IsStreaming);
                break;
            case NamedTable(var name):
                Begin("NamedTable");
                Text("name", name);
                break;
            case CachedRemoteRelation(var relation):
                Begin("CachedRemoteRelation");
                Text("relationId", relation);
                break;
            case LocalRelation(var type, var rows):
                int typeIndex = Add(type);
                Begin("LocalRelation", typeIndex);
                writer.WriteNumber("schema", typeIndex);
                writer.WriteStartArray("rows");
                foreach (Seq<object?> row in rows)
                {
                    ValueJson.WriteRow(writer, row);
                }

                writer.WriteEndArray();
                break;
            case Range(var start, var end, var step):
                Begin("Range");
                writer.WriteNumber("start", start);
                writer.WriteNumber("end", end);
                writer.WriteNumber("step", step);
                break;
            case Catalog(var operation, var database, var name):
                Begin("Catalog");
                Text("operation", operation.ToString());
                OptionalText("database", database);
                OptionalText("name", name);
                break;
            case Sql(var query):
                Begin("Sql");
                Text("query", query);
                break;
            case OneRowRelation:
                Begin("OneRowRelation");
                break;
            default:
                throw new UnreachableException(leaf.GetType().Name);
        }
    }

    private void WriteBinary(BinaryPlan binary)
    {
        int left = Add(binary.Left), right = Add(binary.Right);
        switch (binary)
        {
            case Join join:
                int? condition = AddOptional(join.Condition);
                Begin("Join", condition is { } index ? [left, right, index] : [left, right]);
                OptionalNumber("condition", condition);
                Text("joinType", join.JoinType.Name());
                writer.WriteTexts("using", join.UsingColumns);
                break;
            case SetOperation operation:
                Begin("SetOperation", left, right);
                Text("type", operation.Type.ToString());
                Flag("isAll", operation.IsAll);
                Flag("byName", operation.ByName);
                Flag("allowMissingColumns", operation.AllowMissingColumns);
                break;
            default:
                throw new UnreachableException(binary.GetType().Name);
        }

        writer.WriteNumber("left", left);
        writer.WriteNumber("right", right);
    }

    private void WriteCtes(WithCtes plan)
    {
        int child = Add(plan.Child);
        int[] queries = [.. plan.Ctes.Select(cte => Add(cte.Value))];
        Begin("WithCtes", [child, .. queries]);
        writer.WriteNumber("child", child);
        writer.WriteStartArray("ctes");
        for (int i = 0; i < queries.Length; i++)
        {
            writer.WriteStartArray();
            writer.WriteStringValue(plan.Ctes[i].Key);
            writer.WriteNumberValue(queries[i]);
            writer.WriteEndArray();
        }

        writer.WriteEndArray();
    }

    private void WriteUnary(UnaryPlan unary)
    {
        int child = Add(unary.Child);
        switch (unary)
        {
            case Project(_, var expressions):
                BeginWith("Project", child, "expressions", expressions);
                break;
            case Filter(_, var condition):
                int conditionIndex = Add(condition);
                Begin("Filter", child, conditionIndex);
                writer.WriteNumber("condition", conditionIndex);
                break;
            case WithColumns(_, var columns):
                BeginWith("WithColumns", child, "columns", columns);
                break;
            case WithColumnsRenamed(_, var renames):
                Begin("WithColumnsRenamed", child);
                writer.WriteSettings("renames", renames);
                break;
            case Drop(_, var columns):
                BeginWith("Drop", child, "columns", columns);
                break;
            case ToDF(_, var names):
                Begin("ToDF", child);
                writer.WriteTexts("names", names);
                break;
            case Aggregate aggregate:
                WriteAggregate(aggregate, child);
                break;
            case SqlAggregate aggregate:
                WriteSqlAggregate(aggregate, child);
                break;
            case WithWatermark(_, var eventTime, var delay):
                Begin("WithWatermark", child);
                Text("eventTime", eventTime);
                Text("delay", delay);
                break;
            case Deduplicate(_, var columnNames, var withinWatermark):
                Begin("Deduplicate", child);
                writer.WriteTexts("columns", columnNames);
                Flag("withinWatermark", withinWatermark);
                break;
            case Distinct:
                Begin("Distinct", child);
                break;
            case Sort(_, var order, var isGlobal):
                BeginWith("Sort", child, "order", order);
                Flag("isGlobal", isGlobal);
                break;
            case Limit(_, var count):
                Begin("Limit", child);
                writer.WriteNumber("count", count);
                break;
            case Offset(_, var count):
                Begin("Offset", child);
                writer.WriteNumber("count", count);
                break;
            case Sample sample:
                WriteSample(sample, child);
                break;
            case SubqueryAlias(_, var alias):
                Begin("SubqueryAlias", child);
                Text("alias", alias);
                break;
            case LateralView view:
                int generator = Add(view.Generator);
                Begin("LateralView", child, generator);
                writer.WriteNumber("generator", generator);
                Text("alias", view.Alias);
                writer.WriteTexts("columns", view.ColumnNames);
                Flag("outer", view.Outer);
                break;
            case NaFill(_, var columns, var values):
                BeginWith("NaFill", child, "values", values);
                writer.WriteTexts("columns", columns);
                break;
            case NaDrop(_, var columns, var minNonNulls):
                Begin("NaDrop", child);
                writer.WriteTexts("columns", columns);
                OptionalNumber("minNonNulls", minNonNulls);
                break;
            case CollectMetrics(_, var metricsName, var metrics):
                BeginWith("CollectMetrics", child, "metrics", metrics);
                Text("name", metricsName);
                break;
            case Hint(_, var name, var parameters):
                BeginWith("Hint", child, "parameters", parameters);
                Text("name", name);
                break;
            default:
                throw new UnreachableException(unary.GetType().Name);
        }

        writer.WriteNumber("child", child);
    }

    private void BeginWith<T>(string kind, int child, string name, Seq<T> expressions) where T : Expression
    {
        int[] indexes = AddAll(expressions);
        Begin(kind, [child, .. indexes]);
        Refs(name, indexes);
    }

    private void WriteAggregate(Aggregate aggregate, int child)
    {
        int[] groupings = AddAll(aggregate.Groupings), aggregates = AddAll(aggregate.Aggregates);
        int? pivot = AddOptional(aggregate.PivotColumn);
        int[]? pivotValues = aggregate.PivotValues is { } values ? AddAll(values) : null;
        int[] children = [child, .. groupings, .. aggregates];
        Begin("Aggregate", pivot is { } index ? [.. children, index, .. pivotValues ?? []] : children);
        Text("groupType", aggregate.GroupType.Name());
        Refs("groupings", groupings);
        Refs("aggregates", aggregates);
        OptionalNumber("pivotColumn", pivot);
        if (pivotValues is not null)
        {
            Refs("pivotValues", pivotValues);
        }
    }

    private void WriteSqlAggregate(SqlAggregate aggregate, int child)
    {
        int[] groupings = AddAll(aggregate.Groupings), selectList = AddAll(aggregate.SelectList);
        int? having = AddOptional(aggregate.Having);
        int[][]? sets = aggregate.GroupingSets is { } given ? [.. given.Select(AddAll)] : null;
        Begin("SqlAggregate", [child, .. groupings, .. selectList, .. sets?.SelectMany(set => set) ?? [], .. having is { } index ? [index] : Array.Empty<int>()]);
        Text("groupType", aggregate.GroupType.Name());
        Refs("groupings", groupings);
        Refs("selectList", selectList);
        OptionalNumber("having", having);
        if (sets is null)
        {
            return;
        }

        writer.WriteStartArray("groupingSets");
        foreach (int[] set in sets)
        {
            writer.WriteStartArray();
            foreach (int member in set)
            {
                writer.WriteNumberValue(member);
            }

            writer.WriteEndArray();
        }

        writer.WriteEndArray();
    }

    private void WriteSample(Sample sample, int child)
    {
        Begin("Sample", child);
        writer.WritePropertyName("lowerBound");
        JsonScalars.WriteDouble(writer, sample.LowerBound);
        writer.WritePropertyName("upperBound");
        JsonScalars.WriteDouble(writer, sample.UpperBound);
        Flag("withReplacement", sample.WithReplacement);
        OptionalNumber("seed", sample.Seed);
    }
}
