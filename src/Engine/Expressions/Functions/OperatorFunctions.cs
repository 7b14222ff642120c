using System.Numerics;
using Grader.Plans;
using Grader.Plans.Expressions;
using Grader.Plans.Types;

namespace Grader.Engine.Expressions.Functions;

/// <summary>Arithmetic, comparison and logical operators (spark-semantics 8.1 and 8.2).</summary>
internal static class OperatorFunctions
{
    public static IEnumerable<(string, ScalarFunction)> All =>
    [
        Entry(new("+", (n, a) => Arithmetic(n, a), ArithmeticEvaluation, "Adds numbers, or an interval to a time.", Infix)),
        Entry(new("-", (n, a) => Arithmetic(n, a), ArithmeticEvaluation, "Subtracts numbers, an interval from a time, or two times.", Infix)),
        Entry(new("*", (n, a) => Arithmetic(n, a), ArithmeticEvaluation, "Multiplies numbers.", Infix)),
        Entry(new("/", Division, ArithmeticEvaluation, "Divides as DOUBLE or DECIMAL; null for a zero divisor.", Infix)),
        Entry(new("%", (n, a) => Arithmetic(n, a), ArithmeticEvaluation, "Remainder with the dividend's sign; null for a zero divisor.", Infix)),
        ("mod", new("%", (n, a) => Arithmetic("%", a), ArithmeticEvaluation, "Remainder with the dividend's sign; null for a zero divisor.", (_, a) => $"mod({a[0]}, {a[1]})")),
        Entry(new("div", Signature.Of(new LongType(), [Parameter.Long, Parameter.Long], alwaysNullable: true),
            Evaluate.Strict((a, b) => b.Int64 == 0 ? Datum.Null : Datum.Of(b.Int64 == -1 ? unchecked(-a.Int64) : a.Int64 / b.Int64)), "Whole quotient as BIGINT.", Infix)),
        Entry(new("pmod", Pmod, ArithmeticEvaluation, "Remainder that is not negative for a positive divisor.")),
        Entry(new("negative", Unary, Negate, "The number with the other sign.", (_, a) => $"(- {a[0]})")),
        (FunctionRegistry.NegativeByName, new("negative", Unary, Negate, "The number with the other sign.")),
        Entry(new("positive", Unary, (_, a, _) => a[0], "The number as it is.", (_, a) => $"(+ {a[0]})")),
        Entry(new("==", Comparable, Comparisons.Of("=="), "Equal; null where either is null.", EqualText)),
        Entry(new("<=>", NullSafeComparable, NullSafeEqual, "Equal, where null equals null.", EqualText)),
        Entry(new("<", Comparable, Comparisons.Of("<"), "Less than.", Infix)),
        Entry(new("<=", Comparable, Comparisons.Of("<="), "Less than or equal.", Infix)),
        Entry(new(">", Comparable, Comparisons.Of(">"), "Greater than.", Infix)),
        Entry(new(">=", Comparable, Comparisons.Of(">="), "Greater than or equal.", Infix)),
        Entry(new("and", Logical, And, "True where both are; false where either is false.", (_, a) => $"({a[0]} AND {a[1]})")),
        Entry(new("or", Logical, Or, "True where either is; false where both are false.", (_, a) => $"({a[0]} OR {a[1]})")),
        Entry(new("not", (n, a) => Signature.Of(new BooleanType(), [Parameter.Boolean])(n, NullsAsBoolean(a)), Evaluate.Strict(v => Datum.Of(!v.Boolean)), "The opposite truth value.", (_, a) => $"(NOT {a[0]})")),
        Entry(new("isnull", AnyToBoolean, (_, a, _) => row => Datum.Of(a[0](row).IsNull), "Whether the value is null.", (_, a) => $"({a[0]} IS NULL)")),
        Entry(new("isnotnull", AnyToBoolean, (_, a, _) => row => Datum.Of(!a[0](row).IsNull), "Whether the value is not null.", (_, a) => $"({a[0]} IS NOT NULL)")),
        Entry(new("isnan", (n, a) => (Signature.FitAll(n, a, [Parameter.Double]), new ResultType(new BooleanType(), false)),
            (_, a, _) => row => Datum.Of(a[0](row) is { IsNull: false } v && double.IsNaN(v.Double)), "Whether the number is NaN; false for null.")),
        Entry(new("in", In, InEvaluation, "Whether a list holds the value.", (_, a) => $"({a[0]} IN ({string.Join(", ", a.Skip(1))}))")),
        Entry(new("&", Bits, Bitwise((a, b) => a & b), "Bitwise and.", Infix)),
        Entry(new("|", Bits, Bitwise((a, b) => a | b), "Bitwise or.", Infix)),
        Entry(new("^", Bits, Bitwise((a, b) => a ^ b), "Bitwise exclusive or.", Infix)),
        Entry(new("~", Unary, Evaluate.Strict(v => Datum.Of(~v.Int64)), "Bitwise not.", (_, a) => $"~{a[0]}")),
    ];

