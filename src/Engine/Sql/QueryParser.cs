using System.Globalization;
using Grader.Plans;
using Grader.Plans.Expressions;
using Grader.Plans.Logical;
using Grader.Plans.Types;

namespace Grader.Engine.Sql;

/// <summary>SELECT statements over the expression grammar.</summary>
internal sealed class QueryParser(string text) : ExpressionParser(text)
{
    private const int MaxQueryDepth = 50;

    private int queryDepth;

    /// <summary><c>[WITH …] term {UNION … term} [ORDER BY …] [LIMIT n] [OFFSET n]</c></summary>
    public LogicalPlan Query()
    {
        if (++queryDepth > MaxQueryDepth)
        {
            throw SparkException.Parse(null, $"Queries are nested more than {MaxQueryDepth} levels deep, which is more than this engine parses.");
        }

        List<KeyValuePair<string, LogicalPlan>> ctes = [];
        if (TakeWord("WITH"))
        {
            do
            {
                string name = Identifier();
                TakeWord("AS");
                Expect("(");
                ctes.Add(KeyValuePair.Create(name, Query()));
                Expect(")");
            }
            while (TakeSymbol(","));
        }

        LogicalPlan plan = Ordered(SetOperations());
        queryDepth--;
        return ctes.Count == 0 ? plan : new WithCtes(plan, ctes.ToSeq());
    }

    private LogicalPlan SetOperations()
    {
        LogicalPlan left = Intersections();
        while (TakeWord("UNION") || TakeWord("EXCEPT") || TakeWord("MINUS"))
        {
            SetOperationType type = tokenBefore().IsWord("UNION") ? SetOperationType.Union : SetOperationType.Except;
            bool all = All();
            left = new SetOperation(left, Intersections(), type, all);
        }

        return left;

        SqlToken tokenBefore() => Peek(-1);
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
            return Values();
        }

        ExpectWord("SELECT");
        bool distinct = TakeWord("DISTINCT");
        if (!distinct)
        {
            TakeWord("ALL");
        }

        List<Expression> items = [SelectItem()];
        while (TakeSymbol(","))
        {
            items.Add(SelectItem());
        }

        LogicalPlan plan = TakeWord("FROM") ? From() : new OneRowRelation();
        if (TakeWord("WHERE"))
        {
            plan = new Filter(plan, Expression());
        }

