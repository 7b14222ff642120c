using System.Globalization;
using Grader.Engine.Sql.Syntax;
using Grader.Plans;
using Grader.Plans.Expressions;
using Grader.Plans.Logical;

namespace Grader.Engine.Sql;

/// <content>What stands in FROM.</content>
internal sealed partial class QueryParser
{
    private LogicalPlan From()
    {
        LogicalPlan plan = Joined();
        while (TakeSymbol(","))
        {
            bool lateral = TakeLateral();
            LogicalPlan right = Joined();
            plan = lateral ? new LateralJoin(plan, right, null, JoinType.Inner) : new Join(plan, right, null, JoinType.Inner, []);
        }

        return LateralViews(plan);
    }

    private LogicalPlan LateralViews(LogicalPlan plan)
    {
        while (TakeWords("LATERAL", "VIEW"))
        {
            bool outer = TakeWord("OUTER");
            Expression generator = Expression();
            string alias = IsAliasHere() && !Current.IsWord("AS") ? Identifier() : "";
            List<string> columns = [];
            if (TakeWord("AS") || (IsAliasHere() && alias.Length > 0))
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

    private bool TakeLateral() => Current.IsWord("LATERAL") && !Peek().IsWord("VIEW") && TakeWord("LATERAL");

    private LogicalPlan Joined()
    {
        LogicalPlan left = Relation();
        while (true)
        {
            if (Current.IsWord("PIVOT") && Peek().IsSymbol("("))
            {
                left = Aliased(Pivot(left));
            }
            else if (Current.IsWord("UNPIVOT") && (Peek().IsSymbol("(") || Peek(2).IsWord("NULLS")))
            {
                left = Aliased(Unpivot(left));
            }
            else
            {
                bool natural = TakeWord("NATURAL");
                if (JoinTypeHere() is not { } type)
                {
                    return natural ? throw Unexpected() : left;
                }

                left = JoinedWith(left, type, natural);
            }
        }
    }

    private LogicalPlan JoinedWith(LogicalPlan left, JoinType type, bool natural)
    {
        bool lateral = TakeLateral();
        LogicalPlan right = Relation();
        if (natural)
        {
            return lateral ? throw LateralWith("NATURAL join") : new NaturalJoin(left, right, type);
        }

        if (TakeWord("ON"))
        {
            Expression condition = Expression();
            return lateral ? new LateralJoin(left, right, condition, type) : new Join(left, right, condition, type, []);
        }

        if (Current.IsWord("USING"))
        {
            position++;
            Seq<string> columns = IdentifierList();
            return lateral ? throw LateralWith("USING join") : new Join(left, right, null, type, columns);
        }

        return lateral ? new LateralJoin(left, right, null, type) : new Join(left, right, null, type, []);
    }

    private SparkException LateralWith(string what) => SqlSyntax.At(
        text, Peek(-1).Start, $"UNSUPPORTED_FEATURE.LATERAL_{(what[0] == 'N' ? "NATURAL_JOIN" : "JOIN_USING")}",
        $"The feature is not supported: {(what[0] == 'N' ? "NATURAL join with LATERAL correlation." : "JOIN USING with LATERAL correlation.")}");

    private JoinType? JoinTypeHere()
    {
        JoinType? type = TakeWord("JOIN") || TakeWords("INNER", "JOIN") ? JoinType.Inner
            : TakeWords("CROSS", "JOIN") ? JoinType.Cross
            : TakeWords("SEMI", "JOIN") ? JoinType.LeftSemi
            : TakeWords("ANTI", "JOIN") ? JoinType.LeftAnti
            : null;
        if (type is not null || (!Current.IsWord("LEFT") && !Current.IsWord("RIGHT") && !Current.IsWord("FULL")))
        {
            return type;
        }

        JoinType side = Current.IsWord("LEFT") ? JoinType.LeftOuter : Current.IsWord("RIGHT") ? JoinType.RightOuter : JoinType.FullOuter;
        position++;
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
        if (++queryDepth > MaxQueryDepth)
        {
            throw SparkException.Parse(null, $"Queries are nested more than {MaxQueryDepth} levels deep, which is more than this engine parses.");
        }

        LogicalPlan plan = Aliased(Sampled(RelationPrimary()));
        queryDepth--;
        return plan;
    }

    private LogicalPlan RelationPrimary()
    {
        if (Current.IsSymbol("("))
        {
            bool isQuery = IsQueryAhead();
            position++;
            LogicalPlan inner = isQuery ? Query() : LateralViews(Joined());
            Expect(")");
            // Without a name of its own a query's columns are reached by theirs alone.
            return isQuery && !Current.IsWord("AS") && !IsTableAliasHere() ? new SubqueryAlias(inner, "__auto_generated_subquery_name") : inner;
        }

        if (Current.IsWord("VALUES") && (Peek().IsSymbol("(") || Peek().Kind is SqlTokenKind.Number or SqlTokenKind.String))
        {
            position++;
            return Values();
        }

        if (Current.Kind == SqlTokenKind.Word && Peek().IsSymbol("("))
        {
            string function = Identifier();
            position++;
            return new TableValuedFunction(function, ItemsUntilParenthesis(Expression).ToSeq());
        }

        return IsStrictIdentifierHere() ? new NamedTable(TableName()) : throw Unexpected();
    }

    private string TableName()
    {
        var name = new System.Text.StringBuilder(Quoted(TakeIdentifier()));
        while (TakeSymbol("."))
        {
            name.Append('.').Append(Quoted(TakeIdentifier()));
        }

        return name.ToString();
    }

    private LogicalPlan Aliased(LogicalPlan plan)
    {
        if (!(TakeWord("AS") || IsTableAliasHere()))
        {
            return plan;
        }

        string alias = IsStrictIdentifierHere() ? Identifier() : throw Unexpected();
        return new SubqueryAlias(Current.IsSymbol("(") ? new ColumnAliases(plan, IdentifierList()) : plan, alias);
    }

    private LogicalPlan Sampled(LogicalPlan plan)
    {
        if (!TakeWord("TABLESAMPLE"))
        {
            return plan;
        }

        long? seed = null;
        Expect("(");
        LogicalPlan sampled = SampleOf(plan);
        Expect(")");
        if (TakeWord("REPEATABLE"))
        {
            Expect("(");
            seed = Current.Kind == SqlTokenKind.Number && long.TryParse(Current.Text, CultureInfo.InvariantCulture, out long given) ? given : throw Unexpected();
            position++;
            Expect(")");
        }

        return sampled is Sample fraction ? fraction with { Seed = seed } : sampled;
    }

    private LogicalPlan SampleOf(LogicalPlan plan)
    {
        int at = Current.Start;
        if (TakeWord("BUCKET"))
        {
            double bucket = SampleNumber();
            ExpectWord("OUT");
            ExpectWord("OF");
            double buckets = SampleNumber();
            return Current.IsWord("ON") ? throw SqlSyntax.Unsupported("TABLESAMPLE(BUCKET x OUT OF y ON column)")
                : Fraction(plan, bucket / buckets, at);
        }

        bool negative = TakeSymbol("-");
        if (Current.Kind == SqlTokenKind.Number && (Peek().IsWord("PERCENT") || Peek().IsSymbol("%")))
        {
            double percent = SampleNumber();
            position++;
            return Fraction(plan, (negative ? -percent : percent) / 100, at);
        }

        Expression count = Expression();
        ExpectWord("ROWS");
        return new SampleRows(plan, negative ? Call("negative", count) : count);
    }

    private double SampleNumber() => Current.Kind == SqlTokenKind.Number && double.TryParse(Current.Text, CultureInfo.InvariantCulture, out double number) && position++ >= 0
        ? number
        : throw Unexpected();

    // Spark allows for a fraction a hair above one.
    private Sample Fraction(LogicalPlan plan, double fraction, int at) => fraction is >= 0 and <= 1 + 1e-6
        ? new Sample(plan, 0, fraction, WithReplacement: false, null)
        : throw SqlSyntax.At(text, at, "_LEGACY_ERROR_TEMP_0064", $"Sampling fraction ({JavaDouble(fraction)}) must be on interval [0, 1].", isPrefixed: false);

    private static string JavaDouble(double value) => Text.JavaNumberText.Of(value);

    private SqlPivot Pivot(LogicalPlan plan)
    {
        position += 2;
        List<Expression> aggregates = [SelectItem(isForReserved: true)];
        while (TakeSymbol(","))
        {
            aggregates.Add(SelectItem(isForReserved: true));
        }

        ExpectWord("FOR");
        Seq<string> columns = Current.IsSymbol("(") ? IdentifierList() : [Identifier()];
        ExpectWord("IN");
        Expect("(");
        List<Expression> values = [SelectItem()];
        while (TakeSymbol(","))
        {
            values.Add(SelectItem());
        }

        Expect(")");
        Expect(")");
        return new SqlPivot(plan, aggregates.ToSeq(), columns.Select(c => (Expression)new UnresolvedAttribute($"`{c.Replace("`", "``", StringComparison.Ordinal)}`")).ToSeq(), values.ToSeq());
    }

    private Unpivot Unpivot(LogicalPlan plan)
    {
        position++;
        bool include = TakeWord("INCLUDE");
        if (include || TakeWord("EXCLUDE"))
        {
            ExpectWord("NULLS");
        }

        Expect("(");
        bool several = Current.IsSymbol("(");
        Seq<string> values = several ? IdentifierList() : [Identifier()];
        ExpectWord("FOR");
        string name = Identifier();
        ExpectWord("IN");
        Expect("(");
        List<UnpivotSet> sets = [];
        do
        {
            Seq<Expression> columns = several ? UnpivotColumns() : [UnpivotColumn()];
            sets.Add(new UnpivotSet(columns, several && (TakeWord("AS") || IsAliasHere()) ? Identifier() : null));
        }
        while (TakeSymbol(","));
        Expect(")");
        Expect(")");
        return new Unpivot(plan, include, values, name, sets.ToSeq());
    }

    private Seq<Expression> UnpivotColumns()
    {
        Expect("(");
        List<Expression> columns = [UnpivotColumn()];
        while (TakeSymbol(","))
        {
            columns.Add(UnpivotColumn());
        }

        Expect(")");
        return columns.ToSeq();
    }

    private UnresolvedAttribute UnpivotColumn() => new(TableName());
}
