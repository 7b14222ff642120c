using Grader.Plans.Expressions;
using Grader.Plans.Logical;
using Grader.Plans.Types;
using Range = Grader.Plans.Logical.Range;

namespace Grader.Plans.Json;

internal sealed partial class NodeListReader
{
    /// <summary>Null where the kind is that of no relation.</summary>
    private LogicalPlan? ReadPlan(string kind, JsonFields fields) => kind switch
    {
        "Project" => new Project(Child(fields), Refs<Expression>(fields, "expressions")),
        "Filter" => new Filter(Child(fields), Ref<Expression>(fields, "condition")),
        "WithColumns" => new WithColumns(Child(fields), Refs<Alias>(fields, "columns")),
        "WithColumnsRenamed" => new WithColumnsRenamed(Child(fields), fields.Settings("renames")),
        "Drop" => new Drop(Child(fields), Refs<Expression>(fields, "columns")),
        "ToDF" => new ToDF(Child(fields), fields.Texts("names")),
        "Aggregate" => new Aggregate(
            Child(fields), fields.Name<GroupType>("groupType"), Refs<Expression>(fields, "groupings"), Refs<Expression>(fields, "aggregates"),
            OptionalRef<Expression>(fields, "pivotColumn"), OptionalRefs<Literal>(fields, "pivotValues")),
        "SqlAggregate" => new SqlAggregate(
            Child(fields), fields.Name<GroupType>("groupType"), Refs<Expression>(fields, "groupings"), Refs<Expression>(fields, "selectList"),
            OptionalRef<Expression>(fields, "having"),
            fields.OptionalList("groupingSets", set => JsonScalars.List(set, "groupingSets", member => At<Expression>(member, "groupingSets")))),
        "WithWatermark" => new WithWatermark(Child(fields), fields.Text("eventTime"), fields.Text("delay")),
        "Deduplicate" => new Deduplicate(Child(fields), fields.Texts("columns"), fields.Flag("withinWatermark")),
        "Distinct" => new Distinct(Child(fields)),
        "Sort" => new Sort(Child(fields), Refs<SortOrder>(fields, "order"), fields.Flag("isGlobal")),
        "Limit" => new Limit(Child(fields), fields.Int("count")),
        "Offset" => new Offset(Child(fields), fields.Int("count")),
        "Sample" => new Sample(
            Child(fields), fields.Double("lowerBound"), fields.Double("upperBound"), fields.Flag("withReplacement"), fields.OptionalLong("seed")),
        "SubqueryAlias" => new SubqueryAlias(Child(fields), fields.Text("alias")),
        "LateralView" => new LateralView(
            Child(fields), Ref<Expression>(fields, "generator"), fields.Text("alias"), fields.Texts("columns"), fields.Flag("outer")),
        "NaFill" => new NaFill(Child(fields), fields.Texts("columns"), Refs<Literal>(fields, "values")),
        "NaDrop" => new NaDrop(Child(fields), fields.Texts("columns"), fields.OptionalInt("minNonNulls")),
        "CollectMetrics" => new CollectMetrics(Child(fields), fields.Text("name"), Refs<Expression>(fields, "metrics")),
        "Hint" => new Hint(Child(fields), fields.Text("name"), Refs<Expression>(fields, "parameters")),
        "Join" => new Join(
            Ref<LogicalPlan>(fields, "left"), Ref<LogicalPlan>(fields, "right"), OptionalRef<Expression>(fields, "condition"),
            fields.Name<JoinType>("joinType"), fields.Texts("using")),
        "SetOperation" => new SetOperation(
            Ref<LogicalPlan>(fields, "left"), Ref<LogicalPlan>(fields, "right"), fields.Name<SetOperationType>("type"), fields.Flag("isAll"),
            fields.Flag("byName"), fields.Flag("allowMissingColumns")),
        "WithCtes" => new WithCtes(Child(fields), fields.Pairs("ctes", (name, query) => KeyValuePair.Create(name, At<LogicalPlan>(query, "ctes")))),
        _ => ReadLeaf(kind, fields),
    };

    private LeafPlan? ReadLeaf(string kind, JsonFields fields) => kind switch
    {
        "DataSource" => new DataSource(
            fields.Text("format"), OptionalRef<StructType>(fields, "schema"), fields.OptionalText("schemaText"), fields.Settings("options"),
            fields.Texts("paths"), fields.Flag("isStreaming")),
        "NamedTable" => new NamedTable(fields.Text("name")),
        "CachedRemoteRelation" => new CachedRemoteRelation(fields.Text("relationId")),
        "LocalRelation" => ReadLocalRelation(fields),
        "Range" => new Range(fields.Long("start"), fields.Long("end"), fields.Long("step")),
        "Catalog" => new Catalog(fields.Name<CatalogOperation>("operation"), fields.OptionalText("database"), fields.OptionalText("name")),
        "Sql" => new Sql(fields.Text("query")),
        "OneRowRelation" => new OneRowRelation(),
        _ => null,
    };

    private LocalRelation ReadLocalRelation(JsonFields fields)
    {
        StructType schema = Ref<StructType>(fields, "schema");
        return new LocalRelation(schema, fields.List("rows", (JsonValue row) => ValueJson.ReadRow(row, schema)));
    }

    private LogicalPlan Child(JsonFields fields) => Ref<LogicalPlan>(fields, "child");
}
