using Grader.Plans;
using Grader.Plans.Types;

namespace Grader.Engine.Expressions.Functions;

/// <summary>Types, assertions, null-safe equality, and what a session says about itself.</summary>
internal static class MiscellaneousFunctions
{
    public static IEnumerable<(string, ScalarFunction)> All =>
    [
        Entry(new("typeof", (n, a) => One(n, a, new StringType()), (call, _, _) => _ => Datum.Of(call.Arguments[0].Type.SimpleString), "The type of an expression, as text.")),
        Entry(new("assert_true", AssertRule, Assert, "Null where the condition is true, else an error.", (call, a) => $"assert_true({a[0]}, {(a.Count > 1 ? a[1] : $"'{a[0]}' is not true!")})")),
        Entry(new("raise_error", Signature.Of(new NullType(), [Parameter.String], alwaysNullable: true), Raise, "An error with this message.")),
        Entry(new("equal_null", EqualNullRule, EqualNull, "Equal, where null equals null.")),
        Constant("current_catalog", "spark_catalog", "The name of the catalog."),
        Constant("current_database", "default", "The name of the database."),
        Constant("current_schema", "default", "The name of the database.", "current_database"),
        Constant("version", "3.5.9 ", "The version of Spark that this engine follows."),
        Entry(new("spark_partition_id", Signature.Of(new IntegerType(), []), (_, _, _) => _ => Datum.Of(0L), "The number of the partition: this engine has one.", (_, _) => "SPARK_PARTITION_ID()", IsDeterministic: false)),
        Entry(new("monotonically_increasing_id", Signature.Of(new LongType(), []), Counter, "A number for each row of a batch, from 0.", (_, _) => "monotonically_increasing_id()", IsDeterministic: false)),
        Entry(new("uuid", Signature.Of(new StringType(), []), Uuid, "A random UUID as text.", (_, _) => "uuid()", IsDeterministic: false)),
    ];

    private static (string, ScalarFunction) Entry(ScalarFunction function) => (function.Name, function);

    private static (string, ScalarFunction) Constant(string name, string value, string documentation, string? printed = null) =>
        (name, new(name, Signature.Of(new StringType(), []), (_, _, _) => _ => Datum.Of(value), documentation, (_, _) => $"{printed ?? name}()"));

    private static (Seq<ResolvedExpression>, ResultType) One(string name, Seq<ResolvedExpression> arguments, DataType result)
    {
        arguments.Expect(name, 1);
        return (arguments, new ResultType(result, false));
    }

    private static (Seq<ResolvedExpression>, ResultType) AssertRule(string name, Seq<ResolvedExpression> arguments)
    {
        arguments.Expect(name, 1, 2);
        ResolvedExpression condition = arguments[0].Type is NullType ? arguments[0].To(new BooleanType()) : arguments.As(name, 0, Parameter.Boolean);
        return (arguments.Count == 1 ? [condition] : [condition, arguments.As(name, 1, Parameter.String)], new ResultType(new NullType(), true));
    }

    private static Evaluator Assert(FunctionCall call, Evaluator[] arguments, EvaluationContext context)
    {
        string standard = $"'{PrettySql.Of(call.Arguments[0])}' is not true!";
        return row => arguments[0](row) is { IsNull: false, Boolean: true }
            ? Datum.Null
            : throw FunctionErrors.AtRun("RuntimeException", null, arguments.Length < 2 ? standard : arguments[1](row) is { IsNull: false } message ? message.String : "null");
    }

    private static Evaluator Raise(FunctionCall call, Evaluator[] arguments, EvaluationContext context) =>
        row => throw FunctionErrors.AtRun("RuntimeException", null, arguments[0](row) is { IsNull: false } message ? message.String : "null");

    private static (Seq<ResolvedExpression>, ResultType) EqualNullRule(string name, Seq<ResolvedExpression> arguments)
    {
        arguments.Expect(name, 2);
        DataType type = TypeCoercion.ComparisonType(arguments[0].Type, arguments[1].Type)
            ?? throw FunctionErrors.BinaryOperands($"({PrettySql.Of(arguments[0])} <=> {PrettySql.Of(arguments[1])})", arguments[0].Type, arguments[1].Type);
        return ([arguments[0].To(type), arguments[1].To(type)], new ResultType(new BooleanType(), false));
    }

    private static Evaluator EqualNull(FunctionCall call, Evaluator[] arguments, EvaluationContext context)
    {
        IEqualityComparer<Datum> equality = Functions.Arguments.Equality(call.Arguments[0].Type);
        return row => arguments[0](row) is var a && arguments[1](row) is var b ? Datum.Of(a.IsNull || b.IsNull ? a.IsNull && b.IsNull : equality.Equals(a, b)) : Datum.Null;
    }

    private static Evaluator Counter(FunctionCall call, Evaluator[] arguments, EvaluationContext context)
    {
        long next = 0;
        return _ => Datum.Of(next++);
    }

    private static Evaluator Uuid(FunctionCall call, Evaluator[] arguments, EvaluationContext context)
    {
        var random = new XorShiftRandom(context.BatchTimestampMs);
        return _ =>
        {
            byte[] bytes = [.. Enumerable.Range(0, 16).Select(_ => (byte)(random.NextDouble() * 256))];
            bytes[6] = (byte)((bytes[6] & 0x0f) | 0x40);
            bytes[8] = (byte)((bytes[8] & 0x3f) | 0x80);
            return Datum.Of(new Guid(bytes, bigEndian: true).ToString());
        };
    }
}