    private static (string, ScalarFunction) Entry(ScalarFunction function) => (function.Name, function);

    // x = 1 over a truth value is x itself, and x = 0 its opposite (BooleanEquality).
    private static string EqualText(FunctionCall call, IReadOnlyList<string> arguments)
    {
        string symbol = call.Function.Name == "==" ? "=" : call.Function.Name;
        for (int i = 0; i < 2; i++)
        {
            if (call.Arguments[i] is Constant { DataType: IntegralType or DecimalType } && call.Arguments[1 - i] is CastExpression { IsImplicit: true, Child.Type: BooleanType } && arguments[i] is "1" or "0")
            {
                string test = arguments[i] == "1" ? arguments[1 - i] : $"(NOT {arguments[1 - i]})";
                return symbol == "=" ? test : $"(({arguments[1 - i]} IS NOT NULL) AND {test})";
            }
        }

        return $"({arguments[0]} {symbol} {arguments[1]})";
    }

    // What Spark's analyzer makes of times and intervals has names of its own.
    private static string Infix(FunctionCall call, IReadOnlyList<string> arguments)
    {
        string name = call.Function.Name;
        (DataType left, DataType right) = (call.Arguments[0].Type, call.Arguments[1].Type);
        return (left, right) switch
        {
            (DateType, IntegralType) => $"{(name == "+" ? "date_add" : "date_sub")}({arguments[0]}, {arguments[1]})",
            (IntegralType, DateType) => $"date_add({arguments[1]}, {arguments[0]})",
            (DateType, DayTimeIntervalType { EndField: 0 }) => $"{(name == "+" ? "date_add" : "date_sub")}({arguments[0]}, extractansiintervaldays({arguments[1]}))",
            (DayTimeIntervalType { EndField: 0 }, DateType) => $"date_add({arguments[1]}, extractansiintervaldays({arguments[0]}))",
            (DateType or TimestampType or TimestampNtzType, DayTimeIntervalType or YearMonthIntervalType or CalendarIntervalType) => $"{arguments[0]} {name} {arguments[1]}",
            (DayTimeIntervalType or YearMonthIntervalType or CalendarIntervalType, DateType or TimestampType or TimestampNtzType) => $"{arguments[1]} {name} {arguments[0]}",
            (CalendarIntervalType, NumericType) => $"{(name == "*" ? "multiply" : "divide")}_interval({arguments[0]}, {arguments[1]})",
            (NumericType, CalendarIntervalType) => $"multiply_interval({arguments[1]}, {arguments[0]})",
            (NumericType, DayTimeIntervalType or YearMonthIntervalType) => $"({arguments[1]} {name} {arguments[0]})",
            _ => $"({arguments[0]} {name} {arguments[1]})",
        };
    }

    private static Seq<ResolvedExpression> NullsAsBoolean(Seq<ResolvedExpression> arguments) =>
        arguments.Select(argument => argument.Type is NullType ? argument.To(new BooleanType()) : argument).ToSeq();

