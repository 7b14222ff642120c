using System.Text;
using Grader.Plans.Expressions;
using Grader.Plans.Types;

namespace Grader.Plans.Logical;

/// <summary>A DataFrame as the program built it: a tree of relations over unresolved expressions.</summary>
/// <remarks>The nodes mirror Spark Connect's <c>spark.connect.Relation</c> one to one, by name. The set is closed.</remarks>
public abstract record LogicalPlan
{
    /// <summary>Levels a plan may have, not counting its expressions' own. Building a deeper one is refused where its node is made.</summary>
    public const int MaxDepth = 1000;

    private int depth;

    /// <exception cref="SparkException">The tree under this node has more than <see cref="MaxDepth"/> levels.</exception>
    private protected LogicalPlan()
    {
        // Positional properties are set before this constructor runs, so the children are there already.
        if (Depth > MaxDepth)
        {
            throw SparkException.IllegalArgument($"The plan is nested more than {MaxDepth} levels deep.");
        }
    }

    // A copy made by "with" may get other children, so it must not inherit the depth.
    protected LogicalPlan(LogicalPlan original) => (PlanId, Origin) = (original.PlanId, original.Origin);

    /// <summary>Identifies the DataFrame within its session, so that <c>df["c"]</c> finds its column; null where nobody refers to it.</summary>
    public long? PlanId { get; init; }

    /// <summary>The student's call that made this node.</summary>
    public Origin Origin { get; init; }

    public abstract Seq<LogicalPlan> Children { get; }

    /// <summary>Relations this node refers to in total: its children, and for <see cref="WithCtes"/> the named queries too.</summary>
    private protected virtual IEnumerable<LogicalPlan> Inputs => Children;

    /// <summary>Levels of the tree, this node included: 1 for a leaf. Not part of equality.</summary>
    public int Depth
    {
        get
        {
            if (depth == 0)
            {
                int below = 0;
                foreach (LogicalPlan input in Inputs)
                {
                    below = Math.Max(below, input.Depth);
                }

                depth = below + 1;
            }

            return depth;
        }
    }

    public virtual bool Equals(LogicalPlan? other) =>
        other is not null && EqualityContract == other.EqualityContract && PlanId == other.PlanId;

    public override int GetHashCode() => HashCode.Combine(EqualityContract, PlanId);

    /// <summary>Prints nothing here: derived records print their own members, and children would come twice.</summary>
    protected virtual bool PrintMembers(StringBuilder builder) => false;

    /// <summary>Rebuilds this node over mapped children; returns this very node when no child changed.</summary>
    public abstract LogicalPlan MapChildren(Func<LogicalPlan, LogicalPlan> map);
}

/// <summary>A relation without input.</summary>
public abstract record LeafPlan : LogicalPlan
{
    private protected LeafPlan() { }

    public sealed override Seq<LogicalPlan> Children => [];

    public sealed override LogicalPlan MapChildren(Func<LogicalPlan, LogicalPlan> map) => this;
}

/// <summary>A relation over one input.</summary>
public abstract record UnaryPlan(LogicalPlan Child) : LogicalPlan
{
    public sealed override Seq<LogicalPlan> Children => [Child];

    public sealed override LogicalPlan MapChildren(Func<LogicalPlan, LogicalPlan> map) =>
        map(Child) is var child && ReferenceEquals(child, Child) ? this : this with { Child = child };
}

/// <summary>A relation over two inputs.</summary>
public abstract record BinaryPlan(LogicalPlan Left, LogicalPlan Right) : LogicalPlan
{
    public sealed override Seq<LogicalPlan> Children => [Left, Right];

    public sealed override LogicalPlan MapChildren(Func<LogicalPlan, LogicalPlan> map)
    {
        LogicalPlan left = map(Left), right = map(Right);
        return ReferenceEquals(left, Left) && ReferenceEquals(right, Right) ? this : this with { Left = left, Right = right };
    }
}

