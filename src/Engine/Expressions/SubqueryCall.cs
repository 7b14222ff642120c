using Grader.Engine.Analysis;
using Grader.Plans;
using Grader.Plans.Types;

namespace Grader.Engine.Expressions;

public enum SubqueryKind { Scalar, Exists, In }

/// <summary>A query inside an expression.</summary>
/// <param name="Plan">The query; where it uses the outer row it has <see cref="OuterReference"/>s with the ids of <paramref name="Parameters"/>.</param>
/// <param name="Values">What IN looks for; as many as the query has columns, and of the same types.</param>
/// <param name="Outer">The outer row's values for the parameters, in their order.</param>
public sealed record SubqueryCall(SubqueryKind Kind, ResolvedPlan Plan, Seq<ResolvedExpression> Values, Seq<long> Parameters, Seq<ResolvedExpression> Outer) : ResolvedExpression
{
    public override DataType Type => Kind == SubqueryKind.Scalar ? Plan.Output[0].Type : new BooleanType();

    public override bool Nullable => Kind switch
    {
        SubqueryKind.Scalar => true,
        SubqueryKind.Exists => false,
        _ => Values.Any(v => v.Nullable) || Plan.Output.Any(a => a.Nullable),
    };

    public override Seq<ResolvedExpression> Children => [.. Values, .. Outer];

    public override ResolvedExpression MapChildren(Func<ResolvedExpression, ResolvedExpression> map)
    {
        Seq<ResolvedExpression> values = Values.MapUnchanged(map), outer = Outer.MapUnchanged(map);
        return values.IsSameAs(Values) && outer.IsSameAs(Outer) ? this : this with { Values = values, Outer = outer };
    }
}

/// <summary>A column of the outer query inside a sub-query: a parameter, bound anew for every outer row.</summary>
public sealed record OuterReference(string Name, DataType DataType, bool IsNullable, long Id) : ResolvedExpression
{
    public override DataType Type => DataType;

    public override bool Nullable => IsNullable;
}

/// <summary><c>grouping(c)</c> and <c>grouping_id(…)</c> until GROUP BY says which bits they are.</summary>
public sealed record GroupingCall(string Name, Seq<ResolvedExpression> Arguments) : ResolvedExpression
{
    public override DataType Type => Name == "grouping" ? new ByteType() : new LongType();

    public override bool Nullable => false;

    public override Seq<ResolvedExpression> Children => Arguments;

    public override ResolvedExpression MapChildren(Func<ResolvedExpression, ResolvedExpression> map) =>
        Arguments.MapUnchanged(map) is var arguments && arguments.IsSameAs(Arguments) ? this : this with { Arguments = arguments };
}

/// <summary>An entry of the same select list by its alias, while the list is resolved; the name is only for printing.</summary>
public sealed record LateralAliasReference(string Name, ResolvedExpression Child) : ResolvedExpression
{
    public override DataType Type => Child.Type;

    public override bool Nullable => Child.Nullable;

    public override Seq<ResolvedExpression> Children => [Child];

    public override ResolvedExpression MapChildren(Func<ResolvedExpression, ResolvedExpression> map) =>
        map(Child) is var child && ReferenceEquals(child, Child) ? this : this with { Child = child };
}
