using Grader.Engine.Expressions;
using Grader.Engine.Text;

namespace Grader.Engine.Analysis;

/// <summary>"Did you mean": up to five columns, nearest name first (Spark's orderSuggestedIdentifiersBySimilarity).</summary>
internal static class ColumnSuggestions
{
    private const int MaxSuggestions = 5;

    /// <remarks>Spark orders the candidates by name and id before it sorts by distance, since they come from a set.</remarks>
    public static IEnumerable<string> For(string name, IEnumerable<AttributeReference> candidates)
    {
        List<AttributeReference> ordered = [.. candidates.DistinctBy(a => (a.Id, a.Name)).OrderBy(a => a.Name, StringComparer.Ordinal).ThenBy(a => a.Id)];
        bool sameQualifier = ordered.Select(a => string.Join(".", a.Qualifier)).Distinct().Count() <= 1;
        return ordered
            .Select(a => ColumnNames.Quote(sameQualifier ? [a.Name] : [.. a.Qualifier, a.Name]))
            .OrderBy(candidate => EditDistance.Of(name, candidate))
            .Take(MaxSuggestions);
    }
}