/// <summary>Data read from a source: <c>spark.read</c> or <c>spark.readStream</c>.</summary>
/// <param name="Format">Source name as given (<c>json</c>, <c>socket</c>, …).</param>
/// <param name="Schema">The user's schema; null where none was given.</param>
/// <param name="SchemaText">The schema as DDL text where the program gave text; the engine parses it.</param>
/// <param name="Options">Option names as given, compared without case; later ones win.</param>
public sealed record DataSource(
    string Format, StructType? Schema, string? SchemaText, Seq<Setting> Options, Seq<string> Paths, bool IsStreaming) : LeafPlan;

/// <summary>A temporary view or table by name.</summary>
public sealed record NamedTable(string Name) : LeafPlan;

/// <summary>Rows held in the plan: values as in <see cref="Literal.Value"/>; arrays and structs as Seq&lt;object?&gt;, maps as Seq&lt;KeyValuePair&lt;object?, object?&gt;&gt;.</summary>
public sealed record LocalRelation(StructType Schema, Seq<Seq<object?>> Rows) : LeafPlan;

/// <summary>Rows that the session holds: those of the micro-batch in a <c>foreachBatch</c> function.</summary>
public sealed record CachedRemoteRelation(string RelationId) : LeafPlan;

/// <summary><c>spark.range</c>: <c>id BIGINT</c> from start (in) to end (out).</summary>
public sealed record Range(long Start, long End, long Step) : LeafPlan;

/// <summary>A SQL query text.</summary>
public sealed record Sql(string Query) : LeafPlan;

public enum CatalogOperation { ListDatabases, ListTables, ListFunctions, ListColumns, GetDatabase, GetTable, GetFunction, DatabaseExists, TableExists, FunctionExists, IsCached }

/// <summary>What the session's catalog holds, as rows. Mirrors Spark Connect's <c>Catalog</c>.</summary>
/// <param name="Database">Null for the current one.</param>
/// <param name="Name">A table's or function's name, qualified or not; null where the operation lists.</param>
public sealed record Catalog(CatalogOperation Operation, string? Database, string? Name) : LeafPlan;

/// <summary>One row without columns: SELECT without FROM.</summary>
public sealed record OneRowRelation : LeafPlan;

public sealed record Project(LogicalPlan Child, Seq<Expression> Expressions) : UnaryPlan(Child);

public sealed record Filter(LogicalPlan Child, Expression Condition) : UnaryPlan(Child);

/// <summary>Adds columns or replaces those of the same name; names in pairs with expressions.</summary>
public sealed record WithColumns(LogicalPlan Child, Seq<Alias> Columns) : UnaryPlan(Child);

/// <summary>Renames existing columns; unknown names are ignored.</summary>
public sealed record WithColumnsRenamed(LogicalPlan Child, Seq<Setting> Renames) : UnaryPlan(Child);

/// <summary>Drops columns by name or expression; unknown names are ignored.</summary>
public sealed record Drop(LogicalPlan Child, Seq<Expression> Columns) : UnaryPlan(Child);

/// <summary>Names all columns anew, in order.</summary>
public sealed record ToDF(LogicalPlan Child, Seq<string> Names) : UnaryPlan(Child);

public enum GroupType { GroupBy, Rollup, Cube, Pivot }

/// <summary>Groups and aggregates. The output is the grouping columns, then the aggregates.</summary>
/// <param name="PivotValues">Values of the pivot column; null means "find them", which a stream refuses.</param>
public sealed record Aggregate(
    LogicalPlan Child, GroupType GroupType, Seq<Expression> Groupings, Seq<Expression> Aggregates,
    Expression? PivotColumn = null, Seq<Literal>? PivotValues = null) : UnaryPlan(Child);

