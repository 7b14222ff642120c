using Grader.Plans.Session;
using Microsoft.Spark.Hosting;
using Microsoft.Spark.Sql.Streaming;

namespace Microsoft.Spark.Sql;

/// <summary>A plan with its columns. Every transformation is analysed at once, as the real package does over its bridge.</summary>
public sealed partial class DataFrame : IHasOrigin
{
    private readonly AnalyzedSchema schema;
    private P.LogicalPlan plan;

    private DataFrame(SparkSession session, P.LogicalPlan plan, AnalyzedSchema schema) => (Session, this.plan, this.schema) = (session, plan, schema);

    public Column this[string columnName] => Col(columnName);

    internal SparkSession Session { get; }

    internal P.LogicalPlan Plan => plan;

    internal T.StructType PlanSchema => schema.Schema;

    public Column Col(string colName) => Column.Named(colName, plan.PlanId);

    public DataFrame Select(params Column[] columns) => With("select", () => new P.Project(plan, Expressions(columns)));

    public DataFrame Select(string column, params string[] columns) => Select(Named(column, columns));

    public DataFrame SelectExpr(params string[] expressions) =>
        With("selectExpr", () => new P.Project(plan, expressions.Select(text => (E.Expression)new E.ExpressionString(text)).ToSeq()));

    public DataFrame Filter(Column condition) => With("filter", () => new P.Filter(plan, condition.Expression));

    public DataFrame Filter(string conditionExpr) => With("filter", () => new P.Filter(plan, new E.ExpressionString(conditionExpr)));

    public DataFrame Where(Column condition) => Filter(condition);

    public DataFrame Where(string conditionExpr) => Filter(conditionExpr);

    public DataFrame WithColumn(string colName, Column col) =>
        With("withColumn", () => new P.WithColumns(plan, [new E.Alias(col.Expression, colName)]));

    public DataFrame WithColumnRenamed(string existingName, string newName) =>
        With("withColumnRenamed", () => new P.WithColumnsRenamed(plan, [new(existingName, newName)]));

    public DataFrame Drop(params string[] colNames) =>
        With("drop", () => new P.Drop(plan, Expressions(colNames.Select(name => Column.Named(name)))));

    public DataFrame Drop(Column col) => With("drop", () => new P.Drop(plan, [col.Expression]));

    /// <summary>The same columns again.</summary>
    public DataFrame ToDF() => With("toDF", () => new P.ToDF(plan, Columns().ToSeq()));

    public DataFrame ToDF(params string[] colNames) => With("toDF", () => new P.ToDF(plan, colNames.ToSeq()));

    /// <summary>One column <c>value</c>: each row as a JSON object.</summary>
    public DataFrame ToJSON() =>
        With("toJSON", () => new P.Project(plan, [Functions.ToJson(Functions.Struct(Functions.Col("*"))).Alias("value").Expression]));

    public RelationalGroupedDataset GroupBy(params Column[] columns) => new(this, P.GroupType.GroupBy, Expressions(columns));

    public RelationalGroupedDataset GroupBy(string column, params string[] columns) => GroupBy(Named(column, columns));

    public RelationalGroupedDataset Rollup(params Column[] columns) => new(this, P.GroupType.Rollup, Expressions(columns));

    public RelationalGroupedDataset Rollup(string column, params string[] columns) => Rollup(Named(column, columns));

    public RelationalGroupedDataset Cube(params Column[] columns) => new(this, P.GroupType.Cube, Expressions(columns));

    public RelationalGroupedDataset Cube(string column, params string[] columns) => Cube(Named(column, columns));

    public DataFrame Agg(Column expr, params Column[] exprs) => GroupBy().Agg(expr, exprs);

    public DataFrame WithWatermark(string eventTime, string delayThreshold) =>
        With("withWatermark", () => new P.WithWatermark(plan, eventTime, delayThreshold));

    public DataFrame Join(DataFrame right) => Join(right, null, [], "inner");

    public DataFrame Join(DataFrame right, string usingColumn) => Join(right, null, [usingColumn], "inner");

