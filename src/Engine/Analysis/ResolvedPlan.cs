using Grader.Engine.Expressions;
using Grader.Plans;
using Grader.Plans.Logical;
using Grader.Plans.Types;

namespace Grader.Engine.Analysis;

/// <summary>A plan after analysis: every expression is resolved, every node knows its output attributes. The set of nodes is closed.</summary>
/// <remarks>Outputs are computed, never stored, so that <c>with</c> cannot leave a stale one behind.</remarks>
public abstract record ResolvedPlan
{
    /// <summary>Levels and nodes a plan may have. Views, frames and common table expressions stand for whole plans, so small texts can mean large ones.</summary>
    private const int MaxDepth = 1000, MaxNodes = 20_000;

    private (int Depth, long Nodes) extent;

    private protected ResolvedPlan() { }

    // A copy made by "with" may get other children, so it must not inherit the extent.
    protected ResolvedPlan(ResolvedPlan original) => (Origin, PlanIds) = (original.Origin, original.PlanIds);

    /// <summary>Levels of the tree and its nodes, this one included; a plan that is used twice counts twice.</summary>
    internal (int Depth, long Nodes) Extent
    {
        get
        {
            if (extent.Depth == 0)
            {
                int depth = 0;
                long nodes = 0;
                foreach (ResolvedPlan child in Children)
                {
                    depth = Math.Max(depth, child.Extent.Depth);
                    nodes += child.Extent.Nodes;
                }

                extent = (depth + 1, nodes + 1);
            }

            return extent;
        }
    }

    /// <exception cref="SparkException">The plan is deeper or larger than this engine runs.</exception>
    internal ResolvedPlan WithinLimits() => Extent.Depth > MaxDepth ? throw AnalysisErrors.TooDeep("query")
        : Extent.Nodes > MaxNodes ? throw AnalysisErrors.TooLarge(MaxNodes)
        : this;

    public abstract Seq<ResolvedPlan> Children { get; }

    public abstract Seq<AttributeReference> Output { get; }

    /// <summary>The student's call that made this node.</summary>
    public Origin Origin { get; init; }

    /// <summary>Ids of the DataFrames that this node stands for, so that <c>df["c"]</c> finds its column.</summary>
    public Seq<long> PlanIds { get; init; }

    public bool IsStreaming => this is StreamingRelation || Children.Any(child => child.IsStreaming);

    public StructType Schema => new(Output.Select(a => new StructField(a.Name, a.Type, a.Nullable)).ToSeq());

    public abstract ResolvedPlan MapChildren(Func<ResolvedPlan, ResolvedPlan> map);
}

public abstract record ResolvedLeaf : ResolvedPlan
{
    private protected ResolvedLeaf() { }

    public sealed override Seq<ResolvedPlan> Children => [];

    public sealed override ResolvedPlan MapChildren(Func<ResolvedPlan, ResolvedPlan> map) => this;
}

public abstract record ResolvedUnary(ResolvedPlan Child) : ResolvedPlan
{
    public sealed override Seq<ResolvedPlan> Children => [Child];

    public override Seq<AttributeReference> Output => Child.Output;

    public sealed override ResolvedPlan MapChildren(Func<ResolvedPlan, ResolvedPlan> map) =>
        map(Child) is var child && ReferenceEquals(child, Child) ? this : this with { Child = child };
}

public abstract record ResolvedBinary(ResolvedPlan Left, ResolvedPlan Right) : ResolvedPlan
{
    public sealed override Seq<ResolvedPlan> Children => [Left, Right];

    public sealed override ResolvedPlan MapChildren(Func<ResolvedPlan, ResolvedPlan> map)
    {
        ResolvedPlan left = map(Left), right = map(Right);
        return ReferenceEquals(left, Left) && ReferenceEquals(right, Right) ? this : this with { Left = left, Right = right };
    }
}

/// <summary>A streaming source. The same relation used twice in a plan is one source; see <paramref name="SourceId"/>.</summary>
/// <param name="SourceId">Identity of the <c>readStream…load()</c> call within the session.</param>
/// <param name="Format">Lower-case format.</param>
/// <param name="DataSchema">All columns, those of folders included.</param>
public sealed record StreamingRelation(
    long SourceId, string Format, StructType DataSchema, CaseInsensitiveOptions Options, string? Path, Seq<AttributeReference> Attributes) : ResolvedLeaf
{
    /// <summary>Which columns are looked at, by position; empty for all. The others may be left null.</summary>
    public Seq<bool> RequiredColumns { get; init; }

    public override Seq<AttributeReference> Output => Attributes;
}

