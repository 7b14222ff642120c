using Grader.Engine.Sql;
using Grader.Plans.Expressions;

namespace Grader.Engine.Tests.Sql;

public class OperatorPrecedenceTests
{
    [Theory]
    [InlineData("a OR b AND c", "(a or (b and c))")]
    [InlineData("a AND NOT b = c", "(a and not((b == c)))")]
    [InlineData("NOT a AND b", "(not(a) and b)")]
    [InlineData("NOT NOT a", "not(not(a))")]
    [InlineData("! a = b", "(not(a) == b)")]
    [InlineData("a + b * c - d", "((a + (b * c)) - d)")]
    [InlineData("a - b - c", "((a - b) - c)")]
    [InlineData("a / b * c % d", "(((a / b) * c) % d)")]
    [InlineData("a DIV b + c", "((a div b) + c)")]
    [InlineData("-a * b", "(negative(a) * b)")]
    [InlineData("- - a", "negative(negative(a))")]
    [InlineData("~a & b", "(~(a) & b)")]
    [InlineData("a | b ^ c & d", "(a | (b ^ (c & d)))")]
    [InlineData("a & b + c", "(a & (b + c))")]
    [InlineData("a || b = c", "((a concat b) == c)")]
    [InlineData("a = b IS NULL", "isnull((a == b))")]
    [InlineData("a < b AND c >= d OR e <=> f", "(((a < b) and (c >= d)) or (e <=> f))")]
    [InlineData("a != b", "not((a == b))")]
    [InlineData("a <> b", "not((a == b))")]
    [InlineData("a BETWEEN b AND c AND d", "(((a >= b) and (a <= c)) and d)")]
    [InlineData("a NOT BETWEEN b AND c", "not(((a >= b) and (a <= c)))")]
    [InlineData("a IN (b, c) OR d", "(in(a, b, c) or d)")]
    [InlineData("a NOT IN (b)", "not((a in b))")]
    [InlineData("a LIKE b AND c", "((a like b) and c)")]
    [InlineData("a IS NOT NULL AND b", "(isnotnull(a) and b)")]
    [InlineData("a + b IS NULL", "isnull((a + b))")]
    [InlineData("(a + b) * c", "((a + b) * c)")]
    [InlineData("a.b[c] + d", "(a.b[c] + d)")]
    [InlineData("f(a)[b].c", "f(a)[b][c]")]
    [InlineData("CASE WHEN a THEN b ELSE c END + d", "(when(a, b, c) + d)")]
    public void Operators_bind_as_in_Spark(string text, string tree) => Assert.Equal(tree, Print(SqlParser.ParseExpression(text)));

    private static string Print(Expression expression) => expression switch
    {
        UnresolvedFunction { Arguments: [var left, var right] } call when call.Name != "when" && (!char.IsLetter(call.Name[0])
            || call.Name is "and" or "or" or "div" or "concat" or "like" or "in") => $"({Print(left)} {call.Name} {Print(right)})",
        UnresolvedFunction call => $"{call.Name}({string.Join(", ", call.Arguments.Select(Print))})",
        UnresolvedAttribute attribute => attribute.Name,
        UnresolvedExtractValue extract => $"{Print(extract.Child)}[{Print(extract.Extraction)}]",
        Literal literal => $"{literal.Value}",
        _ => expression.ToString(),
    };
}
