using System.Globalization;
using System.Numerics;
using Grader.Engine.Expressions;
using Grader.Engine.Sql.Syntax;
using Grader.Engine.Text;
using Grader.Plans;
using Grader.Plans.Expressions;
using Grader.Plans.Logical;
using Grader.Plans.Types;

namespace Grader.Engine.Sql;

/// <summary>Literals, names, calls and the constructs that begin with a word.</summary>
internal abstract partial class ExpressionParser
{
    private static readonly string[] FunctionsWithoutParentheses =
        ["CURRENT_DATE", "CURRENT_TIMESTAMP", "LOCALTIMESTAMP", "CURRENT_USER", "USER"];

    protected static Literal Constant(object value) => new(value, value switch
    {
        bool => new BooleanType(),
        int => new IntegerType(),
        long => new LongType(),
        string => new StringType(),
        _ => throw new ArgumentException(value.GetType().Name, nameof(value)),
    });

    private Expression Primary()
    {
        SqlToken token = Current;
        switch (token.Kind)
        {
            case SqlTokenKind.Number:
                return NumberLiteral(negative: false);
            case SqlTokenKind.String:
                return StringLiteral();
            case SqlTokenKind.QuotedIdentifier:
                return NameOrCall();
            case SqlTokenKind.Symbol when token.Text == "(":
                return Parenthesized();
            case SqlTokenKind.Symbol when token.Text == "*":
                position++;
                return new UnresolvedStar();
            case SqlTokenKind.Word:
                return Word();
            default:
                throw Unexpected();
        }
    }

    private Expression Word()
    {
        SqlToken token = Current;
        switch (token.Text.ToUpperInvariant())
        {
            case "NULL":
                position++;
                return new Literal(null, new NullType());
            case "TRUE":
                position++;
                return Constant(true);
            case "FALSE":
                position++;
                return Constant(false);
            case "CASE":
                position++;
                return Case();
            case "CAST" or "TRY_CAST" when Peek().IsSymbol("("):
                return CastCall();
            case "INTERVAL" when Peek().Kind is SqlTokenKind.Number or SqlTokenKind.String
                || ((Peek().IsSymbol("-") || Peek().IsSymbol("+")) && Peek(2).Kind is SqlTokenKind.Number or SqlTokenKind.String):
                position++;
                return Interval();
            case "DATE" or "TIMESTAMP" or "TIMESTAMP_NTZ" or "TIMESTAMP_LTZ" or "X" when Peek().Kind == SqlTokenKind.String:
                return TypedLiteral();
            case "EXISTS" when Peek().IsSymbol("(") && IsQueryAfterWord():
                position++;
                return new ExistsSubquery(ParenthesizedQuery());
            case "EXTRACT" when Peek().IsSymbol("("):
                return Extract();
            case "SUBSTRING" or "SUBSTR" when Peek().IsSymbol("("):
                return SubstringCall();
            case "TRIM" when Peek().IsSymbol("("):
                return Trim();
            case "POSITION" when Peek().IsSymbol("("):
                return Position();
            case "OVERLAY" when Peek().IsSymbol("("):
                return Overlay();
            case "TIMESTAMPADD" or "DATEADD" or "DATE_ADD" or "TIMESTAMPDIFF" or "DATEDIFF" or "DATE_DIFF" or "TIMEDIFF" when Peek().IsSymbol("(") && IsDateTimeUnit(Peek(2)) && Peek(3).IsSymbol(","):
                return UnitCall();
            case string word when FunctionsWithoutParentheses.Contains(word) && !Peek().IsSymbol("(") && !Peek().IsSymbol("."):
                position++;
                return new UnresolvedFunction(token.Text.ToLowerInvariant(), []);
        }

        if (Peek().IsSymbol("->"))
        {
            string parameter = Identifier();
            position++;
            return new LambdaFunction(Expression(), [parameter]);
        }

        return NameOrCall();
    }

    private bool IsQueryAfterWord()
    {
        position++;
        bool isQuery = IsQueryAhead();
        position--;
        return isQuery;
    }

