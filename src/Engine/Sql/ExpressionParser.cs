using Grader.Engine.Expressions;
using Grader.Engine.Sql.Syntax;
using Grader.Plans;
using Grader.Plans.Expressions;
using Grader.Plans.Logical;

namespace Grader.Engine.Sql;

/// <summary>Precedence climbing over Spark's expression grammar, lowest first: OR, AND, NOT, predicates, |, ^, &amp;, + - ||, * / % DIV, unary, postfix.</summary>
internal abstract partial class ExpressionParser
{
    private const int MaxLength = 1_000_000;
    private const int MaxDepth = 200;

    protected readonly string text;
    private readonly IReadOnlyList<SqlToken> tokens;
    protected int position;
    private int depth;

    protected ExpressionParser(string text)
    {
        if (text.Length > MaxLength)
        {
            throw SparkException.Parse(null, $"The SQL text is longer than {MaxLength:N0} characters, which is more than this engine reads.");
        }

        this.text = text;
        tokens = SqlTokenizer.Tokenize(text);
    }

    protected SqlToken Current => tokens[position];

    protected SqlToken Peek(int ahead = 1) => tokens[Math.Clamp(position + ahead, 0, tokens.Count - 1)];

    /// <summary>A whole query, for sub-queries.</summary>
    public abstract LogicalPlan Query();

    public void ExpectEnd()
    {
        if (Current.Kind != SqlTokenKind.End)
        {
            throw Unexpected();
        }
    }

    public void SkipSemicolons()
    {
        while (TakeSymbol(";"))
        {
        }
    }

    /// <summary>An expression, then <c>[AS] name</c> or <c>AS (a, b)</c>.</summary>
    public Expression SelectItem() => SelectItem(isForReserved: false);

    /// <param name="isForReserved">FOR follows the item and is no name for it (PIVOT).</param>
    protected Expression SelectItem(bool isForReserved) => Named(Expression(), isForReserved);

    private Expression Named(Expression expression, bool isForReserved = false)
    {
        if (Current.IsWord("AS") && IsClauseHere())
        {
            return AliasAfter(expression);
        }

        return IsAliasHere() && !(isForReserved && Current.IsWord("FOR")) ? new Alias(expression, Identifier()) : expression;
    }

    private Alias AliasAfter(Expression expression)
    {
        ExpectWord("AS");
        return Current.IsSymbol("(") ? new Alias(expression, IdentifierList()) : new Alias(expression, Identifier());
    }

    public Expression Expression()
    {
        if (++depth > MaxDepth)
        {
            throw SparkException.Parse(null, $"The expression is nested more than {MaxDepth} levels deep, which is more than this engine parses.");
        }

        Expression result = Or();
        depth--;
        return result;
    }

    protected List<Expression> Expressions()
    {
        List<Expression> items = [Expression()];
        while (TakeSymbol(","))
        {
            items.Add(Expression());
        }

        return items;
    }

    private Expression Or() => LeftAssociative(And, static token => token.IsWord("OR") ? "or" : null);

    private Expression And() => LeftAssociative(Not, static token => token.IsWord("AND") ? "and" : null);

    private Expression Not()
    {
        int count = 0;
        while (TakeWord("NOT"))
        {
            count++;
        }

        if (count > MaxDepth)
        {
            throw SparkException.Parse(null, $"The expression is nested more than {MaxDepth} levels deep, which is more than this engine parses.");
        }

        Expression result = Predicate();
        for (; count > 0; count--)
        {
            result = Call("not", result);
        }

        return result;
    }

    private Expression Predicate()
    {
        Expression left = Comparison();
        while (true)
        {
            bool negated = Current.IsWord("NOT") && (Peek().IsWord("IN") || Peek().IsWord("BETWEEN") || Peek().IsWord("LIKE")
                || Peek().IsWord("RLIKE") || Peek().IsWord("REGEXP") || Peek().IsWord("ILIKE"));
            if (negated)
            {
                position++;
            }

            if ((Current.IsWord("LIKE") || Current.IsWord("ILIKE")) && (Peek().IsWord("ANY") || Peek().IsWord("SOME") || Peek().IsWord("ALL")) && Peek(2).IsSymbol("("))
            {
                left = QuantifiedLike(left, negated);
                continue;
            }

            Expression? predicate = PredicateAfter(left);
            if (predicate is null)
            {
                return left;
            }

            left = negated ? Call("not", predicate) : predicate;
        }
    }