    private static (Seq<ResolvedExpression>, ResultType) AnyToBoolean(string name, Seq<ResolvedExpression> arguments) => arguments.Count == 1
        ? (arguments, new ResultType(new BooleanType(), false))
        : throw FunctionErrors.ArgumentCount(name, "1", arguments.Count);

    private static (Seq<ResolvedExpression>, ResultType) Unary(string name, Seq<ResolvedExpression> arguments)
    {
        if (arguments.Count != 1)
        {
            throw FunctionErrors.ArgumentCount(name, "1", arguments.Count);
        }

        ResolvedExpression argument = arguments[0].Type is StringType or NullType ? arguments[0].To(new DoubleType()) : arguments[0];
        return argument.Type is NumericType or DayTimeIntervalType or YearMonthIntervalType or CalendarIntervalType && (name != "~" || argument.Type is IntegralType)
            ? ([argument], new ResultType(argument.Type, argument.Nullable))
            : throw FunctionErrors.UnexpectedInputType($"({(name == "negative" ? "-" : name)} {PrettySql.Of(argument)})", 1, "(\"NUMERIC\" or \"INTERVAL\")", argument);
    }

    internal static (Seq<ResolvedExpression>, ResultType) Division(string name, Seq<ResolvedExpression> arguments)
    {
        TwoArguments(name, arguments);
        (DataType left, DataType right) = (arguments[0].Type, arguments[1].Type);
        if (left is not DecimalType && right is not DecimalType && left is NumericType or StringType or NullType && right is NumericType or StringType or NullType)
        {
            arguments = arguments.Select(argument => argument.To(new DoubleType())).ToSeq();
        }

        return Arithmetic(name, arguments);
    }

    private static (Seq<ResolvedExpression>, ResultType) Pmod(string name, Seq<ResolvedExpression> arguments) => Arithmetic(name, arguments);

    internal static (Seq<ResolvedExpression>, ResultType) Arithmetic(string name, Seq<ResolvedExpression> arguments)
    {
        TwoArguments(name, arguments);
        ResolvedExpression left = arguments[0], right = arguments[1];
        string text = name == "pmod" ? Signature.CallText(name, arguments) : $"({PrettySql.Of(left)} {name} {PrettySql.Of(right)})";
        bool nullable = left.Nullable || right.Nullable || name is "/" or "%" or "pmod" or "div";
        if (TemporalType(name, left.Type, right.Type) is { } temporal)
        {
            if (left.Type is StringType)
            {
                left = left.To(new TimestampType());
            }

            return ([left, right], new ResultType(temporal, nullable));
        }

        left = left.Type is StringType ? left.To(new DoubleType()) : left;
        right = right.Type is StringType ? right.To(new DoubleType()) : right;
        if (left.Type is DecimalType or IntegralType && right.Type is DecimalType or IntegralType && (left.Type is DecimalType || right.Type is DecimalType))
        {
            var a = AsDecimal(left);
            var b = AsDecimal(right);
            DecimalType result = DecimalResult(name, a.Type, b.Type);
            return ([a.Expression, b.Expression], new ResultType(result, true));
        }

        DataType? common = TypeCoercion.TightestCommonType(left.Type, right.Type);
        common = common is NullType ? new DoubleType() : common;
        return common switch
        {
            NumericType => ([left.To(common), right.To(common)], new ResultType(common, nullable)),
            null => throw FunctionErrors.BinaryOperands(text, left.Type, right.Type),
            _ => throw FunctionErrors.BinaryOperandType(text, "(\"NUMERIC\" or \"INTERVAL DAY TO SECOND\" or \"INTERVAL YEAR TO MONTH\" or \"INTERVAL\")", common),
        };

        static (ResolvedExpression Expression, DecimalType Type) AsDecimal(ResolvedExpression expression)
        {
            if (expression.Type is DecimalType type)
            {
                return (expression, type);
            }

            // A literal is as wide as its digits, not as its type (DecimalType.fromLiteral).
            DecimalType wide = expression is Constant { Value.IsNull: false } literal
                ? new DecimalType(Math.Max(1, BigInteger.Abs(literal.Value.Int64).ToString(System.Globalization.CultureInfo.InvariantCulture).Length), 0)
                : TypeCoercion.DecimalOf((IntegralType)expression.Type);
            return (expression.To(wide), wide);
        }
    }

