using Grader.Plans;
using Grader.Plans.Types;

namespace Grader.Engine.Expressions.Functions;

/// <summary>Structs and the names of their fields.</summary>
internal static class StructFunctions
{
    /// <summary>A struct that SQL writes as <c>(a, b)</c>: it prints as named_struct does.</summary>
    public const string Tuple = "(struct)";

    public static IEnumerable<(string, ScalarFunction)> All =>
    [
        Entry(new("struct", StructRule, (_, a, _) => row => Datum.Of([.. a.Select(item => item(row))]), "A struct of the arguments, named as columns are.")),
        Entry(new("named_struct", NamedStructRule, NamedStruct, "A struct from names and values in pairs.")),
    ];

    public static ScalarFunction TupleFunction { get; } = new(Tuple, StructRule, (_, a, _) => row => Datum.Of([.. a.Select(item => item(row))]), "A struct.",
        (call, a) => $"named_struct({string.Join(", ", ((StructType)call.Type).Fields.Zip(a, (field, text) => $"{field.Name}, {text}"))})");

    private static (string, ScalarFunction) Entry(ScalarFunction function) => (function.Name, function);

    private static (Seq<ResolvedExpression>, ResultType) StructRule(string name, Seq<ResolvedExpression> arguments)
    {
        StructType type = new(arguments.Select((argument, i) => new StructField(NameOf(argument) ?? $"col{i + 1}", argument.Type, argument.Nullable)).ToSeq());
        return (arguments, new ResultType(type, false));
    }

    /// <summary>arrays_zip names its fields as struct does, and counts the others from 0.</summary>
    public static string ZippedName(ResolvedExpression argument, int index) => NameOf(argument) ?? index.ToString(System.Globalization.CultureInfo.InvariantCulture);

    private static string? NameOf(ResolvedExpression argument) => argument switch
    {
        NamedExpression named => named.Name,
        AttributeReference { IsLambdaVariable: true } => null,
        AttributeReference attribute => attribute.Name,
        FunctionCall { Function.Name: "getstructfield" } field => PrettySql.Of(field)[(PrettySql.Of(field).LastIndexOf('.') + 1)..],
        _ => null,
    };

    private static (Seq<ResolvedExpression>, ResultType) NamedStructRule(string name, Seq<ResolvedExpression> arguments)
    {
        if (arguments.Count % 2 != 0 || arguments.Count == 0)
        {
            throw FunctionErrors.ArgumentCount(name, "2n (n > 0)", arguments.Count);
        }

        var fields = new List<StructField>();
        for (int i = 0; i < arguments.Count; i += 2)
        {
            if (!arguments[i].IsFoldable() || arguments[i].Type is not StringType)
            {
                throw FunctionErrors.Mismatch("CREATE_NAMED_STRUCT_WITHOUT_FOLDABLE_STRING", Signature.CallText(name, arguments),
                    $"Only foldable `STRING` expressions are allowed to appear at odd position, but they are [{string.Join(", ", arguments.Where((a, k) => k % 2 == 0 && (!a.IsFoldable() || a.Type is not StringType)).Select(a => $"\"{PrettySql.Of(a)}\""))}].");
            }

            fields.Add(arguments[i].Fold() is { IsNull: false } fieldName
                ? new StructField(fieldName.String, arguments[i + 1].Type, arguments[i + 1].Nullable)
                : throw FunctionErrors.Mismatch("UNEXPECTED_NULL", Signature.CallText(name, arguments), $"The `exprName` must not be null."));
        }

        return (arguments, new ResultType(new StructType(fields.ToSeq()), false));
    }

    private static Evaluator NamedStruct(FunctionCall call, Evaluator[] arguments, EvaluationContext context) => row =>
    {
        var fields = new Datum[arguments.Length / 2];
        for (int i = 0; i < fields.Length; i++)
        {
            fields[i] = arguments[2 * i + 1](row);
        }

        return Datum.Of(fields);
    };
}
