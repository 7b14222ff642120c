using Grader.Engine.Expressions;
using Grader.Plans.Expressions;
using Grader.Plans.Session;
using Grader.Plans.Types;

namespace Grader.Engine.Analysis;

/// <summary>Expressions as a program wrote them, as text: what <c>Column.explain</c> prints and what changed structs are called.</summary>
/// <remarks>Source: the <c>sql</c> and <c>toString</c> of Spark's expressions before analysis.</remarks>
internal static class ExpressionText
{
    private static readonly HashSet<string> Infix = ["+", "-", "*", "/", "%", "<=>", "<", "<=", ">", ">=", "&", "|", "^"];

    /// <summary>SQL without quotes, as in generated names.</summary>
    public static string Pretty(Expression expression) => Of(expression, ExpressionStyle.Pretty);

    public static string Of(Expression expression, ExpressionStyle style)
    {
        string Text(Expression child) => Of(child, style);
        return ExpressionResolver.Parsed(expression) switch
        {
            Literal literal => LiteralText(literal, style),
            UnresolvedAttribute attribute => style == ExpressionStyle.Tree ? $"'{attribute.Name}" : attribute.Name,
            UnresolvedStar star => star.Target is null ? "*" : $"{star.Target}.*",
            UnresolvedRegex regex => regex.Table is null ? $"`{regex.Pattern}`" : $"{regex.Table}.`{regex.Pattern}`",
            UnresolvedFunction call => CallText(call, style),
            Alias alias when style == ExpressionStyle.Pretty => Text(alias.Child),
            Alias { Names: [var name] } alias => $"{Text(alias.Child)} AS {name}",
            Alias alias => $"{Text(alias.Child)} AS ARRAY({string.Join(", ", alias.Names)})",
            Cast cast when style == ExpressionStyle.Tree => $"{(cast.IsTry ? "try_cast" : "cast")}({Text(cast.Child)} as {cast.Type?.SimpleString ?? cast.TypeText})",
            Cast cast => $"{(cast.IsTry ? "TRY_CAST" : "CAST")}({Text(cast.Child)} AS {cast.Type?.Sql ?? cast.TypeText!.ToUpperInvariant()})",
            SortOrder order => $"{Text(order.Child)} {(order.Direction == SortDirection.Descending ? "DESC" : "ASC")} NULLS {(order.NullOrdering == NullOrdering.NullsLast ? "LAST" : "FIRST")}",
            UnresolvedExtractValue { Extraction: Literal { Value: string field } } extract when style != ExpressionStyle.Tree => $"{Text(extract.Child)}.{field}",
            UnresolvedExtractValue extract => $"{Text(extract.Child)}[{Of(extract.Extraction, style == ExpressionStyle.Sql ? ExpressionStyle.Sql : ExpressionStyle.Pretty)}]",
            UpdateFields update => $"update_fields({Text(update.Child)}, {(update.Value is null ? "dropfield()" : $"WithField({Text(update.Value)})")})",
            LambdaFunction lambda => $"lambdafunction({string.Join(", ", lambda.Parameters.Select(p => $"namedlambdavariable({p})").Prepend(Text(lambda.Body)))})",
            UnresolvedNamedLambdaVariable variable => variable.Name,
            IgnoreNulls ignoring => $"{Text(ignoring.Function)} ignore nulls",
            WindowExpression window => $"{Text(window.Function)} OVER ({WindowText(window.Window, style)})",
            var other => other.GetType().Name,
        };
    }