    private Expression Parenthesized()
    {
        if (IsQueryAhead() && !(Peek().IsSymbol("(") && tokens[Math.Min(Matching(position + 1) + 1, tokens.Count - 1)].IsSymbol(")")))
        {
            return new ScalarSubquery(ParenthesizedQuery());
        }

        int start = position;
        position++;
        List<Expression> items = [Expression()];
        if (!Current.IsSymbol(")"))
        {
            // Names belong into a struct: one expression alone has none.
            int afterFirst = position;
            items[0] = Named(items[0]);
            position = Current.IsSymbol(",") ? position : afterFirst;
        }

        while (TakeSymbol(","))
        {
            items.Add(SelectItem());
        }

        Expect(")");
        if (Current.IsSymbol("->"))
        {
            position = start + 1;
            List<string> parameters = [Identifier()];
            while (TakeSymbol(","))
            {
                parameters.Add(Identifier());
            }

            Expect(")");
            Expect("->");
            return new LambdaFunction(Expression(), parameters.ToSeq());
        }

        return items.Count == 1 ? items[0] : new UnresolvedFunction(FunctionRegistry.Tuple, items.ToSeq());
    }

    protected LogicalPlan ParenthesizedQuery()
    {
        Expect("(");
        LogicalPlan query = Nested(Query);
        Expect(")");
        return query;
    }

    protected SqlToken TakeIdentifier() => Current.Kind is SqlTokenKind.Word or SqlTokenKind.QuotedIdentifier ? Take() : throw Unexpected();

    private Expression NameOrCall()
    {
        List<SqlToken> parts = [Take()];
        while (Current.IsSymbol(".") && (Peek().Kind is SqlTokenKind.Word or SqlTokenKind.QuotedIdentifier || Peek().IsSymbol("*")))
        {
            position++;
            if (TakeSymbol("*"))
            {
                return new UnresolvedStar(string.Join('.', parts.Select(Quoted)));
            }

            parts.Add(Take());
        }

        return parts.Count == 1 && parts[0].Kind == SqlTokenKind.Word && TakeSymbol("(")
            ? CallAfterParenthesis(parts[0].Text)
            : new UnresolvedAttribute(string.Join('.', parts.Select(Quoted)));
    }

    protected static string Quoted(SqlToken part) =>
        part.Kind == SqlTokenKind.QuotedIdentifier ? $"`{part.Text.Replace("`", "``", StringComparison.Ordinal)}`" : part.Text;

    private Expression CallAfterParenthesis(string name)
    {
        bool distinct = TakeWord("DISTINCT");
        if (!distinct)
        {
            TakeWord("ALL");
        }

        // The fields of a struct may be named in place.
        Seq<Expression> arguments = (name.Equals("struct", StringComparison.OrdinalIgnoreCase) ? ItemsUntilParenthesis(SelectItem) : ItemsUntilParenthesis(Expression)).ToSeq();
        Expression? filter = null;
        if (Current.IsWord("FILTER") && Peek().IsSymbol("("))
        {
            position += 2;
            ExpectWord("WHERE");
            filter = Expression();
            Expect(")");
        }

        name = name.Equals("negative", StringComparison.OrdinalIgnoreCase) ? FunctionRegistry.NegativeByName : name;
        Expression call = new UnresolvedFunction(name, arguments, distinct, filter);
        if ((Current.IsWord("IGNORE") || Current.IsWord("RESPECT")) && Peek().IsWord("NULLS"))
        {
            call = Current.IsWord("IGNORE") ? new IgnoreNulls((UnresolvedFunction)call) : call;
            position += 2;
        }

        return Current.IsWord("OVER") && (Peek().IsSymbol("(") || Peek().Kind is SqlTokenKind.Word or SqlTokenKind.QuotedIdentifier) ? Over(call) : call;
    }

