using Grader.Engine.Expressions;
using Grader.Plans;

namespace Grader.Engine.Analysis;

/// <summary>A resolved entry of a select list with its name; several names only for a generator.</summary>
internal sealed record SelectItem(ResolvedExpression Expression, Seq<string> Names, bool IsAliased)
{
    public Origin Origin { get; init; }

    public string Name => Names[0];

    public static SelectItem Of(ResolvedExpression expression, string name) => expression is NamedExpression named
        ? new SelectItem(named.Child, [named.Name], IsAliased: true)
        : new SelectItem(expression, [name], IsAliased: false);

    public SelectItem Map(Func<ResolvedExpression, ResolvedExpression> map) => this with { Expression = map(Expression) };

    /// <summary>An attribute stays itself; an alias of one passes its metadata on; any other expression has none (spark-semantics 2.7).</summary>
    public ResolvedExpression ToNamed(ExpressionIdSource ids) => Expression is AttributeReference attribute
        ? IsAliased ? new NamedExpression(attribute, Name, ids.Next(), attribute.Metadata) { Origin = Origin } : attribute with { Name = Name }
        : new NamedExpression(Expression, Name, ids.Next(), TimeWindowing.MetadataOf(Expression)) { Origin = Origin };
}
