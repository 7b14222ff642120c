using Grader.Engine.Expressions;

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
            .OrderBy(candidate => Distance(name, candidate))
            .Take(MaxSuggestions);
    }

    private static int Distance(string left, string right)
    {
        int[] row = [.. Enumerable.Range(0, right.Length + 1)];
        for (int i = 1; i <= left.Length; i++)
        {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= right.Length; j++)
            {
                int substituted = diagonal + (left[i - 1] == right[j - 1] ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(substituted, Math.Min(row[j], row[j - 1]) + 1);
            }
        }

        return row[^1];
    }
}