/// <summary>A SQL aggregate whose SELECT list is the whole output: grouping columns appear only where selected.</summary>
/// <param name="GroupingSets">For GROUPING SETS; null otherwise.</param>
public sealed record SqlAggregate(
    LogicalPlan Child, GroupType GroupType, Seq<Expression> Groupings, Seq<Expression> SelectList, Expression? Having,
    Seq<Seq<Expression>>? GroupingSets = null) : UnaryPlan(Child);

/// <summary><c>withWatermark(column, delay)</c>.</summary>
public sealed record WithWatermark(LogicalPlan Child, string EventTime, string DelayThreshold) : UnaryPlan(Child);

/// <summary>Drops duplicate rows by the given columns; an empty list means all of them.</summary>
public sealed record Deduplicate(LogicalPlan Child, Seq<string> ColumnNames, bool WithinWatermark = false) : UnaryPlan(Child);

/// <summary>SQL's DISTINCT, which is an aggregation over all columns; <c>DataFrame.distinct()</c> is a <see cref="Deduplicate"/>.</summary>
public sealed record Distinct(LogicalPlan Child) : UnaryPlan(Child);

/// <param name="IsGlobal">False for <c>sortWithinPartitions</c>.</param>
public sealed record Sort(LogicalPlan Child, Seq<SortOrder> Order, bool IsGlobal = true) : UnaryPlan(Child);

public sealed record Limit(LogicalPlan Child, int Count) : UnaryPlan(Child);

public sealed record Offset(LogicalPlan Child, int Count) : UnaryPlan(Child);

public sealed record Sample(LogicalPlan Child, double LowerBound, double UpperBound, bool WithReplacement, long? Seed) : UnaryPlan(Child);

public sealed record SubqueryAlias(LogicalPlan Child, string Alias) : UnaryPlan(Child);

/// <summary>SQL's LATERAL VIEW: joins each row with a generator's rows.</summary>
public sealed record LateralView(LogicalPlan Child, Expression Generator, string Alias, Seq<string> ColumnNames, bool Outer) : UnaryPlan(Child);

/// <summary><c>na.fill</c>: replaces nulls in the columns (all of the value's kind where the list is empty).</summary>
public sealed record NaFill(LogicalPlan Child, Seq<string> Columns, Seq<Literal> Values) : UnaryPlan(Child);

/// <summary><c>na.drop</c>: drops rows with fewer than <paramref name="MinNonNulls"/> non-null values in the columns (null: every one must be there).</summary>
public sealed record NaDrop(LogicalPlan Child, Seq<string> Columns, int? MinNonNulls) : UnaryPlan(Child);

/// <summary><c>observe</c>: the rows as they are, while metrics of them are kept under a name.</summary>
public sealed record CollectMetrics(LogicalPlan Child, string Name, Seq<Expression> Metrics) : UnaryPlan(Child);

/// <summary>A hint that never changes rows: repartition, coalesce, broadcast, cache.</summary>
public sealed record Hint(LogicalPlan Child, string Name, Seq<Expression> Parameters) : UnaryPlan(Child);

public enum JoinType { Inner, LeftOuter, RightOuter, FullOuter, LeftSemi, LeftAnti, Cross }

/// <summary>A join on a condition, or on columns of the same name (<paramref name="UsingColumns"/>).</summary>
public sealed record Join(LogicalPlan Left, LogicalPlan Right, Expression? Condition, JoinType JoinType, Seq<string> UsingColumns) : BinaryPlan(Left, Right);

public enum SetOperationType { Union, Intersect, Except }

public sealed record SetOperation(LogicalPlan Left, LogicalPlan Right, SetOperationType Type, bool IsAll, bool ByName = false, bool AllowMissingColumns = false) : BinaryPlan(Left, Right);

/// <summary>SQL's WITH: names for queries used in the child.</summary>
public sealed record WithCtes(LogicalPlan Child, Seq<KeyValuePair<string, LogicalPlan>> Ctes) : UnaryPlan(Child)
{
    private protected override IEnumerable<LogicalPlan> Inputs => Ctes.Select(cte => cte.Value).Prepend(Child);
}