    private static DataType? TemporalType(string name, DataType left, DataType right) => (left, name, right) switch
    {
        (TimestampType or TimestampNtzType, "+" or "-", DayTimeIntervalType or YearMonthIntervalType or CalendarIntervalType) => left,
        (DayTimeIntervalType or YearMonthIntervalType or CalendarIntervalType, "+", TimestampType or TimestampNtzType or DateType) => right,
        (DateType, "+" or "-", DayTimeIntervalType { EndField: 0 } or YearMonthIntervalType) => left,
        (DateType, "+" or "-", DayTimeIntervalType) => new TimestampType(),
        (DateType, "+" or "-", CalendarIntervalType) => left,
        (DateType, "-", DateType) => new DayTimeIntervalType(0, 0),
        (DateType, "+" or "-", IntegerType or ShortType or ByteType) => left,
        (TimestampType, "-", TimestampType or DateType) or (DateType, "-", TimestampType) => new DayTimeIntervalType(),
        (DayTimeIntervalType, "+" or "-", DayTimeIntervalType) or (YearMonthIntervalType, "+" or "-", YearMonthIntervalType) => TypeCoercion.TightestCommonType(left, right),
        (CalendarIntervalType, "+" or "-", CalendarIntervalType) => left,
        (CalendarIntervalType, "*" or "/", NumericType) => left,
        (NumericType, "*", CalendarIntervalType) => right,
        (DayTimeIntervalType, "*" or "/", NumericType) or (NumericType, "*", DayTimeIntervalType) => new DayTimeIntervalType(),
        (YearMonthIntervalType, "*" or "/", NumericType) or (NumericType, "*", YearMonthIntervalType) => new YearMonthIntervalType(),
        (TimestampNtzType, "-", TimestampNtzType or DateType) or (DateType, "-", TimestampNtzType) => new DayTimeIntervalType(),
        (IntegerType or ShortType or ByteType, "+", DateType) => right,
        (StringType, "+" or "-", DayTimeIntervalType or YearMonthIntervalType or CalendarIntervalType) => new TimestampType(),
        _ => null,
    };

    private static DecimalType DecimalResult(string name, DecimalType a, DecimalType b)
    {
        switch (name)
        {
            case "+" or "-":
                int scale = Math.Max(a.Scale, b.Scale);
                return TypeCoercion.Adjust(Math.Max(a.Precision - a.Scale, b.Precision - b.Scale) + scale + 1, scale);
            case "*":
                return TypeCoercion.Adjust(a.Precision + b.Precision + 1, a.Scale + b.Scale);
            case "/":
                int quotientScale = Math.Max(6, a.Scale + b.Precision + 1);
                return TypeCoercion.Adjust(a.Precision - a.Scale + b.Scale + quotientScale, quotientScale);
            default:
                int remainderScale = Math.Max(a.Scale, b.Scale);
                return TypeCoercion.Adjust(Math.Min(a.Precision - a.Scale, b.Precision - b.Scale) + remainderScale, remainderScale);
        }
    }