        plan = Grouped(plan, items.ToSeq());
        return distinct ? new Distinct(plan) : plan;
    }

    private LogicalPlan Grouped(LogicalPlan plan, Seq<Expression> items)
    {
        if (TakeWords("GROUP", "BY"))
        {
            GroupType type = Current.IsWord("ROLLUP") && Peek().IsSymbol("(") ? GroupType.Rollup
                : Current.IsWord("CUBE") && Peek().IsSymbol("(") ? GroupType.Cube : GroupType.GroupBy;
            if (type != GroupType.GroupBy)
            {
                Take();
                Expect("(");
            }
            else if (Current.IsWord("GROUPING") && Peek().IsWord("SETS"))
            {
                throw SqlSyntax.Unsupported("GROUPING SETS");
            }

            List<Expression> groupings = [Expression()];
            while (TakeSymbol(","))
            {
                groupings.Add(Expression());
            }

            if (type != GroupType.GroupBy)
            {
                Expect(")");
            }
            else if (TakeWords("WITH", "ROLLUP"))
            {
                type = GroupType.Rollup;
            }
            else if (TakeWords("WITH", "CUBE"))
            {
                type = GroupType.Cube;
            }

            return new SqlAggregate(plan, type, groupings.ToSeq(), items, TakeWord("HAVING") ? Expression() : null);
        }

        return TakeWord("HAVING")
            ? new SqlAggregate(plan, GroupType.GroupBy, [], items, Expression())
            : new Project(plan, items);
    }

    private LogicalPlan From()
    {
        LogicalPlan plan = Joined();
        while (TakeSymbol(","))
        {
            plan = new Join(plan, Joined(), null, JoinType.Cross, []);
        }

        while (TakeWords("LATERAL", "VIEW"))
        {
            bool outer = TakeWord("OUTER");
            Expression generator = Expression();
            string alias = IsAliasHere() ? Identifier() : "";
            List<string> columns = [];
            if (TakeWord("AS") || IsAliasHere())
            {
                columns.Add(Identifier());
                while (TakeSymbol(","))
                {
                    columns.Add(Identifier());
                }
            }

            plan = new LateralView(plan, generator, alias, columns.ToSeq(), outer);
        }

        return plan;
    }

    private LogicalPlan Joined()
    {
        LogicalPlan left = Relation();
        while (JoinTypeHere() is { } type)
        {
            LogicalPlan right = Relation();
            if (TakeWord("ON"))
            {
                left = new Join(left, right, Expression(), type, []);
            }
            else if (TakeWord("USING"))
            {
                Expect("(");
                List<string> columns = [Identifier()];
                while (TakeSymbol(","))
                {
                    columns.Add(Identifier());
                }

                Expect(")");
                left = new Join(left, right, null, type, columns.ToSeq());
            }
            else
            {
                left = new Join(left, right, null, type, []);
            }
        }

        return left;
    }

    private JoinType? JoinTypeHere()
    {
        JoinType? type = TakeWord("JOIN") ? JoinType.Inner
            : TakeWords("INNER", "JOIN") ? JoinType.Inner
            : TakeWords("CROSS", "JOIN") ? JoinType.Cross
            : null;
        if (type is not null)
        {
            return type;
        }

        if (!Current.IsWord("LEFT") && !Current.IsWord("RIGHT") && !Current.IsWord("FULL"))
        {
            return null;
        }

        JoinType side = Current.IsWord("LEFT") ? JoinType.LeftOuter : Current.IsWord("RIGHT") ? JoinType.RightOuter : JoinType.FullOuter;
        Take();
        if (side == JoinType.LeftOuter && TakeWord("SEMI"))
        {
            side = JoinType.LeftSemi;
        }
        else if (side == JoinType.LeftOuter && TakeWord("ANTI"))
        {
            side = JoinType.LeftAnti;
        }
        else
        {
            TakeWord("OUTER");
        }

        ExpectWord("JOIN");
        return side;
    }

    private LogicalPlan Relation()
    {
        LogicalPlan plan;
        if (TakeSymbol("("))
        {
            plan = Query();
            Expect(")");
        }
        else if (TakeWord("VALUES"))
        {
            plan = Values();
        }
        else
        {
            string name = Identifier();
            while (TakeSymbol("."))
            {
                name += "." + Identifier();
            }

            plan = new NamedTable(name);
        }

        if (!TakeWord("AS") && !IsAliasHere())
        {
            return plan;
        }

        string alias = Identifier();
        if (TakeSymbol("("))
        {
            List<string> columns = [Identifier()];
            while (TakeSymbol(","))
            {
                columns.Add(Identifier());
            }

            Expect(")");
            plan = new ToDF(plan, columns.ToSeq());
        }

        return new SubqueryAlias(plan, alias);
    }

    /// <summary>Rows of constants: a UNION ALL of one-row projections keeps to the nodes there are.</summary>
    private LogicalPlan Values()
    {
        LogicalPlan? rows = null;
        do
        {
            IReadOnlyList<Expression> row = Current.IsSymbol("(") && Expression() is { } item
                ? item is UnresolvedFunction { Name: "struct" or Expressions.FunctionRegistry.Tuple } list ? [.. list.Arguments] : [item]
                : [Expression()];
            var project = new Project(new OneRowRelation(), row.Select((value, i) =>
                (Expression)new Alias(value, $"col{(i + 1).ToString(CultureInfo.InvariantCulture)}")).ToSeq());
            rows = rows is null ? project : new SetOperation(rows, project, SetOperationType.Union, IsAll: true);
        }
        while (TakeSymbol(","));
        return rows;
    }

    private LogicalPlan Ordered(LogicalPlan plan)
    {
        if (TakeWords("ORDER", "BY") || TakeWords("SORT", "BY"))
        {
            bool isGlobal = Peek(-2).IsWord("ORDER");
            List<SortOrder> order = [SortItem()];
            while (TakeSymbol(","))
            {
                order.Add(SortItem());
            }

            plan = new Sort(plan, order.ToSeq(), isGlobal);
        }

        if (TakeWord("LIMIT") && !TakeWord("ALL"))
        {
            plan = new Limit(plan, Count());
        }

        return TakeWord("OFFSET") ? new Offset(plan, Count()) : plan;
    }

    private int Count() => Expression() is Literal { Type: IntegerType, Value: int count and >= 0 } ? count : throw Unexpected();

    private SortOrder SortItem()
    {
        Expression key = Expression();
        bool descending = TakeWord("DESC");
        if (!descending)
        {
            TakeWord("ASC");
        }

        NullOrdering nulls = TakeWords("NULLS", "FIRST") ? NullOrdering.NullsFirst
            : TakeWords("NULLS", "LAST") ? NullOrdering.NullsLast
            : descending ? NullOrdering.NullsLast : NullOrdering.NullsFirst;
        return new SortOrder(key, descending ? SortDirection.Descending : SortDirection.Ascending, nulls);
    }
}
