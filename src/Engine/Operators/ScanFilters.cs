using Grader.Engine.Analysis;
using Grader.Engine.Expressions;

namespace Grader.Engine.Operators;

/// <summary>
/// Which rows a file scan hands out under the filters right above it. Spark pushes simple comparisons, and the "is not null" that follows from a
/// condition, into the reader, so rows that fail them are not counted as input (DataSourceStrategy.translateFilter, InferFiltersFromConstraints).
/// </summary>
internal static class ScanFilters
{
    private static readonly HashSet<string> Comparisons = ["==", "=", "<=>", "<", "<=", ">", ">="];

    /// <summary>The test that a row must pass to be counted; null where every row does. For one thread.</summary>
    public static Func<Datum[], bool>? Test(IReadOnlyList<ResolvedExpression> conditions, IReadOnlyList<AttributeReference> columns, QueryContext context)
    {
        List<ResolvedExpression> conjuncts = [.. conditions.SelectMany(Conjuncts)];
        List<Evaluator> pushed = [.. conjuncts.Where(IsPushed).Select(conjunct => ExpressionCompiler.Compile(conjunct, columns, context.Evaluation))];
        var positions = columns.Select((column, i) => (column.Id, i)).ToDictionary(pair => pair.Id, pair => pair.i);
        int[] notNull = [.. conjuncts.SelectMany(NullIntolerance.NotNullColumns).Select(a => a.Id).Distinct().Where(positions.ContainsKey).Select(id => positions[id])];
        return pushed.Count == 0 && notNull.Length == 0
            ? null
            : row => Array.TrueForAll(notNull, i => !row[i].IsNull) && pushed.TrueForAll(test => test(row) is { IsNull: false, Boolean: true });
    }

    private static IEnumerable<ResolvedExpression> Conjuncts(ResolvedExpression expression) =>
        expression is FunctionCall { Function.Name: "and" } and ? and.Arguments.SelectMany(Conjuncts) : [expression];

    private static bool IsPushed(ResolvedExpression expression) => expression is FunctionCall call && call.Function.Name switch
    {
        "and" or "or" or "not" => call.Arguments.All(IsPushed),
        "isnull" or "isnotnull" => call.Arguments[0] is AttributeReference,
        "like" => call.Arguments is [AttributeReference, Constant { Value.IsNull: false } pattern, ..] && IsSimplified(pattern.Value.String),
        "startswith" or "endswith" or "contains" => call.Arguments is [AttributeReference, var text] && IsConstant(text),
        "in" => call.Arguments[0] is AttributeReference && call.Arguments.Skip(1).All(IsConstant),
        var name when Comparisons.Contains(name) =>
            (call.Arguments[0] is AttributeReference && IsConstant(call.Arguments[1])) || (IsConstant(call.Arguments[0]) && call.Arguments[1] is AttributeReference),
        _ => false,
    };

    /// <summary>Patterns that Spark turns into a test of the start, the end, a part or the whole (LikeSimplification).</summary>
    private static bool IsSimplified(string pattern)
    {
        string middle = pattern.Trim('%');
        bool hasInner = middle.Contains('%', StringComparison.Ordinal);
        return middle.Length > 0 && !pattern.Contains('_', StringComparison.Ordinal) && !pattern.Contains('\\', StringComparison.Ordinal)
            && pattern.Length - middle.Length <= 2 && (!hasInner || (pattern.Length == middle.Length && middle.Count(c => c == '%') == 1));
    }

    private static bool IsConstant(ResolvedExpression expression) => expression is Constant || (expression is CastExpression cast && IsConstant(cast.Child));
}