    public DataFrame Join(DataFrame right, Column joinExpr, string joinType = "inner") => Join(right, joinExpr.Expression, [], joinType);

    public DataFrame Join(DataFrame right, IEnumerable<string> usingColumns, string joinType = "inner") =>
        Join(right, null, usingColumns.ToSeq(), joinType);

    public DataFrame CrossJoin(DataFrame right) => Join(right, null, [], "cross");

    public DataFrame Union(DataFrame other) => Set("union", other, P.SetOperationType.Union, isAll: true);

    public DataFrame UnionByName(DataFrame other) => UnionByName(other, false);

    public DataFrame UnionByName(DataFrame other, bool allowMissingColumns) => With(
        "unionByName", () => new P.SetOperation(plan, other.plan, P.SetOperationType.Union, true, true, allowMissingColumns));

    public DataFrame Intersect(DataFrame other) => Set("intersect", other, P.SetOperationType.Intersect, isAll: false);

    public DataFrame IntersectAll(DataFrame other) => Set("intersectAll", other, P.SetOperationType.Intersect, isAll: true);

    public DataFrame Except(DataFrame other) => Set("except", other, P.SetOperationType.Except, isAll: false);

    public DataFrame ExceptAll(DataFrame other) => Set("exceptAll", other, P.SetOperationType.Except, isAll: true);

    public DataFrame Distinct() => With("distinct", () => new P.Deduplicate(plan, []));

    public DataFrame DropDuplicates() => With("dropDuplicates", () => new P.Deduplicate(plan, []));

    public DataFrame DropDuplicates(string col, params string[] cols) => With("dropDuplicates", () => new P.Deduplicate(plan, [col, .. cols]));

    public DataFrame OrderBy(params Column[] columns) => Sort(columns);

    public DataFrame OrderBy(string column, params string[] columns) => Sort(column, columns);

    public DataFrame Sort(params Column[] columns) => With("sort", () => new P.Sort(plan, columns.Select(column => column.ToSortOrder()).ToSeq()));

    public DataFrame Sort(string column, params string[] columns) => Sort(Named(column, columns));

    public DataFrame SortWithinPartitions(params Column[] columns) =>
        With("sortWithinPartitions", () => new P.Sort(plan, columns.Select(column => column.ToSortOrder()).ToSeq(), IsGlobal: false));

    public DataFrame SortWithinPartitions(string column, params string[] columns) => SortWithinPartitions(Named(column, columns));

    public DataFrame Limit(int n) => With("limit", () => new P.Limit(plan, n));

    public DataFrame Sample(double fraction, bool withReplacement = false, long? seed = null) =>
        With("sample", () => new P.Sample(plan, 0, fraction, withReplacement, seed));

    public DataFrame Alias(string alias) => With("alias", () => new P.SubqueryAlias(plan, alias));

    public DataFrame As(string alias) => Alias(alias);

    public DataFrame Transform(Func<DataFrame, DataFrame> func) => func(this);

    public DataFrame Hint(string name, object[] parameters = null) => Hinted("hint", name, parameters ?? []);

    public DataFrame Repartition(int numPartitions) => Partitioned("repartition", numPartitions, []);

    public DataFrame Repartition(params Column[] partitionExprs) => Hinted("repartition", "repartition", partitionExprs);

    public DataFrame Repartition(int numPartitions, params Column[] partitionExprs) => Partitioned("repartition", numPartitions, partitionExprs);

    public DataFrame RepartitionByRange(params Column[] partitionExprs) => Hinted("repartitionByRange", "repartition_by_range", partitionExprs);

    public DataFrame RepartitionByRange(int numPartitions, params Column[] partitionExprs) =>
        Partitioned("repartitionByRange", numPartitions, partitionExprs, "repartition_by_range");

    public DataFrame Coalesce(int numPartitions) => Partitioned("coalesce", numPartitions, []);

    public DataFrameNaFunctions Na() => new(this);

    public DataFrameStatFunctions Stat() => new(this);

