namespace Grader.Engine.Sql;

/// <content>
/// Which words are names. Without ANSI mode Spark reserves none: a word is a name wherever its keyword could not stand, so what follows decides.
/// </content>
internal abstract partial class ExpressionParser
{
    // The only words that Spark does not take for the alias of a table.
    private static readonly HashSet<string> StrictNonReserved = new(StringComparer.OrdinalIgnoreCase)
    {
        "ANTI", "CROSS", "EXCEPT", "FULL", "INNER", "INTERSECT", "JOIN", "LATERAL", "LEFT", "MINUS", "NATURAL", "ON", "RIGHT", "SEMI", "UNION", "USING",
    };

    // Words that go on with the query after a relation or a select item.
    private static readonly HashSet<string> Clauses = new(StringComparer.OrdinalIgnoreCase)
    {
        "FROM", "WHERE", "HAVING", "LIMIT", "OFFSET", "SELECT", "AS", "GROUP", "ORDER", "SORT", "CLUSTER", "DISTRIBUTE", "WINDOW", "PIVOT", "UNPIVOT", "TABLESAMPLE",
    };

    // Words that go on with an expression.
    private static readonly HashSet<string> Operators = new(StringComparer.OrdinalIgnoreCase)
    {
        "AND", "OR", "NOT", "IS", "IN", "BETWEEN", "LIKE", "ILIKE", "RLIKE", "REGEXP", "DIV", "THEN", "WHEN", "ELSE", "END", "ASC", "DESC", "NULLS", "FILTER", "OVER", "ESCAPE",
    };

    /// <summary>Whether an alias of a select item stands here.</summary>
    protected bool IsAliasHere() => Current.Kind == SqlTokenKind.QuotedIdentifier
        || (Current.Kind == SqlTokenKind.Word && (StrictNonReserved.Contains(Current.Text) || Operators.Contains(Current.Text) ? EndsHere(Peek()) : !IsClauseHere()));

    protected bool IsTableAliasHere() => Current.Kind == SqlTokenKind.QuotedIdentifier
        || (Current.Kind == SqlTokenKind.Word && !StrictNonReserved.Contains(Current.Text) && !IsClauseHere());

    /// <summary>Whether a name of a table or its alias may stand here.</summary>
    protected bool IsStrictIdentifierHere() => Current.Kind == SqlTokenKind.QuotedIdentifier
        || (Current.Kind == SqlTokenKind.Word && !StrictNonReserved.Contains(Current.Text));

    private bool IsClauseHere() => Clauses.Contains(Current.Text) && Current.Text.ToUpperInvariant() switch
    {
        "GROUP" or "ORDER" or "SORT" or "CLUSTER" or "DISTRIBUTE" => Peek().IsWord("BY"),
        "WINDOW" => Peek(2).IsWord("AS"),
        "PIVOT" or "TABLESAMPLE" => Peek().IsSymbol("("),
        "UNPIVOT" => Peek().IsSymbol("(") || Peek(2).IsWord("NULLS"),
        // With nothing, or another clause, behind it the word is a name.
        "WHERE" or "HAVING" => !EndsHere(Peek()) && !(Peek(2).IsWord("BY") && (Peek().IsWord("GROUP") || Peek().IsWord("ORDER"))),
        "FROM" => !EndsHere(Peek()) && !(Peek().IsWord("FROM") && !EndsHere(Peek(2))),
        _ => !EndsHere(Peek()),
    };

    private static bool EndsHere(SqlToken token) => token.Kind == SqlTokenKind.End || token.IsSymbol(",") || token.IsSymbol(")") || token.IsSymbol(";");

    /// <summary>
    /// Whether the parenthesis here opens a query, not an expression, a relation or a list. After further parentheses, what follows the inner pair decides:
    /// a set operation or an ordering makes a query of it.
    /// </summary>
    protected bool IsQueryAhead()
    {
        int open = position;
        while (open + 1 < tokens.Count && tokens[open + 1].IsSymbol("("))
        {
            int close = Matching(open + 1);
            SqlToken after = tokens[Math.Min(close + 1, tokens.Count - 1)];
            if (!after.IsSymbol(")"))
            {
                return after.IsWord("UNION") || after.IsWord("EXCEPT") || after.IsWord("MINUS") || after.IsWord("INTERSECT") || after.IsWord("ORDER")
                    || after.IsWord("SORT") || after.IsWord("LIMIT") || after.IsWord("OFFSET");
            }

            open++;
        }

        SqlToken first = tokens[Math.Min(open + 1, tokens.Count - 1)], second = tokens[Math.Min(open + 2, tokens.Count - 1)];
        bool opens = first.IsWord("SELECT") || first.IsWord("WITH") || first.IsWord("VALUES") || first.IsWord("FROM") || first.IsWord("TABLE");
        return opens && !EndsHere(second) && (second.Kind != SqlTokenKind.Symbol || second.Text is "(" or "*" or "-" or "+");
    }

    private int Matching(int open)
    {
        closing ??= Parentheses();
        return closing[open];
    }

    // Place of the closing parenthesis of each opening one; the end where there is none.
    private int[]? closing;

    private int[] Parentheses()
    {
        int[] places = [.. Enumerable.Repeat(tokens.Count - 1, tokens.Count)];
        var open = new Stack<int>();
        for (int i = 0; i < tokens.Count; i++)
        {
            if (tokens[i].IsSymbol("("))
            {
                open.Push(i);
            }
            else if (tokens[i].IsSymbol(")") && open.TryPop(out int start))
            {
                places[start] = i;
            }
        }

        return places;
    }
}
