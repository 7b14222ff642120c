using Grader.Plans;
using Grader.Plans.Expressions;
using Grader.Plans.Logical;

namespace Grader.Engine.Sql.Syntax;

/// <summary>A query in parentheses where a value stands.</summary>
internal sealed record ScalarSubquery(LogicalPlan Query) : Expression;

/// <summary><c>EXISTS (query)</c>.</summary>
internal sealed record ExistsSubquery(LogicalPlan Query) : Expression;

/// <summary><c>a IN (query)</c> and <c>(a, b) IN (query)</c>.</summary>
internal sealed record InSubquery(Seq<Expression> Values, LogicalPlan Query) : Expression
{
    public override Seq<Expression> Children => Values;

    public override Expression MapChildren(Func<Expression, Expression> map) =>
        Values.MapUnchanged(map) is var values && values.IsSameAs(Values) ? this : this with { Values = values };
}

/// <summary>A column of the input by its place, from 0: what an ordinal in ORDER BY means.</summary>
internal sealed record OrdinalReference(int Index) : Expression;