    public DataFrameWriter Write()
    {
        if (schema.IsStreaming)
        {
            throw SparkCall.Failure("write", SparkException.Analysis("CALL_ON_STREAMING_DATASET_UNSUPPORTED",
                "[CALL_ON_STREAMING_DATASET_UNSUPPORTED] The method `write` can not be called on streaming Dataset/DataFrame."));
        }

        return new DataFrameWriter(this);
    }

    /// <param name="table">Name of the table to write.</param>
    [Since("3.0.0")]
    public DataFrameWriterV2 WriteTo(string table) => schema.IsStreaming
        ? throw SparkCall.Failure("writeTo", SparkException.Analysis("CALL_ON_STREAMING_DATASET_UNSUPPORTED",
            "[CALL_ON_STREAMING_DATASET_UNSUPPORTED] The method `writeTo` can not be called on streaming Dataset/DataFrame."))
        : new DataFrameWriterV2(this, table);

    public DataStreamWriter WriteStream() => schema.IsStreaming
        ? new DataStreamWriter(this)
        : throw SparkCall.Failure("writeStream", SparkException.Analysis("WRITE_STREAM_NOT_ALLOWED",
            "[WRITE_STREAM_NOT_ALLOWED] `writeStream` can be called only on streaming Dataset/DataFrame."));

    void IHasOrigin.NoteOrigin(Origin origin)
    {
        if (!plan.Origin.IsKnown)
        {
            plan = plan with { Origin = origin };
        }
    }

    internal static DataFrame Create(SparkSession session, string method, Func<P.LogicalPlan> build) => SparkCall.Invoke(session, method, client =>
    {
        P.LogicalPlan identified = build() with { PlanId = ProgramState.Current.NextPlanId() };
        return new DataFrame(session, identified, client.Analyze(identified));
    });

    internal DataFrame With(string method, Func<P.LogicalPlan> build) => Create(Session, method, build);

    internal DataFrame Hinted(string method, string name, IEnumerable<object> parameters) =>
        With(method, () => new P.Hint(plan, name, parameters.Select(ExternalValues.ToExpression).ToSeq()));

    private static Seq<E.Expression> Expressions(IEnumerable<Column> columns) => columns.Select(column => column.Expression).ToSeq();

    private static Column[] Named(string first, string[] others) => others.Prepend(first).Select(name => Column.Named(name)).ToArray();

    private DataFrame Set(string method, DataFrame other, P.SetOperationType type, bool isAll) =>
        With(method, () => new P.SetOperation(plan, other.plan, type, isAll));

    private DataFrame Partitioned(string method, int count, Column[] by, string hint = null) => count > 0
        ? Hinted(method, hint ?? method, [count, .. by])
        : throw SparkCall.Failure(method, SparkException.IllegalArgument($"requirement failed: Number of partitions ({count}) must be positive."));

    private DataFrame Join(DataFrame right, E.Expression condition, Seq<string> usingColumns, string joinType) =>
        With("join", () => new P.Join(plan, right.plan, condition, JoinKind(joinType), usingColumns));

    /// <summary>Spark's names for join types, in any case, with or without underscores.</summary>
    private static P.JoinType JoinKind(string joinType) => joinType.ToLowerInvariant().Replace("_", "", StringComparison.Ordinal) switch
    {
        "inner" => P.JoinType.Inner,
        "outer" or "full" or "fullouter" => P.JoinType.FullOuter,
        "leftouter" or "left" => P.JoinType.LeftOuter,
        "rightouter" or "right" => P.JoinType.RightOuter,
        "leftsemi" or "semi" => P.JoinType.LeftSemi,
        "leftanti" or "anti" => P.JoinType.LeftAnti,
        "cross" => P.JoinType.Cross,
        _ => throw SparkException.IllegalArgument(
            $"Unsupported join type '{joinType}'. Supported join types include: 'inner', 'outer', 'full', 'fullouter', 'full_outer', 'leftouter', 'left', 'left_outer', 'rightouter', 'right', 'right_outer', 'leftsemi', 'left_semi', 'semi', 'leftanti', 'left_anti', 'anti', 'cross'."),
    };
}
