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

    /// <summary>A column of this frame.</summary>
    public Column this[string columnName] => Col(columnName);

    internal SparkSession Session { get; }

    internal P.LogicalPlan Plan => plan;

    internal T.StructType PlanSchema => schema.Schema;

    /// <summary>A column of this frame, which stays apart from columns of the same name in other frames.</summary>
    public Column Col(string colName) => Column.Named(colName, plan.PlanId);

    /// <summary>The frame of these columns and expressions.</summary>
    public DataFrame Select(params Column[] columns) => With("select", () => new P.Project(plan, Expressions(columns)));

    /// <inheritdoc cref="Select(Column[])"/>
    public DataFrame Select(string column, params string[] columns) => Select(Named(column, columns));

    /// <summary>The frame of these expressions, written as in SQL.</summary>
    public DataFrame SelectExpr(params string[] expressions) =>
        With("selectExpr", () => new P.Project(plan, expressions.Select(text => (E.Expression)new E.ExpressionString(text)).ToSeq()));

    /// <summary>The rows for which a condition holds: not those for which it is null.</summary>
    public DataFrame Filter(Column condition) => With("filter", () => new P.Filter(plan, condition.Expression));

    /// <inheritdoc cref="Filter(Column)"/>
    public DataFrame Filter(string conditionExpr) => With("filter", () => new P.Filter(plan, new E.ExpressionString(conditionExpr)));

    /// <summary>The rows for which a condition holds: not those for which it is null.</summary>
    public DataFrame Where(Column condition) => Filter(condition);

    /// <inheritdoc cref="Where(Column)"/>
    public DataFrame Where(string conditionExpr) => Filter(conditionExpr);

    /// <summary>The frame with a column added at its end, or replaced in its place where the name is there already.</summary>
    public DataFrame WithColumn(string colName, Column col) =>
        With("withColumn", () => new P.WithColumns(plan, [new E.Alias(col.Expression, colName)]));

    /// <summary>The frame with a column under another name; as it is where there is no such column.</summary>
    public DataFrame WithColumnRenamed(string existingName, string newName) =>
        With("withColumnRenamed", () => new P.WithColumnsRenamed(plan, [new(existingName, newName)]));

    /// <summary>The frame without these columns. Names that are not there are passed over.</summary>
    public DataFrame Drop(params string[] colNames) =>
        With("drop", () => new P.Drop(plan, Expressions(colNames.Select(name => Column.Named(name)))));

    /// <inheritdoc cref="Drop(string[])"/>
    public DataFrame Drop(Column col) => With("drop", () => new P.Drop(plan, [col.Expression]));

    /// <summary>The same columns again.</summary>
    public DataFrame ToDF() => With("toDF", () => new P.ToDF(plan, Columns().ToSeq()));

    /// <inheritdoc cref="ToDF()"/>
    public DataFrame ToDF(params string[] colNames) => With("toDF", () => new P.ToDF(plan, colNames.ToSeq()));

    /// <summary>One column <c>value</c>: each row as a JSON object.</summary>
    public DataFrame ToJSON() =>
        With("toJSON", () => new P.Project(plan, [Functions.ToJson(Functions.Struct(Functions.Col("*"))).Alias("value").Expression]));

    /// <summary>Groups the rows, for aggregates over each group.</summary>
    public RelationalGroupedDataset GroupBy(params Column[] columns) => new(this, P.GroupType.GroupBy, Expressions(columns));

    /// <inheritdoc cref="GroupBy(Column[])"/>
    public RelationalGroupedDataset GroupBy(string column, params string[] columns) => GroupBy(Named(column, columns));

    /// <summary>Groups the rows by the columns, by all but the last, and so on down to none; the missing ones are null.</summary>
    public RelationalGroupedDataset Rollup(params Column[] columns) => new(this, P.GroupType.Rollup, Expressions(columns));

    /// <inheritdoc cref="Rollup(Column[])"/>
    public RelationalGroupedDataset Rollup(string column, params string[] columns) => Rollup(Named(column, columns));

    /// <summary>Groups the rows by every subset of the columns; the missing ones are null.</summary>
    public RelationalGroupedDataset Cube(params Column[] columns) => new(this, P.GroupType.Cube, Expressions(columns));

    /// <inheritdoc cref="Cube(Column[])"/>
    public RelationalGroupedDataset Cube(string column, params string[] columns) => Cube(Named(column, columns));

    /// <summary>Aggregates over all rows: one row.</summary>
    public DataFrame Agg(Column expr, params Column[] exprs) => GroupBy().Agg(expr, exprs);

    /// <summary>Declares the column of the event time, and how late events may come: state that is older than the latest event time less this delay is dropped, and so are events for it. Must stand before the aggregation it is for.</summary>
    public DataFrame WithWatermark(string eventTime, string delayThreshold) =>
        With("withWatermark", () => new P.WithWatermark(plan, eventTime, delayThreshold));

    /// <summary>Joins two frames: on the named columns, which then appear once, or on a condition. Types are those of SQL: <c>inner</c>, <c>left_outer</c>, <c>right_outer</c>, <c>full_outer</c>, <c>left_semi</c>, <c>left_anti</c>, <c>cross</c>.</summary>
    public DataFrame Join(DataFrame right) => Join(right, null, [], "inner");

    /// <inheritdoc cref="Join(DataFrame)"/>
    public DataFrame Join(DataFrame right, string usingColumn) => Join(right, null, [usingColumn], "inner");

    /// <inheritdoc cref="Join(DataFrame)"/>
    public DataFrame Join(DataFrame right, Column joinExpr, string joinType = "inner") => Join(right, joinExpr.Expression, [], joinType);

    /// <inheritdoc cref="Join(DataFrame)"/>
    public DataFrame Join(DataFrame right, IEnumerable<string> usingColumns, string joinType = "inner") =>
        Join(right, null, usingColumns.ToSeq(), joinType);

    /// <summary>Each row of the one with each row of the other.</summary>
    public DataFrame CrossJoin(DataFrame right) => Join(right, null, [], "cross");

    /// <summary>The rows of both, duplicates included; columns go by their position.</summary>
    public DataFrame Union(DataFrame other) => Set("union", other, P.SetOperationType.Union, isAll: true);

    /// <summary>The rows of both, duplicates included; columns go by their names.</summary>
    public DataFrame UnionByName(DataFrame other) => UnionByName(other, false);

    /// <inheritdoc cref="UnionByName(DataFrame)"/>
    public DataFrame UnionByName(DataFrame other, bool allowMissingColumns) => With(
        "unionByName", () => new P.SetOperation(plan, other.plan, P.SetOperationType.Union, true, true, allowMissingColumns));

    /// <summary>The rows that both have, once each.</summary>
    public DataFrame Intersect(DataFrame other) => Set("intersect", other, P.SetOperationType.Intersect, isAll: false);

    /// <summary>The rows that both have, as often as in the one that has them less often.</summary>
    public DataFrame IntersectAll(DataFrame other) => Set("intersectAll", other, P.SetOperationType.Intersect, isAll: true);

    /// <summary>The rows that the other does not have, once each.</summary>
    public DataFrame Except(DataFrame other) => Set("except", other, P.SetOperationType.Except, isAll: false);

    /// <summary>The rows of this one, less one for each equal row of the other.</summary>
    public DataFrame ExceptAll(DataFrame other) => Set("exceptAll", other, P.SetOperationType.Except, isAll: true);

    /// <summary>Each row once. On a stream it keeps all rows seen so far in its state, unless a watermark bounds it.</summary>
    public DataFrame Distinct() => With("distinct", () => new P.Deduplicate(plan, []));

    /// <summary>One row for each combination of values of these columns, or of all.</summary>
    public DataFrame DropDuplicates() => With("dropDuplicates", () => new P.Deduplicate(plan, []));

    /// <inheritdoc cref="DropDuplicates()"/>
    public DataFrame DropDuplicates(string col, params string[] cols) => With("dropDuplicates", () => new P.Deduplicate(plan, [col, .. cols]));

    /// <summary>The rows sorted. On a stream only after an aggregation in complete mode.</summary>
    public DataFrame OrderBy(params Column[] columns) => Sort(columns);

    /// <inheritdoc cref="OrderBy(Column[])"/>
    public DataFrame OrderBy(string column, params string[] columns) => Sort(column, columns);

    /// <summary>The rows sorted. On a stream only after an aggregation in complete mode.</summary>
    public DataFrame Sort(params Column[] columns) => With("sort", () => new P.Sort(plan, columns.Select(column => column.ToSortOrder()).ToSeq()));

    /// <inheritdoc cref="Sort(Column[])"/>
    public DataFrame Sort(string column, params string[] columns) => Sort(Named(column, columns));

    /// <summary>The rows sorted within each partition.</summary>
    public DataFrame SortWithinPartitions(params Column[] columns) =>
        With("sortWithinPartitions", () => new P.Sort(plan, columns.Select(column => column.ToSortOrder()).ToSeq(), IsGlobal: false));

    /// <inheritdoc cref="SortWithinPartitions(Column[])"/>
    public DataFrame SortWithinPartitions(string column, params string[] columns) => SortWithinPartitions(Named(column, columns));

    /// <summary>So many rows at most.</summary>
    public DataFrame Limit(int n) => With("limit", () => new P.Limit(plan, n));

    /// <summary>About this fraction of the rows, by chance.</summary>
    public DataFrame Sample(double fraction, bool withReplacement = false, long? seed = null) =>
        With("sample", () => new P.Sample(plan, 0, fraction, withReplacement, seed));

    /// <summary>The frame under a name that columns can be called by: <c>name.column</c>.</summary>
    public DataFrame Alias(string alias) => With("alias", () => new P.SubqueryAlias(plan, alias));

    /// <summary>The frame under a name that columns can be called by: <c>name.column</c>.</summary>
    public DataFrame As(string alias) => Alias(alias);

    /// <summary>What a function makes of this frame, for calls in a chain.</summary>
    public DataFrame Transform(Func<DataFrame, DataFrame> func) => func(this);

    /// <summary>A hint to the optimizer, which changes no result.</summary>
    public DataFrame Hint(string name, object[] parameters = null) => Hinted("hint", name, parameters ?? []);

    /// <summary>Distributes the rows anew, which changes no result here.</summary>
    public DataFrame Repartition(int numPartitions) => Partitioned("repartition", numPartitions, []);

    /// <inheritdoc cref="Repartition(int)"/>
    public DataFrame Repartition(params Column[] partitionExprs) => Hinted("repartition", "repartition", partitionExprs);

    /// <inheritdoc cref="Repartition(int)"/>
    public DataFrame Repartition(int numPartitions, params Column[] partitionExprs) => Partitioned("repartition", numPartitions, partitionExprs);

    /// <summary>Distributes the rows anew by ranges, which changes no result here.</summary>
    public DataFrame RepartitionByRange(params Column[] partitionExprs) => Hinted("repartitionByRange", "repartition_by_range", partitionExprs);

    /// <inheritdoc cref="RepartitionByRange(Column[])"/>
    public DataFrame RepartitionByRange(int numPartitions, params Column[] partitionExprs) =>
        Partitioned("repartitionByRange", numPartitions, partitionExprs, "repartition_by_range");

    /// <summary>Fewer partitions, which changes no result here.</summary>
    public DataFrame Coalesce(int numPartitions) => Partitioned("coalesce", numPartitions, []);

    /// <summary>Functions for rows with nulls.</summary>
    public DataFrameNaFunctions Na() => new(this);

    /// <summary>Statistics over columns.</summary>
    public DataFrameStatFunctions Stat() => new(this);

    /// <summary>Writes the frame to files or tables.</summary>
    public DataFrameWriter Write()
    {
        if (schema.IsStreaming)
        {
            throw SparkCall.Failure("write", SparkException.Analysis("CALL_ON_STREAMING_DATASET_UNSUPPORTED",
                "[CALL_ON_STREAMING_DATASET_UNSUPPORTED] The method `write` can not be called on streaming Dataset/DataFrame."));
        }

        return new DataFrameWriter(this);
    }

    /// <summary>Starts to describe how the rows go into a table. Refused for a stream.</summary>
    /// <param name="table">Name of the table to write.</param>
    [Since("3.0.0")]
    public DataFrameWriterV2 WriteTo(string table) => schema.IsStreaming
        ? throw SparkCall.Failure("writeTo", SparkException.Analysis("CALL_ON_STREAMING_DATASET_UNSUPPORTED",
            "[CALL_ON_STREAMING_DATASET_UNSUPPORTED] The method `writeTo` can not be called on streaming Dataset/DataFrame."))
        : new DataFrameWriterV2(this, table);

    /// <summary>Runs a streaming frame: where its results go, how often, in which mode.</summary>
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
