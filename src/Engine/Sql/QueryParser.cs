using Grader.Engine.Expressions;
using Grader.Engine.Sql.Syntax;
using Grader.Plans;
using Grader.Plans.Expressions;
using Grader.Plans.Logical;

namespace Grader.Engine.Sql;

/// <summary>Queries over the expression grammar: WITH, set operations, SELECT, and what orders and cuts their rows.</summary>
internal sealed partial class QueryParser(string query) : ExpressionParser(query)
{
    private const int MaxQueryDepth = 50;

    private static readonly HashSet<string> OtherStatements = new(StringComparer.OrdinalIgnoreCase)
    {
        "ADD", "ALTER", "ANALYZE", "CACHE", "CLEAR", "COMMENT", "CREATE", "DELETE", "DESC", "DESCRIBE", "DROP", "EXPLAIN", "INSERT", "LIST", "LOAD", "MERGE", "MSCK",
        "REFRESH", "REPAIR", "RESET", "SET", "SHOW", "TRUNCATE", "UNCACHE", "UPDATE", "USE",
    };

    private int queryDepth;

    /// <summary>A query, or another statement.</summary>
    public LogicalPlan Statement() => Current.Kind == SqlTokenKind.Word && OtherStatements.Contains(Current.Text)
            && (Peek().Kind != SqlTokenKind.End || Current.IsWord("SET") || Current.IsWord("RESET"))
        ? Command()
        : Query();

    /// <summary><c>[WITH …] term {UNION … term} [ORDER BY …] [LIMIT n] [OFFSET n]</c></summary>
    public override LogicalPlan Query()
    {
        if (++queryDepth > MaxQueryDepth)
        {
            throw SparkException.Parse(null, $"Queries are nested more than {MaxQueryDepth} levels deep, which is more than this engine parses.");
        }

        List<KeyValuePair<string, LogicalPlan>> ctes = TakeWord("WITH") ? Ctes() : [];
        LogicalPlan plan = Ordered(SetOperations());
        queryDepth--;
        return ctes.Count == 0 ? plan : new WithCtes(plan, ctes.ToSeq());
    }

    private List<KeyValuePair<string, LogicalPlan>> Ctes()
    {
        List<KeyValuePair<string, LogicalPlan>> ctes = [];
        do
        {
            int at = Current.Start;
            string name = Identifier();
            Seq<string> columns = Current.IsSymbol("(") && !IsQueryAhead() ? IdentifierList() : [];
            TakeWord("AS");
            Expect("(");
            LogicalPlan query = Query();
            Expect(")");
            if (ctes.Exists(cte => cte.Key.Equals(name, StringComparison.OrdinalIgnoreCase)))
            {
                throw SqlSyntax.At(text, at, "DUPLICATED_CTE_NAMES", $"CTE definition can't have duplicate names: `{name}`.");
            }

            ctes.Add(KeyValuePair.Create(name, columns.Count == 0 ? query : new ColumnAliases(query, columns)));
        }
        while (TakeSymbol(","));
        return ctes;
    }

    private LogicalPlan SetOperations()
    {
        LogicalPlan left = Intersections();
        while (TakeWord("UNION") || TakeWord("EXCEPT") || TakeWord("MINUS"))
        {
            SetOperationType type = Peek(-1).IsWord("UNION") ? SetOperationType.Union : SetOperationType.Except;
            bool all = All();
            left = new SetOperation(left, Intersections(), type, all);
        }

        return left;
    }

    private LogicalPlan Intersections()
    {
        LogicalPlan left = Term();
        while (TakeWord("INTERSECT"))
        {
            bool all = All();
            left = new SetOperation(left, Term(), SetOperationType.Intersect, all);
        }

        return left;
    }

    private bool All()
    {
        bool all = TakeWord("ALL");
        if (!all)
        {
            TakeWord("DISTINCT");
        }

        return all;
    }

