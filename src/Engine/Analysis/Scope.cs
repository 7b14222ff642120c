using System.Collections.Immutable;
using Grader.Engine.Expressions;
using Grader.Plans;

namespace Grader.Engine.Analysis;

/// <summary>The columns that names may mean at one place of a plan.</summary>
/// <param name="Attributes">Output of the operator's inputs, in order.</param>
/// <param name="Fallback">Where names are looked for that are not there: columns that an operator below still has.</param>
/// <param name="AggregateInput">Where arguments of aggregate functions are looked for first: HAVING and ORDER BY over an aggregate.</param>
internal sealed record Scope(Seq<AttributeReference> Attributes, Scope? Fallback = null, Scope? AggregateInput = null)
{
    /// <summary>Parameters of the enclosing lambdas, inner ones last.</summary>
    public ImmutableArray<AttributeReference> Variables { get; init; } = [];

    /// <summary>Names that entries of the select list before this one were given (lateral column aliases), after Spark's rule: a column of the input wins.</summary>
    public ImmutableArray<(string Name, ResolvedExpression Value)> LateralAliases { get; init; } = [];

    /// <summary>
    /// Finds the attribute that the leading parts name (AttributeSeq.resolve): qualifier and name first, then the name alone.
    /// The parts that are left over name struct fields. The attribute takes the spelling of the reference.
    /// </summary>
    /// <returns>Null where no attribute has the name.</returns>
    public (AttributeReference Attribute, Seq<string> Fields)? Find(string name, Seq<string> parts)
    {
        if (parts.Count > 1)
        {
            List<AttributeReference> qualified = [.. Attributes.Where(a => a.Qualifier.Count > 0
                && ColumnNames.Same(a.Qualifier[^1], parts[0]) && ColumnNames.Same(a.Name, parts[1]))];
            if (qualified.Count > 0)
            {
                return (Single(name, qualified) with { Name = parts[1] }, parts.Skip(2).ToSeq());
            }
        }

        List<AttributeReference> named = [.. Attributes.Where(a => ColumnNames.Same(a.Name, parts[0]))];
        return named.Count == 0 ? Fallback?.Find(name, parts) : (Single(name, named) with { Name = parts[0] }, parts.Skip(1).ToSeq());
    }

    private static AttributeReference Single(string name, List<AttributeReference> candidates) =>
        candidates.DistinctBy(a => a.Id).Count() == 1 ? candidates[0] : throw AnalysisErrors.Ambiguous(name, candidates);
}
