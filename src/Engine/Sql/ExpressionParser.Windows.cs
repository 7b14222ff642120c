using Grader.Engine.Sql.Syntax;
using Grader.Plans;
using Grader.Plans.Expressions;

namespace Grader.Engine.Sql;

/// <content>OVER and window specifications.</content>
internal abstract partial class ExpressionParser
{
    private Expression Over(Expression function)
    {
        position++;
        return WindowReference() is { } name ? new NamedWindowExpression(function, name) : new WindowExpression(function, WindowSpecification());
    }

    /// <summary>The name of <c>OVER w</c> or <c>OVER (w)</c>; null where a specification stands.</summary>
    protected string? WindowReference()
    {
        if (!Current.IsSymbol("("))
        {
            return Identifier();
        }

        if (!(Peek().Kind is SqlTokenKind.Word or SqlTokenKind.QuotedIdentifier && Peek(2).IsSymbol(")")))
        {
            return null;
        }

        position++;
        string name = Identifier();
        position++;
        return name;
    }

    protected WindowSpecification WindowSpecification()
    {
        Expect("(");
        List<Expression> partition = [];
        List<SortOrder> order = [];
        if (TakeWords("CLUSTER", "BY"))
        {
            partition = Expressions();
        }
        else
        {
            if (TakeWords("PARTITION", "BY") || TakeWords("DISTRIBUTE", "BY"))
            {
                partition = Expressions();
            }

            if (TakeWords("ORDER", "BY") || TakeWords("SORT", "BY"))
            {
                order.AddRange(SortItems());
            }
        }

        WindowFrame? frame = Current.IsWord("ROWS") || Current.IsWord("RANGE") ? Frame() : null;
        Expect(")");
        return new WindowSpecification(partition.ToSeq(), order.ToSeq(), frame);
    }

    protected List<SortOrder> SortItems()
    {
        List<SortOrder> items = [SortItem()];
        while (TakeSymbol(","))
        {
            items.Add(SortItem());
        }

        return items;
    }

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

    private WindowFrame Frame()
    {
        WindowFrameType type = Take().IsWord("ROWS") ? WindowFrameType.Rows : WindowFrameType.Range;
        if (!TakeWord("BETWEEN"))
        {
            return new WindowFrame(type, FrameBound(), new WindowFrameBound(WindowFrameBoundKind.CurrentRow));
        }

        WindowFrameBound lower = FrameBound();
        ExpectWord("AND");
        return new WindowFrame(type, lower, FrameBound());
    }

    private WindowFrameBound FrameBound()
    {
        if (TakeWord("UNBOUNDED"))
        {
            return TakeWord("PRECEDING") ? new WindowFrameBound(WindowFrameBoundKind.UnboundedPreceding)
                : TakeWord("FOLLOWING") ? new WindowFrameBound(WindowFrameBoundKind.UnboundedFollowing)
                : throw Unexpected();
        }

        if (TakeWords("CURRENT", "ROW"))
        {
            return new WindowFrameBound(WindowFrameBoundKind.CurrentRow);
        }

        // A unit would take PRECEDING for an alias; offsets are operands without AND.
        Expression offset = Nested(BitOr);
        return TakeWord("PRECEDING") ? new WindowFrameBound(WindowFrameBoundKind.Preceding, offset)
            : TakeWord("FOLLOWING") ? new WindowFrameBound(WindowFrameBoundKind.Following, offset)
            : throw Unexpected();
    }
}