    private LogicalPlan Term()
    {
        if (TakeSymbol("("))
        {
            LogicalPlan inner = Query();
            Expect(")");
            return inner;
        }

        if (TakeWord("VALUES"))
        {
            return Aliased(Values());
        }

        if (Current.IsWord("TABLE") && Peek().Kind is SqlTokenKind.Word or SqlTokenKind.QuotedIdentifier)
        {
            position++;
            return new NamedTable(TableName());
        }

        if (TakeWord("FROM"))
        {
            LogicalPlan relation = From();
            ExpectWord("SELECT");
            return Select(relation);
        }

        ExpectWord("SELECT");
        return Select(null);
    }

    /// <summary>What follows SELECT. Where <paramref name="relation"/> is given, FROM came first.</summary>
    private LogicalPlan Select(LogicalPlan? relation)
    {
        bool distinct = TakeQuantifier("DISTINCT");
        if (!distinct)
        {
            TakeQuantifier("ALL");
        }

        List<Expression> items = [SelectItem()];
        while (TakeSymbol(","))
        {
            items.Add(SelectItem());
        }

        LogicalPlan plan = relation ?? (TakeWord("FROM") ? From() : new OneRowRelation());
        plan = LateralViews(plan);
        if (TakeWord("WHERE"))
        {
            plan = new Filter(plan, Expression());
        }

        plan = Grouped(plan, items.ToSeq());
        if (Current.IsWord("WINDOW") && Peek(2).IsWord("AS"))
        {
            plan = WithWindows(plan, WindowDefinitions());
        }

        return distinct ? new Distinct(plan) : plan;
    }

    // DISTINCT and ALL are names, too: SELECT distinct FROM t.
    private bool TakeQuantifier(string word) =>
        !Peek().IsSymbol(",") && Peek().Kind != SqlTokenKind.End && !Peek().IsSymbol(")") && !(Peek().IsWord("FROM") && !Peek(2).IsWord("FROM")) && TakeWord(word);

    private LogicalPlan Grouped(LogicalPlan plan, Seq<Expression> items)
    {
        if (TakeWords("GROUP", "BY"))
        {
            GroupingClause grouping = Groupings();
            Expression? having = TakeWord("HAVING") ? Expression() : null;
            return new SqlAggregate(plan, GroupType.GroupBy, grouping.Expressions, items, having, grouping.Sets);
        }

        return TakeWord("HAVING")
            ? new SqlAggregate(plan, GroupType.GroupBy, [], items, Expression())
            : new Project(plan, items);
    }

    /// <summary>Rows of constants.</summary>
    private InlineTable Values()
    {
        List<Seq<Expression>> rows = [];
        do
        {
            rows.Add(Row());
        }
        while (TakeSymbol(","));
        return new InlineTable(rows.ToSeq());
    }

    /// <summary>Parentheses around several values make a row; around one they mean nothing.</summary>
    private Seq<Expression> Row()
    {
        Expression item = Expression();
        return item is UnresolvedFunction { Name: FunctionRegistry.Tuple } row ? row.Arguments : [item];
    }

    private LogicalPlan Ordered(LogicalPlan plan)
    {
        bool sorted = false;
        while (true)
        {
            bool isGlobal = TakeWords("ORDER", "BY");
            if (isGlobal || TakeWords("SORT", "BY"))
            {
                plan = sorted ? throw Unexpected() : new Sort(plan, SortItems().ToSeq(), isGlobal);
                sorted = true;
            }
            else if (TakeWords("CLUSTER", "BY"))
            {
                plan = new Sort(plan, Expressions().Select(key => new SortOrder(key, SortDirection.Ascending, NullOrdering.NullsFirst)).ToSeq(), IsGlobal: false);
                sorted = true;
            }
            else if (TakeWords("DISTRIBUTE", "BY"))
            {
                plan = new Hint(plan, "distribute", Expressions().ToSeq());
            }
            else
            {
                break;
            }
        }

        if (Current.IsWord("WINDOW") && Peek(2).IsWord("AS"))
        {
            plan = WithWindows(plan, WindowDefinitions());
        }

        Expression? limit = TakeWord("LIMIT") && !TakeWord("ALL") ? Expression() : null;
        Expression? offset = TakeWord("OFFSET") ? Expression() : null;
        return limit is null && offset is null ? plan : new SqlLimit(plan, limit, offset);
    }
}
