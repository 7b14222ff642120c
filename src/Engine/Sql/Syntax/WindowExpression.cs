using Grader.Plans;
using Grader.Plans.Expressions;

namespace Grader.Engine.Sql.Syntax;

/// <summary><c>f(x) OVER (PARTITION BY … ORDER BY … frame)</c>.</summary>
internal sealed record WindowExpression(Expression Function, WindowSpecification Window) : Expression
{
    public override Seq<Expression> Children => [Function, .. Window.PartitionBy, .. Window.OrderBy];

    public override Expression MapChildren(Func<Expression, Expression> map)
    {
        Expression function = map(Function);
        Seq<Expression> partition = Window.PartitionBy.MapUnchanged(map);
        Seq<Expression> order = Window.OrderBy.MapUnchanged(map);
        return ReferenceEquals(function, Function) && partition.IsSameAs(Window.PartitionBy) && order.IsSameAs(Window.OrderBy)
            ? this
            : this with { Function = function, Window = Window with { PartitionBy = partition, OrderBy = order } };
    }
}

/// <summary><c>f(x) OVER w</c> until <c>WINDOW w AS (…)</c> says what w is.</summary>
internal sealed record NamedWindowExpression(Expression Function, string Window) : Expression
{
    public override Seq<Expression> Children => [Function];

    public override Expression MapChildren(Func<Expression, Expression> map) =>
        map(Function) is var function && ReferenceEquals(function, Function) ? this : this with { Function = function };
}

/// <summary><c>f(x) IGNORE NULLS</c>.</summary>
internal sealed record IgnoreNulls(UnresolvedFunction Function) : Expression
{
    public override Seq<Expression> Children => [Function];

    public override Expression MapChildren(Func<Expression, Expression> map) =>
        map(Function) is UnresolvedFunction function && !ReferenceEquals(function, Function) ? this with { Function = function } : this;
}

/// <param name="OrderBy">All of them <see cref="SortOrder"/>.</param>
/// <param name="Frame">Null where the text gives none.</param>
internal sealed record WindowSpecification(Seq<Expression> PartitionBy, Seq<Expression> OrderBy, WindowFrame? Frame);

internal enum WindowFrameType { Rows, Range }

internal sealed record WindowFrame(WindowFrameType Type, WindowFrameBound Lower, WindowFrameBound Upper);

internal enum WindowFrameBoundKind { UnboundedPreceding, Preceding, CurrentRow, Following, UnboundedFollowing }

/// <param name="Offset">How far, for PRECEDING and FOLLOWING; null for the others.</param>
internal sealed record WindowFrameBound(WindowFrameBoundKind Kind, Expression? Offset = null);
