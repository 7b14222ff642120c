using System.Diagnostics;
using Grader.Plans.Types;

namespace Grader.Engine.Expressions;

/// <summary>Expressions as SQL text: the names Spark generates for columns (toPrettySQL), and the text that messages quote (spark-semantics 9.1).</summary>
public static class PrettySql
{
    /// <summary>Strings without quotes, implicit casts invisible.</summary>
    public static string Of(ResolvedExpression expression) => expression switch
    {
        AttributeReference attribute => attribute.Name,
        Constant constant => ConstantText(constant),
        NamedExpression named => $"{Of(named.Child)} AS {named.Name}",
        CastExpression { IsImplicit: true } cast => Of(cast.Child),
        CastExpression cast => $"{(cast.IsTry ? "TRY_CAST" : "CAST")}({Of(cast.Child)} AS {cast.DataType.Sql})",
        FunctionCall call => call.Function.Text is { } text
            ? text(call, [.. call.Arguments.Select(Of)])
            : $"{call.Function.Name}({string.Join(", ", call.Arguments.Select(Of))})",
        AggregateCall call => AggregateText(call),
        UserDefinedCall call => $"{call.Function.Name}({string.Join(", ", call.Arguments.Select(Of))})",
        GeneratorCall call => $"{call.Function.Name}({string.Join(", ", call.Arguments.Select(Of))})",
        TimeWindow => "window",
        SessionWindow => "session_window",
        Lambda lambda => $"lambdafunction({Of(lambda.Body)}, {string.Join(", ", lambda.Parameters.Select(Of))})",
        SortKey key => $"{Of(key.Child)} {(key.Descending ? "DESC" : "ASC")} NULLS {(key.NullsLast ? "LAST" : "FIRST")}",
        WindowFunctionCall call => call.Function.Text ?? $"{call.Function.Name}({string.Join(", ", call.Arguments.Select(Of))}){(call.IgnoresNulls ? " ignore nulls" : "")}",
        WindowCall window => $"{Of(window.Function)} OVER {WindowText(window)}",
        SubqueryCall { Kind: SubqueryKind.In } subquery =>
            $"({(subquery.Values.Count == 1 ? Of(subquery.Values[0]) : $"named_struct({string.Join(", ", subquery.Values.Select(v => $"{Of(v)}, {Of(v)}"))})")} IN (listquery({string.Join(", ", subquery.Outer.Select(Of))})))",
        SubqueryCall subquery => $"{(subquery.Kind == SubqueryKind.Scalar ? "scalarsubquery" : "exists")}({string.Join(", ", subquery.Outer.Select(Of))})",
        LateralAliasReference alias => $"lateralAliasReference({alias.Name})",
        OuterReference outer => $"outer({outer.Name})",
        GroupingCall call => $"{call.Name}({string.Join(", ", call.Arguments.Select(Of))})",
        _ => throw new UnreachableException(expression.GetType().Name),
    };

    /// <summary>A window specification with its parentheses.</summary>
    public static string WindowText(WindowCall window)
    {
        string partition = window.Partition.Count == 0 ? "" : $"PARTITION BY {string.Join(", ", window.Partition.Select(Of))} ";
        string order = window.Order.Count == 0 ? "" : $"ORDER BY {string.Join(", ", window.Order.Select(Of))} ";
        return $"({partition}{order}{window.Frame.Sql})";
    }

    private static string ConstantText(Constant constant)
    {
        if (constant.Value.IsNull)
        {
            return "NULL";
        }

        string text = ValueText.Of(constant.Value, constant.DataType, TimeZoneInfo.Utc);
        return constant.DataType switch
        {
            TimestampType => $"TIMESTAMP '{text}'",
            TimestampNtzType => $"TIMESTAMP_NTZ '{text}'",
            DateType => $"DATE '{text}'",
            BinaryType => $"X'{Convert.ToHexString(constant.Value.Binary)}'",
            _ => text,
        };
    }

    private static string AggregateText(AggregateCall call)
    {
        string[] printed = [.. call.Arguments.Select(Of)];
        string arguments = call.Function.Text?.Invoke(printed) ?? string.Join(", ", printed);
        string text = $"{call.Function.Name}({(call.IsDistinct ? "DISTINCT " : "")}{arguments})";
        return call.Filter is null ? text : $"{text} FILTER (WHERE {Of(call.Filter)})";
    }
}