/// <summary>Files read as a batch.</summary>
public sealed record FileRelation(string Format, CaseInsensitiveOptions Options, Seq<string> Paths, Seq<AttributeReference> Attributes) : ResolvedLeaf
{
    /// <summary>The columns that folders <c>column=value</c> stand for.</summary>
    public Seq<string> PartitionColumns { get; init; }

    /// <summary>Which columns are looked at, by position; empty for all. The others may be left null.</summary>
    public Seq<bool> RequiredColumns { get; init; }

    public override Seq<AttributeReference> Output => Attributes;
}

/// <summary>Rows of the plan itself.</summary>
public sealed record LocalRows(Seq<AttributeReference> Attributes, Seq<Datum[]> Rows) : ResolvedLeaf
{
    public bool Equals(LocalRows? other) => other is not null && base.Equals(other) && Attributes == other.Attributes && Rows.Count == other.Rows.Count
        && Enumerable.Range(0, Rows.Count).All(i => Rows[i].Length == other.Rows[i].Length && Rows[i].Zip(other.Rows[i]).All(pair => DatumComparer.Identical(pair.First, pair.Second)));

    public override int GetHashCode() => HashCode.Combine(base.GetHashCode(), Attributes, Rows.Count);

    public override Seq<AttributeReference> Output => Attributes;
}

/// <summary>The rows that a memory sink holds at the moment of execution.</summary>
public sealed record MemorySinkRelation(string QueryName, Seq<AttributeReference> Attributes) : ResolvedLeaf
{
    public override Seq<AttributeReference> Output => Attributes;
}

/// <summary>Computes columns: each expression is an <see cref="AttributeReference"/> or a <see cref="NamedExpression"/>.</summary>
public sealed record ProjectPlan(ResolvedPlan Child, Seq<ResolvedExpression> Expressions) : ResolvedUnary(Child)
{
    /// <summary>The select list that USING or NATURAL puts above a join: names may reach behind it.</summary>
    public bool IsUsingJoin { get; init; }

    public override Seq<AttributeReference> Output => Expressions.Select(OutputAttribute.Of).ToSeq();
}

public sealed record FilterPlan(ResolvedPlan Child, ResolvedExpression Condition) : ResolvedUnary(Child);

/// <summary>One output row per projection per input row: sliding windows, cube and rollup.</summary>
public sealed record ExpandPlan(ResolvedPlan Child, Seq<Seq<ResolvedExpression>> Projections, Seq<AttributeReference> Attributes) : ResolvedUnary(Child)
{
    public override Seq<AttributeReference> Output => Attributes;
}

/// <summary>Joins each row with its generator's rows.</summary>
public sealed record GeneratePlan(ResolvedPlan Child, GeneratorCall Generator, Seq<AttributeReference> GeneratorOutput) : ResolvedUnary(Child)
{
    public override Seq<AttributeReference> Output => [.. Child.Output, .. GeneratorOutput];
}

/// <summary>Groups by <paramref name="Groupings"/> (attributes or named expressions) and computes <paramref name="Aggregates"/>, the whole output.</summary>
public sealed record AggregatePlan(ResolvedPlan Child, Seq<ResolvedExpression> Groupings, Seq<ResolvedExpression> Aggregates) : ResolvedUnary(Child)
{
    public override Seq<AttributeReference> Output => Aggregates.Select(OutputAttribute.Of).ToSeq();
}

/// <summary>Observes event time and marks the attribute with its delay; the marked attribute is in <see cref="Output"/>.</summary>
/// <param name="DelayMs">Milliseconds, months counted as 31 days.</param>
public sealed record EventTimeWatermark(ResolvedPlan Child, AttributeReference EventTime, long DelayMs) : ResolvedUnary(Child)
{
    public override Seq<AttributeReference> Output => Child.Output.Select(a =>
        a with { Metadata = a.Metadata with { WatermarkDelayMs = a.Id == EventTime.Id ? DelayMs : null } }).ToSeq();
}