    internal static Evaluator ArithmeticEvaluation(FunctionCall call, Evaluator[] arguments, EvaluationContext context)
    {
        Evaluator left = arguments[0], right = arguments[1];
        string name = call.Function.Name;
        if (call.Arguments.Any(argument => argument.Type is TimestampType or TimestampNtzType or DateType or DayTimeIntervalType or YearMonthIntervalType or CalendarIntervalType))
        {
            return Evaluate.Strict(TemporalArithmetic.For(name, call.Arguments[0].Type, call.Arguments[1].Type, context))(call, arguments, context);
        }

        switch (call.Type)
        {
            case DecimalType decimalType:
                return Evaluate.Strict((a, b) => DecimalOperation(name, a.Decimal, b.Decimal, decimalType))(call, arguments, context);
            case FloatType:
                Func<double, double, double?> single = DoubleOperation(name);
                return Evaluate.Strict((a, b) => single(a.Double, b.Double) is { } value ? Datum.Of((double)(float)value) : Datum.Null)(call, arguments, context);
            case DoubleType:
                return name switch
                {
                    "+" => row => left(row) is { IsNull: false } a && right(row) is { IsNull: false } b ? Datum.Of(a.Double + b.Double) : Datum.Null,
                    "-" => row => left(row) is { IsNull: false } a && right(row) is { IsNull: false } b ? Datum.Of(a.Double - b.Double) : Datum.Null,
                    "*" => row => left(row) is { IsNull: false } a && right(row) is { IsNull: false } b ? Datum.Of(a.Double * b.Double) : Datum.Null,
                    _ => DoubleOperation(name) is var operation
                        ? row => left(row) is { IsNull: false } a && right(row) is { IsNull: false } b && operation(a.Double, b.Double) is { } value ? Datum.Of(value) : Datum.Null
                        : left,
                };
            default:
                Func<long, long> wrap = Wrap(call.Type);

                // Java's integers wrap around.
                return unchecked(name switch
                {
                    "+" => row => left(row) is { IsNull: false } a && right(row) is { IsNull: false } b ? Datum.Of(wrap(a.Int64 + b.Int64)) : Datum.Null,
                    "-" => row => left(row) is { IsNull: false } a && right(row) is { IsNull: false } b ? Datum.Of(wrap(a.Int64 - b.Int64)) : Datum.Null,
                    "*" => row => left(row) is { IsNull: false } a && right(row) is { IsNull: false } b ? Datum.Of(wrap(a.Int64 * b.Int64)) : Datum.Null,
                    "pmod" => row => left(row) is { IsNull: false } a && right(row) is { IsNull: false, Int64: not 0 } b ? Datum.Of(PositiveRemainder(a.Int64, b.Int64)) : Datum.Null,
                    _ => row => left(row) is { IsNull: false } a && right(row) is { IsNull: false, Int64: not 0 } b ? Datum.Of(b.Int64 == -1 ? 0 : a.Int64 % b.Int64) : Datum.Null,
                });
        }
    }

    private static long PositiveRemainder(long dividend, long divisor)
    {
        if (divisor == -1)
        {
            return 0;
        }

        long remainder = dividend % divisor;
        return remainder < 0 ? (remainder + divisor) % divisor : remainder;
    }

    private static Func<double, double, double?> DoubleOperation(string name) => name switch
    {
        "+" => (a, b) => a + b,
        "-" => (a, b) => a - b,
        "*" => (a, b) => a * b,
        "/" => (a, b) => b == 0 ? null : a / b,
        "%" => (a, b) => b == 0 ? null : a % b,
        _ => (a, b) => b == 0 ? null : a % b is var r && r < 0 ? (r + b) % b : r,
    };

    private static Datum DecimalOperation(string name, SparkDecimal a, SparkDecimal b, DecimalType type)
    {
        int scale = Math.Max(a.Scale, b.Scale);
        BigInteger x = DecimalArithmetic.Rescale(a, scale).Unscaled, y = DecimalArithmetic.Rescale(b, scale).Unscaled;
        if (name is "/" or "%" or "pmod" && y.IsZero)
        {
            return Datum.Null;
        }

        SparkDecimal result = name switch
        {
            "+" => new(x + y, scale),
            "-" => new(x - y, scale),
            "*" => new(a.Unscaled * b.Unscaled, a.Scale + b.Scale),
            "/" => new(DecimalArithmetic.DivideHalfUp(x * BigInteger.Pow(10, type.Scale), y), type.Scale),
            "%" => new(BigInteger.Remainder(x, y), scale),
            _ => new(BigInteger.Remainder(x, y) is var r && r.Sign < 0 ? BigInteger.Remainder(r + y, y) : r, scale),
        };
        return Casts.Decimal(result, type);
    }

