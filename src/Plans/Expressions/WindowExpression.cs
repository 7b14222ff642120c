namespace Grader.Plans.Expressions;

/// <summary><c>f(x) OVER (PARTITION BY … ORDER BY … frame)</c>.</summary>
public sealed record WindowExpression(Expression Function, WindowSpecification Window) : Expression
{
    public override Seq<Expression> Children => [Function, .. Window.PartitionBy, .. Window.OrderBy];

    public override Expression MapChildren(Func<Expression, Expression> map)
    {
        Expression function = map(Function);
        Seq<Expression> partition = Window.PartitionBy.MapUnchanged(map);
        Seq<SortOrder> order = Window.OrderBy.MapUnchanged(key => (SortOrder)map(key));
        return ReferenceEquals(function, Function) && partition.IsSameAs(Window.PartitionBy) && order.IsSameAs(Window.OrderBy)
            ? this
            : this with { Function = function, Window = Window with { PartitionBy = partition, OrderBy = order } };
    }
}

/// <summary><c>f(x) IGNORE NULLS</c>.</summary>
public sealed record IgnoreNulls(UnresolvedFunction Function) : Expression
{
    public override Seq<Expression> Children => [Function];

    public override Expression MapChildren(Func<Expression, Expression> map) =>
        map(Function) is UnresolvedFunction function && !ReferenceEquals(function, Function) ? this with { Function = function } : this;
}

/// <summary>Which rows a window function sees, and in which order.</summary>
/// <param name="Frame">Null where the program gives none.</param>
public sealed record WindowSpecification(Seq<Expression> PartitionBy, Seq<SortOrder> OrderBy, WindowFrame? Frame);

public enum WindowFrameType { Rows, Range }

public sealed record WindowFrame(WindowFrameType Type, WindowFrameBound Lower, WindowFrameBound Upper);

public enum WindowFrameBoundKind { UnboundedPreceding, Preceding, CurrentRow, Following, UnboundedFollowing }

/// <param name="Offset">How far, for PRECEDING and FOLLOWING; null for the others. A program's own distances are FOLLOWING, negative ones too.</param>
public sealed record WindowFrameBound(WindowFrameBoundKind Kind, Expression? Offset = null);