    private UnresolvedFunction Case()
    {
        Expression? operand = Current.IsWord("WHEN") ? null : Expression();
        List<Expression> arguments = [];
        while (TakeWord("WHEN"))
        {
            Expression condition = Expression();
            ExpectWord("THEN");
            arguments.Add(operand is null ? condition : Call("==", operand, condition));
            arguments.Add(Expression());
        }

        if (arguments.Count == 0)
        {
            throw Unexpected();
        }

        if (TakeWord("ELSE"))
        {
            arguments.Add(Expression());
        }

        ExpectWord("END");
        return new UnresolvedFunction("when", arguments.ToSeq());
    }

    private Cast CastCall()
    {
        bool isTry = Take().IsWord("TRY_CAST");
        Expect("(");
        Expression child = Expression();
        ExpectWord("AS");
        DataType type = Type();
        Expect(")");
        return new Cast(child, type, null, isTry);
    }

    private UnresolvedFunction Extract()
    {
        position += 2;
        string field = Identifier();
        ExpectWord("FROM");
        Expression source = Expression();
        Expect(")");
        return Call("extract", Constant(field), source);
    }

    private UnresolvedFunction SubstringCall()
    {
        string name = Take().Text;
        position++;
        List<Expression> arguments = [Expression()];
        bool words = Current.IsWord("FROM");
        while (words ? TakeWord("FROM") || TakeWord("FOR") : TakeSymbol(","))
        {
            arguments.Add(Expression());
        }

        Expect(")");
        return new UnresolvedFunction(name, arguments.ToSeq());
    }

    private UnresolvedFunction Trim()
    {
        position += 2;
        string name = TakeWord("LEADING") ? "ltrim" : TakeWord("TRAILING") ? "rtrim" : TakeWord("BOTH") ? "trim" : "trim";
        if (TakeWord("FROM"))
        {
            Expression only = Expression();
            Expect(")");
            return Call(name, only);
        }

        Expression first = Expression();
        if (TakeWord("FROM"))
        {
            Expression source = Expression();
            Expect(")");
            return Call(name, first, source);
        }

        List<Expression> arguments = [first];
        while (TakeSymbol(","))
        {
            arguments.Add(Expression());
        }

        Expect(")");
        return new UnresolvedFunction(name, arguments.ToSeq());
    }

    private UnresolvedFunction Position()
    {
        position += 2;
        Expression needle = Comparison();
        if (TakeWord("IN"))
        {
            Expression haystack = Expression();
            Expect(")");
            return Call("locate", needle, haystack);
        }

        List<Expression> arguments = [needle];
        while (TakeSymbol(","))
        {
            arguments.Add(Expression());
        }

        Expect(")");
        return new UnresolvedFunction("position", arguments.ToSeq());
    }

    private UnresolvedFunction Overlay()
    {
        position += 2;
        List<Expression> arguments = [Expression()];
        bool words = Current.IsWord("PLACING");
        while (words ? TakeWord("PLACING") || TakeWord("FROM") || TakeWord("FOR") : TakeSymbol(","))
        {
            arguments.Add(Expression());
        }

        Expect(")");
        return new UnresolvedFunction("overlay", arguments.ToSeq());
    }

    // DATEADD(DAY, 3, t): the unit is a word, not a column.
    private UnresolvedFunction UnitCall()
    {
        bool adds = Current.Text.EndsWith("ADD", StringComparison.OrdinalIgnoreCase);
        position += 2;
        string unit = Take().Text.ToUpperInvariant();
        Expect(",");
        Expression first = Expression();
        Expect(",");
        Expression second = Expression();
        Expect(")");
        return Call(adds ? "timestampadd" : "timestampdiff", Constant(unit), first, second);
    }

    private static bool IsDateTimeUnit(SqlToken token) => token.Kind == SqlTokenKind.Word && token.Text.ToUpperInvariant()
        is "YEAR" or "QUARTER" or "MONTH" or "WEEK" or "DAY" or "DAYOFYEAR" or "HOUR" or "MINUTE" or "SECOND" or "MILLISECOND" or "MICROSECOND";

