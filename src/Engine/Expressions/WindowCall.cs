using Grader.Plans;
using Grader.Plans.Types;

namespace Grader.Engine.Expressions;

/// <summary>A function over the rows around each row; stands only in a Window operator after analysis.</summary>
/// <param name="Function">A <see cref="WindowFunctionCall"/> or an <see cref="AggregateCall"/>. It is no child, so that nobody takes it for a grouped aggregate.</param>
public sealed record WindowCall(ResolvedExpression Function, Seq<ResolvedExpression> Partition, Seq<SortKey> Order, ResolvedFrame Frame) : ResolvedExpression
{
    public override DataType Type => Function.Type;

    public override bool Nullable => Function.Nullable;

    public override Seq<ResolvedExpression> Children =>
        [.. Function.Children, .. Partition, .. Order, .. Frame.Bounds];

    public override ResolvedExpression MapChildren(Func<ResolvedExpression, ResolvedExpression> map) => new WindowCall(
        Function.MapChildren(map), Partition.MapUnchanged(map), Order.Select(key => (SortKey)map(key)).ToSeq(), Frame.Map(map))
    {
        Origin = Origin,
    };
}

/// <summary>Which rows of its partition a row sees.</summary>
/// <param name="IsRange">Bounds are distances of order values, and equal rows count as one; otherwise they count rows.</param>
public sealed record ResolvedFrame(bool IsRange, FrameBound Lower, FrameBound Upper)
{
    public static ResolvedFrame Everything { get; } = new(IsRange: false, FrameBound.UnboundedPreceding, FrameBound.UnboundedFollowing);

    public static ResolvedFrame UpToCurrentRow(bool isRange) => new(isRange, FrameBound.UnboundedPreceding, FrameBound.CurrentRow);

    public string Sql => $"{(IsRange ? "RANGE" : "ROWS")} BETWEEN {Lower.Sql} AND {Upper.Sql}";

    internal IEnumerable<ResolvedExpression> Bounds =>
        new[] { Lower.Value, Upper.Value }.OfType<ResolvedExpression>();

    internal ResolvedFrame Map(Func<ResolvedExpression, ResolvedExpression> map) => this with
    {
        Lower = Lower.Value is null ? Lower : Lower with { Value = map(Lower.Value) },
        Upper = Upper.Value is null ? Upper : Upper with { Value = map(Upper.Value) },
    };
}

/// <param name="Sql">As Spark prints it.</param>
/// <param name="Rows">For ROWS: how many rows after the current one, negative for before; null where unbounded.</param>
/// <param name="Value">For RANGE with a distance: the order value at the bound, over the current row.</param>
public sealed record FrameBound(string Sql, long? Rows, ResolvedExpression? Value = null)
{
    public static FrameBound UnboundedPreceding { get; } = new("UNBOUNDED PRECEDING", null);

    public static FrameBound UnboundedFollowing { get; } = new("UNBOUNDED FOLLOWING", null);

    public static FrameBound CurrentRow { get; } = new("CURRENT ROW", 0);
}

/// <summary>A call of a function that exists only over windows.</summary>
public sealed record WindowFunctionCall(WindowFunction Function, Seq<ResolvedExpression> Arguments, ResultType Result, bool IgnoresNulls) : ResolvedExpression
{
    public override DataType Type => Result.Type;

    public override bool Nullable => Result.Nullable;

    public override Seq<ResolvedExpression> Children => Arguments;

    public override ResolvedExpression MapChildren(Func<ResolvedExpression, ResolvedExpression> map) =>
        Arguments.MapUnchanged(map) is var arguments && arguments.IsSameAs(Arguments) ? this : this with { Arguments = arguments };
}

/// <summary>A function of window specifications only.</summary>
/// <param name="Frame">The frame that the function has whatever the specification says; null where the specification's counts.</param>
/// <param name="Text">Null prints <c>name(a, b)</c>.</param>
/// <param name="Evaluation">Values for the rows of a partition, in order.</param>
public sealed record WindowFunction(
    string Name, TypeRule TypeRule, Func<WindowFunctionCall, ResolvedFrame?> Frame, string? Text, bool IsOffset, Func<WindowFunctionCall, WindowPartition, IEnumerable<Datum>> Evaluation,
    string Documentation)
{
    public bool Equals(WindowFunction? other) => ReferenceEquals(this, other);

    public override int GetHashCode() => System.Runtime.CompilerServices.RuntimeHelpers.GetHashCode(this);
}

/// <summary>A partition as window functions see it: rows in order, by index from 0.</summary>
/// <param name="Count">Rows.</param>
/// <param name="PeersOf">First row equal to a row by the order, and one past the last.</param>
/// <param name="FrameOf">First row of a row's frame, and one past the last.</param>
/// <param name="Argument">Value of an argument at a row.</param>
public sealed record WindowPartition(int Count, Func<int, (int Start, int End)> PeersOf, Func<int, (int Start, int End)> FrameOf, Func<int, int, Datum> Argument);
