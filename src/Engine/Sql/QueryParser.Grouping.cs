using Grader.Engine.Sql.Syntax;
using Grader.Plans;
using Grader.Plans.Expressions;
using Grader.Plans.Logical;

namespace Grader.Engine.Sql;

/// <content>GROUP BY with ROLLUP, CUBE and GROUPING SETS, and the WINDOW clause.</content>
internal sealed partial class QueryParser
{
    /// <summary>More sets than this are refused: each is one more copy of every row.</summary>
    private const int MaxGroupingSets = 4096;

    /// <param name="Sets">Null for a plain GROUP BY.</param>
    private sealed record GroupingClause(Seq<Expression> Expressions, Seq<Seq<Expression>>? Sets);

    private GroupingClause Groupings()
    {
        List<List<Seq<Expression>>> elements = [GroupingElement()];
        List<Expression> written = [.. elements[0].SelectMany(set => set)];
        bool plain = !wasAnalytics;
        while (TakeSymbol(","))
        {
            List<Seq<Expression>> element = GroupingElement();
            plain &= !wasAnalytics;
            elements.Add(element);
            written.AddRange(element.SelectMany(set => set));
        }

        Seq<Expression> expressions = written.Distinct().ToSeq();
        if (plain && (TakeWords("WITH", "ROLLUP") || TakeWords("WITH", "CUBE")))
        {
            return new GroupingClause(expressions, (Peek(-1).IsWord("ROLLUP") ? Rollup(Singles(written)) : Cube(Singles(written))).ToSeq());
        }

        if (plain && TakeWords("GROUPING", "SETS"))
        {
            return new GroupingClause(expressions, GroupingSets().ToSeq());
        }

        return plain ? new GroupingClause(written.ToSeq(), null) : new GroupingClause(expressions, Product(elements).ToSeq());
    }

    // Whether the last element was ROLLUP, CUBE or GROUPING SETS.
    private bool wasAnalytics;

    private List<Seq<Expression>> GroupingElement()
    {
        List<Seq<Expression>> sets;
        if ((Current.IsWord("ROLLUP") || Current.IsWord("CUBE")) && Peek().IsSymbol("("))
        {
            bool rollup = Current.IsWord("ROLLUP");
            position++;
            List<Seq<Expression>> columns = ParenthesizedSets();
            sets = rollup ? Rollup(columns) : Cube(columns);
            wasAnalytics = true;
        }
        else if (Current.IsWord("GROUPING") && Peek().IsWord("SETS") && Peek(2).IsSymbol("("))
        {
            position += 2;
            sets = GroupingSets();
            wasAnalytics = true;
        }
        else if (Current.IsSymbol("(") && Peek().IsSymbol(")"))
        {
            position += 2;
            sets = [[]];
            wasAnalytics = true;
        }
        else
        {
            sets = [[Expression()]];
            wasAnalytics = false;
        }

        return sets;
    }

    /// <summary>The sets of GROUPING SETS; nested ROLLUPs and CUBEs stand for theirs.</summary>
    private List<Seq<Expression>> GroupingSets()
    {
        List<Seq<Expression>> sets = [];
        Expect("(");
        do
        {
            if (Current.IsWord("ROLLUP") || Current.IsWord("CUBE") || (Current.IsWord("GROUPING") && Peek().IsWord("SETS")))
            {
                sets.AddRange(Nested(GroupingElement));
            }
            else
            {
                sets.Add(GroupingSet());
            }

            CheckCount(sets.Count);
        }
        while (TakeSymbol(","));
        Expect(")");
        return sets;
    }

    private List<Seq<Expression>> ParenthesizedSets()
    {
        List<Seq<Expression>> sets = [];
        Expect("(");
        do
        {
            sets.Add(GroupingSet());
        }
        while (TakeSymbol(","));
        Expect(")");
        return sets;
    }

    private Seq<Expression> GroupingSet()
    {
        if (Current.IsSymbol("(") && Peek().IsSymbol(")"))
        {
            position += 2;
            return [];
        }

        return Row();
    }

    private static List<Seq<Expression>> Singles(IEnumerable<Expression> expressions) => [.. expressions.Select(e => (Seq<Expression>)[e])];

    private static List<Seq<Expression>> Rollup(List<Seq<Expression>> columns)
    {
        CheckCount(columns.Count);
        return [.. Enumerable.Range(0, columns.Count + 1).Select(dropped => columns.Take(columns.Count - dropped).SelectMany(set => set).ToSeq())];
    }

    private static List<Seq<Expression>> Cube(List<Seq<Expression>> columns)
    {
        CheckCount(columns.Count > 12 ? int.MaxValue : 1 << columns.Count);
        return [.. Enumerable.Range(0, 1 << columns.Count).Select(mask =>
            columns.Where((_, i) => (mask >> (columns.Count - 1 - i) & 1) == 0).SelectMany(set => set).ToSeq())];
    }

    /// <summary>GROUP BY a, ROLLUP(b): every set of one with every set of the other.</summary>
    private static List<Seq<Expression>> Product(List<List<Seq<Expression>>> elements)
    {
        List<Seq<Expression>> product = [[]];
        foreach (List<Seq<Expression>> element in elements)
        {
            CheckCount((long)product.Count * element.Count);
            product = [.. product.SelectMany(left => element.Select(right => left.Concat(right).ToSeq()))];
        }

        return product;
    }

    private static void CheckCount(long sets)
    {
        if (sets > MaxGroupingSets)
        {
            throw SparkException.Parse(null, $"GROUP BY makes more than {MaxGroupingSets} grouping sets, which is this engine's limit.");
        }
    }

    private Dictionary<string, WindowSpecification> WindowDefinitions()
    {
        var windows = new Dictionary<string, WindowSpecification>(StringComparer.OrdinalIgnoreCase);
        position++;
        do
        {
            int at = Current.Start;
            string name = Identifier();
            ExpectWord("AS");
            WindowSpecification window;
            if (WindowReference() is { } other)
            {
                window = windows.GetValueOrDefault(other) ?? throw SqlSyntax.At(
                    text, at, "INVALID_SQL_SYNTAX.INVALID_WINDOW_REFERENCE", $"Invalid SQL syntax: Window reference `{other}` is not a window specification.");
            }
            else
            {
                window = WindowSpecification();
            }

            windows[name] = window;
        }
        while (TakeSymbol(","));
        return windows;
    }

    private static LogicalPlan WithWindows(LogicalPlan plan, Dictionary<string, WindowSpecification> windows)
    {
        Expression Known(Expression expression) => expression.MapChildren(Known) switch
        {
            NamedWindowExpression named when windows.TryGetValue(named.Window, out WindowSpecification? window) => new WindowExpression(named.Function, window),
            var other => other,
        };
        return plan switch
        {
            Project project => project with { Expressions = project.Expressions.Select(Known).ToSeq() },
            SqlAggregate aggregate => aggregate with { SelectList = aggregate.SelectList.Select(Known).ToSeq() },
            Sort sort => sort with { Child = WithWindows(sort.Child, windows), Order = sort.Order.Select(key => (SortOrder)Known(key)).ToSeq() },
            Distinct distinct => distinct with { Child = WithWindows(distinct.Child, windows) },
            _ => plan,
        };
    }
}