    private Literal StringLiteral()
    {
        string value = Take().Text;
        while (Current.Kind == SqlTokenKind.String)
        {
            value += Take().Text;
        }

        return Constant(value);
    }

    private Literal TypedLiteral()
    {
        SqlToken kind = Take();
        string value = Take().Text;
        switch (kind.Text.ToUpperInvariant())
        {
            case "DATE" when TemporalText.TryParseDate(value, out int days):
                return new Literal(days, new DateType());
            case "TIMESTAMP" or "TIMESTAMP_LTZ" when TemporalText.TryParseTimestamp(value, TimeZoneInfo.Utc, 0, out long micros):
                return new Literal(micros, new TimestampType());
            case "TIMESTAMP_NTZ" when TemporalText.TryParseTimestamp(value, TimeZoneInfo.Utc, 0, out long local):
                return new Literal(local, new TimestampNtzType());
            case "X" when value.Length % 2 == 0 && value.All(char.IsAsciiHexDigit):
                return new Literal(Convert.FromHexString(value).ToSeq(), new BinaryType());
            default:
                string type = kind.Text.ToUpperInvariant();
                throw SparkException.Parse(
                    "INVALID_TYPED_LITERAL", $"[INVALID_TYPED_LITERAL] The value of the typed literal \"{type}\" is invalid: '{value}'.(line 1, pos {kind.Start})");
        }
    }

    private Literal NumberLiteral(bool negative)
    {
        SqlToken token = Take();
        string sign = negative ? "-" : "";
        int suffixAt = token.Text.Length;
        while (suffixAt > 0 && char.IsLetter(token.Text[suffixAt - 1]))
        {
            suffixAt--;
        }

        string digits = sign + token.Text[..suffixAt];
        string suffix = token.Text[suffixAt..].ToUpperInvariant();
        bool scientific = digits.Contains('E', StringComparison.OrdinalIgnoreCase);
        bool whole = !scientific && !digits.Contains('.', StringComparison.Ordinal);
        Literal? literal = suffix switch
        {
            "L" when whole && long.TryParse(digits, CultureInfo.InvariantCulture, out long value) => new Literal(value, new LongType()),
            "S" when whole && short.TryParse(digits, CultureInfo.InvariantCulture, out short value) => new Literal(value, new ShortType()),
            "Y" when whole && sbyte.TryParse(digits, CultureInfo.InvariantCulture, out sbyte value) => new Literal(value, new ByteType()),
            "D" when double.TryParse(digits, NumberStyles.Float, CultureInfo.InvariantCulture, out double value) => new Literal(value, new DoubleType()),
            "F" when float.TryParse(digits, NumberStyles.Float, CultureInfo.InvariantCulture, out float value) => new Literal(value, new FloatType()),
            "" when scientific && double.TryParse(digits, NumberStyles.Float, CultureInfo.InvariantCulture, out double value) =>
                new Literal(value, new DoubleType()),
            "" when whole && int.TryParse(digits, CultureInfo.InvariantCulture, out int value) => new Literal(value, new IntegerType()),
            "" when whole && long.TryParse(digits, CultureInfo.InvariantCulture, out long value) => new Literal(value, new LongType()),
            "" or "BD" when !scientific => DecimalLiteral(digits),
            _ => null,
        };
        return literal ?? throw SqlSyntax.Error(text, token.Text, token.Start);
    }

    private static Literal? DecimalLiteral(string digits)
    {
        int point = digits.IndexOf('.', StringComparison.Ordinal);
        int scale = point < 0 ? 0 : digits.Length - point - 1;
        if (!BigInteger.TryParse(digits.Replace(".", "", StringComparison.Ordinal), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out BigInteger unscaled))
        {
            return null;
        }

        int precision = Math.Max(BigInteger.Abs(unscaled).ToString(CultureInfo.InvariantCulture).Length, scale);
        return precision > DecimalType.MaxPrecision ? null : new Literal(new SparkDecimal(unscaled, scale), new DecimalType(precision, scale));
    }
}
