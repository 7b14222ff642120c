using Grader.Plans;
using Grader.Plans.Types;

namespace Grader.Engine.Expressions.Functions;

/// <summary>CASE, IF and the functions that choose among their arguments; arguments not chosen are not evaluated.</summary>
internal static class ConditionalFunctions
{
    public static IEnumerable<(string, ScalarFunction)> All =>
    [
        Entry("when", new("when", CaseRule, CaseEvaluation, "CASE: the value of the first condition that holds, else the default or null.", CaseText)),
        Entry("if", new("if", IfRule, CaseEvaluation, "The second argument where the first is true, else the third.", (_, a) => $"(IF({a[0]}, {a[1]}, {a[2]}))")),
        Entry("coalesce", new("coalesce", Common("coalesce", 1, all => all), Coalesce, "The first argument that is not null.")),
        Entry("nvl", new("nvl", Common("nvl", 2, all => all), Coalesce, "The second argument where the first is null.")),
        Entry("ifnull", new("ifnull", Common("ifnull", 2, all => all), Coalesce, "The second argument where the first is null.")),
        Entry("nullif", new("nullif", NullIfRule, NullIf, "Null where both arguments are equal, else the first.", (_, a) => $"nullif({a[0]}, {a[1]})")),
        Entry("nvl2", new("nvl2", Nvl2Rule, Nvl2, "The second argument where the first is not null, else the third.")),
        Entry("greatest", new("greatest", Common("greatest", 2, all => all), Extreme(1), "The greatest argument; nulls are passed over.")),
        Entry("least", new("least", Common("least", 2, all => all), Extreme(-1), "The least argument; nulls are passed over.")),
    ];

    private static (string, ScalarFunction) Entry(string name, ScalarFunction function) => (name, function);

    private static (Seq<ResolvedExpression>, ResultType) CaseRule(string name, Seq<ResolvedExpression> arguments)
    {
        if (arguments.Count < 2)
        {
            throw FunctionErrors.ArgumentCount(name, "> 1", arguments.Count);
        }

        bool hasDefault = arguments.Count % 2 == 1;
        string text = CaseText(arguments.Select(PrettySql.Of).ToArray());
        for (int i = 0; i + 1 < arguments.Count; i += 2)
        {
            if (arguments[i].Type is not (BooleanType or NullType))
            {
                throw FunctionErrors.UnexpectedInputType(text, i / 2 + 1, "\"BOOLEAN\"", arguments[i]);
            }
        }

        bool IsValue(int i) => i % 2 == 1 || (hasDefault && i == arguments.Count - 1);
        DataType[] types = [.. arguments.Where((_, i) => IsValue(i)).Select(value => value.Type)];
        DataType type = TypeCoercion.LeastCommonType(types) ?? throw FunctionErrors.DifferentTypes(text, "casewhen", types);
        Seq<ResolvedExpression> typed = arguments.Select((argument, i) => argument.To(IsValue(i) ? type : new BooleanType())).ToSeq();
        return (typed, new ResultType(type, !hasDefault || typed.Where((_, i) => IsValue(i)).Any(value => value.Nullable)));
    }

    private static (Seq<ResolvedExpression>, ResultType) IfRule(string name, Seq<ResolvedExpression> arguments) =>
        arguments.Count == 3 ? CaseRule(name, arguments) : throw FunctionErrors.ArgumentCount(name, "3", arguments.Count);

    private static string CaseText(FunctionCall call, IReadOnlyList<string> arguments) => CaseText(arguments);

    private static string CaseText(IReadOnlyList<string> arguments)
    {
        var text = new System.Text.StringBuilder("CASE");
        for (int i = 0; i + 1 < arguments.Count; i += 2)
        {
            text.Append(" WHEN ").Append(arguments[i]).Append(" THEN ").Append(arguments[i + 1]);
        }

        if (arguments.Count % 2 == 1)
        {
            text.Append(" ELSE ").Append(arguments[^1]);
        }

        return text.Append(" END").ToString();
    }

