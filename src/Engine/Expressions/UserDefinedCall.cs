using Grader.Plans;
using Grader.Plans.Types;

namespace Grader.Engine.Expressions;

/// <summary>A function of the program's own. Its code is in the program's process; the engine knows its type alone.</summary>
/// <param name="Id">Names the code to the program.</param>
internal sealed record UserDefinedFunction(string Name, int Id, DataType ReturnType, bool IsDeterministic);

/// <summary>
/// A call of a function of the program's. It is not evaluated row by row: <see cref="Analysis.UserDefinedCalls"/> takes it out of the operator that it stands
/// in and gives it an operator of its own.
/// </summary>
internal sealed record UserDefinedCall(UserDefinedFunction Function, Seq<ResolvedExpression> Arguments) : ResolvedExpression
{
    public override DataType Type => Function.ReturnType;

    public override bool Nullable => true;

    public override Seq<ResolvedExpression> Children => Arguments;

    public override ResolvedExpression MapChildren(Func<ResolvedExpression, ResolvedExpression> map) =>
        Arguments.MapUnchanged(map) is var arguments && arguments.AsImmutableArray() == Arguments.AsImmutableArray()
            ? this
            : this with { Arguments = arguments };
}
