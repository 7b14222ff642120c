using Grader.Plans;
using Grader.Plans.Expressions;

namespace Grader.Engine.Sql.Syntax;

/// <summary><c>f(x) OVER w</c> until <c>WINDOW w AS (…)</c> says what w is.</summary>
internal sealed record NamedWindowExpression(Expression Function, string Window) : Expression
{
    public override Seq<Expression> Children => [Function];

    public override Expression MapChildren(Func<Expression, Expression> map) =>
        map(Function) is var function && ReferenceEquals(function, Function) ? this : this with { Function = function };
}