    private static Evaluator CaseEvaluation(FunctionCall call, Evaluator[] arguments, EvaluationContext context) => row =>
    {
        for (int i = 0; i + 1 < arguments.Length; i += 2)
        {
            if (arguments[i](row) is { IsNull: false, Boolean: true })
            {
                return arguments[i + 1](row);
            }
        }

        return arguments.Length % 2 == 1 ? arguments[^1](row) : Datum.Null;
    };

    private static TypeRule Common(string function, int least, Func<bool, bool> nullable) => (name, arguments) =>
    {
        if (arguments.Count < least)
        {
            throw FunctionErrors.ArgumentCount(name, $"> {least - 1}", arguments.Count);
        }

        DataType type = TypeCoercion.LeastCommonType(arguments.Select(argument => argument.Type))
            ?? throw FunctionErrors.NotOneType(Signature.CallText(name, arguments), function, arguments.Select(argument => argument.Type));
        Seq<ResolvedExpression> common = arguments.Select(argument => argument.To(type)).ToSeq();
        return (common, new ResultType(type, nullable(common.All(argument => argument.Nullable))));
    };

    private static Evaluator Coalesce(FunctionCall call, Evaluator[] arguments, EvaluationContext context) => row =>
    {
        foreach (Evaluator argument in arguments)
        {
            if (argument(row) is { IsNull: false } value)
            {
                return value;
            }
        }

        return Datum.Null;
    };

    private static (Seq<ResolvedExpression>, ResultType) NullIfRule(string name, Seq<ResolvedExpression> arguments)
    {
        if (arguments.Count != 2)
        {
            throw FunctionErrors.ArgumentCount(name, "2", arguments.Count);
        }

        DataType type = TypeCoercion.ComparisonType(arguments[0].Type, arguments[1].Type)
            ?? throw FunctionErrors.BinaryOperands(Signature.CallText(name, arguments), arguments[0].Type, arguments[1].Type);

        // The third argument is the first again, uncast: it is what comes out.
        return ([arguments[0].To(type), arguments[1].To(type), arguments[0]], new ResultType(arguments[0].Type, true));
    }

    private static Evaluator NullIf(FunctionCall call, Evaluator[] arguments, EvaluationContext context)
    {
        Comparison<Datum> order = DatumComparer.Order(call.Arguments[0].Type);
        return row => arguments[0](row) is { IsNull: false } a && arguments[1](row) is { IsNull: false } b && order(a, b) == 0 ? Datum.Null : arguments[2](row);
    }

    private static (Seq<ResolvedExpression>, ResultType) Nvl2Rule(string name, Seq<ResolvedExpression> arguments)
    {
        if (arguments.Count != 3)
        {
            throw FunctionErrors.ArgumentCount(name, "3", arguments.Count);
        }

        DataType type = TypeCoercion.LeastCommonType(arguments[1].Type, arguments[2].Type)
            ?? throw FunctionErrors.DifferentTypes(Signature.CallText(name, arguments), "if", [arguments[1].Type, arguments[2].Type]);
        return ([arguments[0], arguments[1].To(type), arguments[2].To(type)], new ResultType(type, arguments[1].Nullable || arguments[2].Nullable));
    }

    private static Evaluator Nvl2(FunctionCall call, Evaluator[] arguments, EvaluationContext context) =>
        row => arguments[0](row).IsNull ? arguments[2](row) : arguments[1](row);

    private static ScalarEvaluation Extreme(int sign) => (call, arguments, _) =>
    {
        Comparison<Datum> order = DatumComparer.Order(call.Type);
        return row =>
        {
            Datum best = Datum.Null;
            foreach (Evaluator argument in arguments)
            {
                if (argument(row) is { IsNull: false } value && (best.IsNull || order(value, best) * sign > 0))
                {
                    best = value;
                }
            }

            return best;
        };
    };
}
