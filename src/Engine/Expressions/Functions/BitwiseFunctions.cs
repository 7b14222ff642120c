using System.Numerics;
using Grader.Plans;
using Grader.Plans.Types;

namespace Grader.Engine.Expressions.Functions;

/// <summary>Shifts and single bits, with Java's counts: only the low five or six bits of a shift's length matter.</summary>
internal static class BitwiseFunctions
{
    public static IEnumerable<(string, ScalarFunction)> All =>
    [
        Shift("shiftleft", (value, count) => unchecked((int)value << count), (value, count) => value << count, "Bits moved to the left."),
        Shift("shiftright", (value, count) => (int)value >> count, (value, count) => value >> count, "Bits moved to the right; the sign stays."),
        Shift("shiftrightunsigned", (value, count) => unchecked((int)((uint)(int)value >> count)), (value, count) => value >>> count, "Bits moved to the right; zeros come in."),
        ("bit_count", new("bit_count", CountRule, Evaluate.Strict(value => Datum.Of((long)BitOperations.PopCount((ulong)value.Int64))), "Number of bits that are set.")),
        ("bit_get", new("bit_get", GetRule, Get, "A bit of a number, counted from the right from 0.")),
        ("getbit", new("getbit", GetRule, Get, "A bit of a number, counted from the right from 0.")),
    ];

    private static (string, ScalarFunction) Shift(string name, Func<long, int, long> narrow, Func<long, int, long> wide, string documentation) => (name, new(
        name, ShiftRule, (call, a, x) => Evaluate.Strict(call.Type is LongType
            ? (value, count) => Datum.Of(wide(value.Int64, (int)count.Int64))
            : (value, count) => Datum.Of(narrow(value.Int64, (int)count.Int64)))(call, a, x), documentation));

    private static (Seq<ResolvedExpression>, ResultType) ShiftRule(string name, Seq<ResolvedExpression> arguments)
    {
        arguments.Expect(name, 2);
        ResolvedExpression value = arguments[0].Type is LongType ? arguments[0] : Parameter.Integer.Fit(arguments[0])
            ?? throw FunctionErrors.UnexpectedInputType(Signature.CallText(name, arguments), 1, "(\"INT\" or \"BIGINT\")", arguments[0]);
        return ([value, arguments.As(name, 1, Parameter.Integer)], new ResultType(value.Type, arguments.AnyNullable()));
    }

    private static (Seq<ResolvedExpression>, ResultType) CountRule(string name, Seq<ResolvedExpression> arguments)
    {
        arguments.Expect(name, 1);
        return arguments[0].Type is IntegralType or BooleanType
            ? (arguments, new ResultType(new IntegerType(), arguments[0].Nullable))
            : throw FunctionErrors.UnexpectedInputType(Signature.CallText(name, arguments), 1, "(\"INTEGRAL\" or \"BOOLEAN\")", arguments[0]);
    }

    private static (Seq<ResolvedExpression>, ResultType) GetRule(string name, Seq<ResolvedExpression> arguments)
    {
        arguments.Expect(name, 2);
        return arguments[0].Type is IntegralType
            ? ([arguments[0], arguments.As(name, 1, Parameter.Integer)], new ResultType(new ByteType(), arguments.AnyNullable()))
            : throw FunctionErrors.UnexpectedInputType(Signature.CallText(name, arguments), 1, "\"INTEGRAL\"", arguments[0]);
    }

    private static Evaluator Get(FunctionCall call, Evaluator[] arguments, EvaluationContext context)
    {
        int size = call.Arguments[0].Type switch { ByteType => 8, ShortType => 16, IntegerType => 32, _ => 64 };
        return Evaluate.Strict((value, position) => position.Int64 >= 0 && position.Int64 < size
            ? Datum.Of((value.Int64 >> (int)position.Int64) & 1)
            : throw FunctionErrors.AtRun("IllegalArgumentException", null, $"Invalid bit position: {position.Int64} {(position.Int64 < 0 ? "is less than zero" : $"exceeds the bit upper limit")}"))(call, arguments, context);
    }
}