    private static Func<long, long> Wrap(DataType type) => unchecked(type switch
    {
        ByteType => value => (sbyte)value,
        ShortType => value => (short)value,
        IntegerType => value => (int)value,
        _ => value => value,
    });

    private static Evaluator Negate(FunctionCall call, Evaluator[] arguments, EvaluationContext context)
    {
        Func<long, long> wrap = Wrap(call.Type);
        return Evaluate.Strict(call.Type switch
        {
            DecimalType => value => Datum.Of(new SparkDecimal(-value.Decimal.Unscaled, value.Decimal.Scale)),
            FloatType or DoubleType => value => Datum.Of(-value.Double),
            CalendarIntervalType => value => (CalendarInterval)value.Reference! is var interval ? Datum.Of(new CalendarInterval(unchecked(-interval.Months), unchecked(-interval.Days), unchecked(-interval.Microseconds))) : value,
            _ => value => Datum.Of(wrap(unchecked(-value.Int64))),
        })(call, arguments, context);
    }

    private static (Seq<ResolvedExpression>, ResultType) Comparable(string name, Seq<ResolvedExpression> arguments)
    {
        Seq<ResolvedExpression> common = CommonOperands(name, arguments);
        return (common, new ResultType(new BooleanType(), common.Any(argument => argument.Nullable)));
    }

    private static (Seq<ResolvedExpression>, ResultType) NullSafeComparable(string name, Seq<ResolvedExpression> arguments) =>
        (CommonOperands(name, arguments), new ResultType(new BooleanType(), false));

    private static Seq<ResolvedExpression> CommonOperands(string name, Seq<ResolvedExpression> arguments)
    {
        TwoArguments(name, arguments);
        (DataType left, DataType right) = (arguments[0].Type, arguments[1].Type);
        string text = $"({PrettySql.Of(arguments[0])} {(name == "==" ? "=" : name)} {PrettySql.Of(arguments[1])})";
        DataType type = TypeCoercion.ComparisonType(left, right) ?? throw FunctionErrors.BinaryOperands(text, left, right);
        return type.ContainsMap()
            ? throw FunctionErrors.Mismatch("INVALID_ORDERING_TYPE", text, $"The `{name}` does not support ordering on type \"{type.Sql}\".")
            : [arguments[0].To(type), arguments[1].To(type)];
    }

    private static Evaluator NullSafeEqual(FunctionCall call, Evaluator[] arguments, EvaluationContext context)
    {
        Comparison<Datum> order = call.Arguments[0].Type is NullType ? (_, _) => 0 : DatumComparer.Order(call.Arguments[0].Type);
        return row => Datum.Of(order(arguments[0](row), arguments[1](row)) == 0);
    }

    private static (Seq<ResolvedExpression>, ResultType) Logical(string name, Seq<ResolvedExpression> arguments)
    {
        TwoArguments(name, arguments);
        Seq<ResolvedExpression> operands = NullsAsBoolean(arguments);
        string text = $"({PrettySql.Of(operands[0])} {name.ToUpperInvariant()} {PrettySql.Of(operands[1])})";
        return operands[0].Type != operands[1].Type ? throw FunctionErrors.BinaryOperands(text, operands[0].Type, operands[1].Type)
            : operands[0].Type is not BooleanType ? throw FunctionErrors.BinaryOperandType(text, "\"BOOLEAN\"", operands[0].Type)
            : (operands, new ResultType(new BooleanType(), operands.Any(operand => operand.Nullable)));
    }