    /// <summary><c>x [NOT] LIKE ANY | ALL (patterns)</c>: each pattern by itself, negated or not, then any or all of them.</summary>
    private Expression QuantifiedLike(Expression left, bool negated)
    {
        string name = Take().Text.ToLowerInvariant();
        string connective = Take().IsWord("ALL") ? "and" : "or";
        Expect("(");
        if (Current.IsSymbol(")"))
        {
            throw Unexpected();
        }

        Expression[] tests = [.. ItemsUntilParenthesis(Expression).Select(pattern => negated ? Call("not", Call(name, left, pattern)) : Call(name, left, pattern))];
        return tests.Aggregate((before, test) => Call(connective, before, test));
    }

    private Expression? PredicateAfter(Expression left)
    {
        if (TakeWord("IS"))
        {
            bool negated = TakeWord("NOT");
            if (Current.IsWord("DISTINCT") && Peek().IsWord("FROM"))
            {
                position += 2;
                Expression same = Call("<=>", left, Comparison());
                return negated ? same : Call("not", same);
            }

            Expression test = TakeWord("NULL") ? Call(negated ? "isnotnull" : "isnull", left)
                : TakeWord("TRUE") ? Call("<=>", left, Constant(true))
                : TakeWord("FALSE") ? Call("<=>", left, Constant(false))
                : TakeWord("UNKNOWN") ? Call("isnull", left)
                : throw Unexpected();
            return negated && test is not UnresolvedFunction { Name: "isnotnull" } ? Call("not", test) : test;
        }

        if (TakeWord("BETWEEN"))
        {
            Expression low = Comparison();
            ExpectWord("AND");
            return Call("and", Call(">=", left, low), Call("<=", left, Comparison()));
        }

        if (TakeWord("IN"))
        {
            if (Current.IsSymbol("(") && IsQueryAhead() && !Peek().IsSymbol("("))
            {
                return new InSubquery(left is UnresolvedFunction { Name: FunctionRegistry.Tuple } row ? row.Arguments : [left], ParenthesizedQuery());
            }

            Expect("(");
            return Current.IsSymbol(")") ? throw Unexpected() : new UnresolvedFunction("in", [left, .. ItemsUntilParenthesis(Expression)]);
        }

        if (TakeWord("LIKE") || TakeWord("ILIKE"))
        {
            string name = tokens[position - 1].Text.ToLowerInvariant();
            Expression pattern = Comparison();
            return TakeWord("ESCAPE") ? Call(name, left, pattern, Comparison()) : Call(name, left, pattern);
        }

        return TakeWord("RLIKE") || TakeWord("REGEXP") ? Call("rlike", left, Comparison()) : null;
    }

    private Expression Comparison()
    {
        Expression left = BitOr();
        while (Current.Kind == SqlTokenKind.Symbol && Current.Text is "=" or "==" or "<=>" or "<>" or "!=" or "<" or "<=" or ">" or ">=")
        {
            string symbol = Take().Text;
            Expression right = BitOr();
            left = symbol switch
            {
                "=" => Call("==", left, right),
                "<>" or "!=" => Call("not", Call("==", left, right)),
                _ => Call(symbol, left, right),
            };
        }

        return left;
    }

    private Expression BitOr() => LeftAssociative(BitXor, static token => token.IsSymbol("|") ? "|" : null);

    private Expression BitXor() => LeftAssociative(BitAnd, static token => token.IsSymbol("^") ? "^" : null);

    private Expression BitAnd() => LeftAssociative(Additive, static token => token.IsSymbol("&") ? "&" : null);