    private static string CallText(UnresolvedFunction call, ExpressionStyle style)
    {
        string[] arguments = [.. call.Arguments.Select(argument => Of(argument, style))];
        return (call.Name, arguments) switch
        {
            ("==", [var left, var right]) => $"({left} = {right})",
            ("and", [var left, var right]) => style == ExpressionStyle.Tree ? $"({left} && {right})" : $"({left} AND {right})",
            ("or", [var left, var right]) => style == ExpressionStyle.Tree ? $"({left} || {right})" : $"({left} OR {right})",
            ("not", [var operand]) => style == ExpressionStyle.Tree ? $"NOT {operand}" : $"(NOT {operand})",
            ("negative", [var operand]) => style == ExpressionStyle.Tree ? $"-{operand}" : $"(- {operand})",
            ("isnull", [var operand]) => style == ExpressionStyle.Tree ? $"isnull({operand})" : $"({operand} IS NULL)",
            ("isnotnull", [var operand]) => style == ExpressionStyle.Tree ? $"isnotnull({operand})" : $"({operand} IS NOT NULL)",
            ("like" or "rlike", [var text, var pattern]) => style == ExpressionStyle.Tree ? $"{text} {call.Name.ToUpperInvariant()} {pattern}" : call.Name == "like" ? $"{text} LIKE {pattern}" : $"RLIKE({text}, {pattern})",
            ("in", [var value, .. var list]) => style == ExpressionStyle.Tree ? $"{value} IN ({string.Join(",", list)})" : $"({value} IN ({string.Join(", ", list)}))",
            ("when", _) => CaseText(arguments),
            (var name, [var left, var right]) when Infix.Contains(name) => $"({left} {name} {right})",
            (var name, _) => $"{name}({(call.IsDistinct ? "DISTINCT " : "")}{string.Join(", ", arguments)})",
        };
    }

    private static string CaseText(string[] arguments)
    {
        string branches = string.Concat(Enumerable.Range(0, arguments.Length / 2).Select(i => $" WHEN {arguments[2 * i]} THEN {arguments[(2 * i) + 1]}"));
        return $"CASE{branches}{(arguments.Length % 2 == 1 ? $" ELSE {arguments[^1]}" : "")} END";
    }

    private static string WindowText(WindowSpecification window, ExpressionStyle style)
    {
        string partition = window.PartitionBy.Count == 0 ? "" : $"PARTITION BY {string.Join(", ", window.PartitionBy.Select(e => Of(e, style)))}";
        string order = window.OrderBy.Count == 0 ? "" : $"ORDER BY {string.Join(", ", window.OrderBy.Select(e => Of(e, style)))}";
        string frame = window.Frame is { } given
            ? $"{(given.Type == WindowFrameType.Rows ? "ROWS" : "RANGE")} BETWEEN {BoundText(given.Lower, style)} AND {BoundText(given.Upper, style)}"
            : "unspecifiedframe$()";
        return string.Join(' ', new[] { partition, order, frame }.Where(part => part.Length > 0));
    }

    private static string BoundText(WindowFrameBound bound, ExpressionStyle style) => bound.Kind switch
    {
        WindowFrameBoundKind.UnboundedPreceding => "UNBOUNDED PRECEDING",
        WindowFrameBoundKind.Preceding => $"{Of(bound.Offset!, style)} PRECEDING",
        WindowFrameBoundKind.CurrentRow => "CURRENT ROW",
        WindowFrameBoundKind.Following => $"{Of(bound.Offset!, style)} FOLLOWING",
        _ => "UNBOUNDED FOLLOWING",
    };

    private static string LiteralText(Literal literal, ExpressionStyle style) => (literal.Value, literal.Type) switch
    {
        (null, _) => style == ExpressionStyle.Tree ? "null" : "NULL",
        (string text, _) when style == ExpressionStyle.Sql => $"'{text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("'", "\\'", StringComparison.Ordinal)}'",
        (_, LongType) when style == ExpressionStyle.Sql => $"{Value(literal)}L",
        (_, DoubleType) when style == ExpressionStyle.Sql => $"{Value(literal)}D",
        (_, DecimalType) when style == ExpressionStyle.Sql => $"{Value(literal)}BD",
        (_, DateType) when style != ExpressionStyle.Tree => $"DATE '{Value(literal)}'",
        (_, TimestampType) when style != ExpressionStyle.Tree => $"TIMESTAMP '{Value(literal)}'",
        _ => Value(literal),
    };

    private static string Value(Literal literal) => ValueText.Of(PlanValues.ToDatum(literal.Value, literal.Type), literal.Type, TimeZoneInfo.Utc);
}