    private static Evaluator And(FunctionCall call, Evaluator[] arguments, EvaluationContext context) => row =>
    {
        Datum left = arguments[0](row);
        if (left is { IsNull: false, Boolean: false })
        {
            return Datum.False;
        }

        Datum right = arguments[1](row);
        return right is { IsNull: false, Boolean: false } ? Datum.False : left.IsNull || right.IsNull ? Datum.Null : Datum.True;
    };

    private static Evaluator Or(FunctionCall call, Evaluator[] arguments, EvaluationContext context) => row =>
    {
        Datum left = arguments[0](row);
        if (left is { IsNull: false, Boolean: true })
        {
            return Datum.True;
        }

        Datum right = arguments[1](row);
        return right is { IsNull: false, Boolean: true } ? Datum.True : left.IsNull || right.IsNull ? Datum.Null : Datum.False;
    };

    private static (Seq<ResolvedExpression>, ResultType) In(string name, Seq<ResolvedExpression> arguments)
    {
        arguments.ExpectAtLeast(name, 2);
        if (arguments.FirstOrDefault(argument => argument.Type.ContainsMap()) is { } map)
        {
            throw FunctionErrors.Mismatch("INVALID_ORDERING_TYPE", Signature.CallText(name, arguments), $"The `{name}` does not support ordering on type \"{map.Type.Sql}\".");
        }

        if (arguments.All(argument => TypeCoercion.SameShape(argument.Type, arguments[0].Type)))
        {
            return (arguments, new ResultType(new BooleanType(), arguments.AnyNullable()));
        }

        DataType type = TypeCoercion.LeastCommonType(arguments.Select(argument => argument.Type)) ?? throw FunctionErrors.DifferentTypes(
            $"({PrettySql.Of(arguments[0])} IN ({string.Join(", ", arguments.Skip(1).Select(PrettySql.Of))}))", "in", arguments.Select(argument => argument.Type));
        Seq<ResolvedExpression> common = arguments.Select(argument => argument.To(type)).ToSeq();
        return (common, new ResultType(new BooleanType(), common.Any(argument => argument.Nullable)));
    }

    private static Evaluator InEvaluation(FunctionCall call, Evaluator[] arguments, EvaluationContext context)
    {
        Comparison<Datum> order = call.Arguments[0].Type is NullType ? (_, _) => 0 : DatumComparer.Order(call.Arguments[0].Type);
        return row =>
        {
            Datum value = arguments[0](row);
            if (value.IsNull)
            {
                return Datum.Null;
            }

            bool sawNull = false;
            for (int i = 1; i < arguments.Length; i++)
            {
                Datum item = arguments[i](row);
                sawNull |= item.IsNull;
                if (!item.IsNull && order(value, item) == 0)
                {
                    return Datum.True;
                }
            }

            return sawNull ? Datum.Null : Datum.False;
        };
    }

    private static (Seq<ResolvedExpression>, ResultType) Bits(string name, Seq<ResolvedExpression> arguments)
    {
        TwoArguments(name, arguments);
        DataType? type = TypeCoercion.TightestCommonType(arguments[0].Type, arguments[1].Type);
        string text = $"({PrettySql.Of(arguments[0])} {name} {PrettySql.Of(arguments[1])})";
        return type switch
        {
            IntegralType => ([arguments[0].To(type), arguments[1].To(type)], new ResultType(type, arguments.Any(argument => argument.Nullable))),
            null => throw FunctionErrors.BinaryOperands(text, arguments[0].Type, arguments[1].Type),
            _ => throw FunctionErrors.BinaryOperandType(text, "\"INTEGRAL\"", type),
        };
    }

    private static ScalarEvaluation Bitwise(Func<long, long, long> operation) => Evaluate.Strict((a, b) => Datum.Of(operation(a.Int64, b.Int64)));

    private static void TwoArguments(string name, Seq<ResolvedExpression> arguments)
    {
        if (arguments.Count != 2)
        {
            throw FunctionErrors.ArgumentCount(name, "2", arguments.Count);
        }
    }
}