    private Expression Additive() => LeftAssociative(Multiplicative, static token =>
        token.IsSymbol("+") ? "+" : token.IsSymbol("-") ? "-" : token.IsSymbol("||") ? "concat" : null);

    private Expression Multiplicative() => LeftAssociative(Unary, static token =>
        token.IsSymbol("*") ? "*" : token.IsSymbol("/") ? "/" : token.IsSymbol("%") ? "%" : token.IsWord("DIV") ? "div" : null);

    private Expression LeftAssociative(Func<Expression> operand, Func<SqlToken, string?> operatorOf)
    {
        Expression left = operand();
        while (operatorOf(Current) is { } name)
        {
            position++;
            left = Call(name, left, operand());
        }

        return left;
    }

    private Expression Unary()
    {
        if (TakeSymbol("-"))
        {
            return Current.Kind == SqlTokenKind.Number ? Postfix(NumberLiteral(negative: true)) : Call("negative", Nested(Unary));
        }

        return TakeSymbol("+") ? Call("positive", Nested(Unary))
            : TakeSymbol("~") ? Call("~", Nested(Unary))
            : TakeSymbol("!") ? Call("not", Nested(Unary))
            : Postfix(Primary());
    }

    protected T Nested<T>(Func<T> parse)
    {
        if (++depth > MaxDepth)
        {
            throw SparkException.Parse(null, $"The expression is nested more than {MaxDepth} levels deep, which is more than this engine parses.");
        }

        T result = parse();
        depth--;
        return result;
    }

    private Expression Postfix(Expression expression)
    {
        while (true)
        {
            if (TakeSymbol("["))
            {
                expression = new UnresolvedExtractValue(expression, Expression());
                Expect("]");
            }
            else if (Current.IsSymbol(".") && expression is not UnresolvedAttribute && Peek().Kind is SqlTokenKind.Word or SqlTokenKind.QuotedIdentifier)
            {
                position++;
                expression = new UnresolvedExtractValue(expression, Constant(Identifier()));
            }
            else
            {
                return expression;
            }
        }
    }

    protected IEnumerable<Expression> ItemsUntilParenthesis(Func<Expression> item)
    {
        List<Expression> items = [];
        if (!TakeSymbol(")"))
        {
            do
            {
                items.Add(item());
            }
            while (TakeSymbol(","));
            Expect(")");
        }

        return items;
    }

    protected static UnresolvedFunction Call(string name, params ReadOnlySpan<Expression> arguments) => new(name, Seq.Create(arguments));

    protected SqlToken Take() => tokens[position++];

    /// <summary>What is left has been read as text.</summary>
    protected void SkipToEnd() => position = tokens.Count - 1;

    protected bool TakeSymbol(string symbol)
    {
        if (!Current.IsSymbol(symbol))
        {
            return false;
        }

        position++;
        return true;
    }

    protected bool TakeWord(string word)
    {
        if (!Current.IsWord(word))
        {
            return false;
        }

        position++;
        return true;
    }

    protected bool TakeWords(string first, string second)
    {
        if (!Current.IsWord(first) || !Peek().IsWord(second))
        {
            return false;
        }

        position += 2;
        return true;
    }

    protected bool ExpectWord(string word) => TakeWord(word) ? true : throw Unexpected();

    protected void Expect(string symbol)
    {
        if (!TakeSymbol(symbol))
        {
            throw Unexpected();
        }
    }

    public bool StartsWith(string word, string symbol) => Current.IsWord(word) && Peek().IsSymbol(symbol);

    protected string Identifier() => Current.Kind is SqlTokenKind.Word or SqlTokenKind.QuotedIdentifier ? Take().Text : throw Unexpected();

    protected Seq<string> IdentifierList()
    {
        Expect("(");
        List<string> names = [Identifier()];
        while (TakeSymbol(","))
        {
            names.Add(Identifier());
        }

        Expect(")");
        return names.ToSeq();
    }

    protected SparkException Unexpected() => SqlSyntax.Error(
        text, Current.Kind == SqlTokenKind.End ? "end of input" : text[Current.Start..Current.End], Current.Start);
}