/// <summary>Adds a column per window call; all of them have the same partition and order.</summary>
/// <param name="Windows">Each names a <see cref="WindowCall"/>.</param>
public sealed record WindowPlan(ResolvedPlan Child, Seq<NamedExpression> Windows) : ResolvedUnary(Child)
{
    public override Seq<AttributeReference> Output => [.. Child.Output, .. Windows.Select(w => w.ToAttribute())];
}

/// <summary>Adds a column per call of a program's function.</summary>
/// <param name="Calls">Each names a <see cref="UserDefinedCall"/> without another one inside.</param>
public sealed record BatchEvalUdfPlan(ResolvedPlan Child, Seq<NamedExpression> Calls) : ResolvedUnary(Child)
{
    public override Seq<AttributeReference> Output => [.. Child.Output, .. Calls.Select(call => call.ToAttribute())];
}

/// <summary>Joins each row with the rows of a query that uses it.</summary>
/// <param name="Right">The query as a call whose outer values are columns of the child.</param>
/// <param name="RightOutput">The query's columns under ids of their own.</param>
public sealed record LateralJoinPlan(ResolvedPlan Child, SubqueryCall Right, ResolvedExpression? Condition, JoinType JoinType, Seq<AttributeReference> RightOutput) : ResolvedUnary(Child)
{
    public override Seq<AttributeReference> Output =>
        [.. Child.Output, .. RightOutput.Select(a => JoinType == JoinType.LeftOuter ? a with { IsNullable = true } : a)];
}

public sealed record DeduplicatePlan(ResolvedPlan Child, Seq<AttributeReference> Keys, bool WithinWatermark) : ResolvedUnary(Child);

/// <summary>SELECT DISTINCT before it becomes an aggregate over all columns.</summary>
public sealed record DistinctPlan(ResolvedPlan Child) : ResolvedUnary(Child);

public sealed record SortPlan(ResolvedPlan Child, Seq<SortKey> Order, bool IsGlobal) : ResolvedUnary(Child);

public sealed record LimitPlan(ResolvedPlan Child, int Count) : ResolvedUnary(Child);

public sealed record OffsetPlan(ResolvedPlan Child, int Count) : ResolvedUnary(Child);

public sealed record SamplePlan(ResolvedPlan Child, double LowerBound, double UpperBound, bool WithReplacement, long Seed) : ResolvedUnary(Child);

/// <summary>A name for a sub-plan: its attributes are addressed by it.</summary>
public sealed record SubqueryAliasPlan(ResolvedPlan Child, string Alias) : ResolvedUnary(Child)
{
    public override Seq<AttributeReference> Output => Child.Output.Select(a => a with { Qualifier = [Alias] }).ToSeq();
}

public sealed record JoinPlan(ResolvedPlan Left, ResolvedPlan Right, JoinType JoinType, ResolvedExpression? Condition) : ResolvedBinary(Left, Right)
{
    public override Seq<AttributeReference> Output => JoinType switch
    {
        JoinType.LeftSemi or JoinType.LeftAnti => Left.Output,
        _ => [.. Left.Output.Select(a => JoinType is JoinType.RightOuter or JoinType.FullOuter ? a with { IsNullable = true } : a),
            .. Right.Output.Select(a => JoinType is JoinType.LeftOuter or JoinType.FullOuter ? a with { IsNullable = true } : a)],
    };
}

/// <summary>UNION ALL: both sides have the same number of columns and the same types.</summary>
public sealed record UnionPlan(ResolvedPlan Left, ResolvedPlan Right, Seq<AttributeReference> Attributes) : ResolvedBinary(Left, Right)
{
    public override Seq<AttributeReference> Output => Attributes;
}

/// <summary>INTERSECT or EXCEPT, with or without ALL.</summary>
public sealed record SetOperationPlan(ResolvedPlan Left, ResolvedPlan Right, SetOperationType Type, bool IsAll) : ResolvedBinary(Left, Right)
{
    public override Seq<AttributeReference> Output => Left.Output;
}

internal static class OutputAttribute
{
    public static AttributeReference Of(ResolvedExpression expression) => expression switch
    {
        AttributeReference attribute => attribute,
        NamedExpression named => named.ToAttribute(),
        _ => throw new System.Diagnostics.UnreachableException(expression.GetType().Name),
    };
}
