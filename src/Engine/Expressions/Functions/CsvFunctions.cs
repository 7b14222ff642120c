using System.Text;
using Grader.Engine.Analysis;
using Grader.Engine.Sources;
using Grader.Plans;
using Grader.Plans.Types;

namespace Grader.Engine.Expressions.Functions;

/// <summary>CSV texts of one record: read and written.</summary>
internal static class CsvFunctions
{
    private static readonly Parameter Text = Parameter.String;

    public static IEnumerable<(string, ScalarFunction)> All =>
    [
        Entries.Of("from_csv", FromRule, From, "A CSV text as a struct of a schema.", (_, a) => $"from_csv({a[0]})"),
        Entries.Of("to_csv", ToRule, To, "A struct as CSV text.", (_, a) => $"to_csv({a[0]})"),
        Entries.Of("schema_of_csv", SchemaRule, Schema, "The schema of a CSV text, as DDL.", (_, a) => $"schema_of_csv({a[0]})"),
    ];

    private static (Seq<ResolvedExpression>, ResultType) FromRule(string name, Seq<ResolvedExpression> arguments)
    {
        arguments.Expect(name, 2, 3);
        ResolvedExpression text = arguments.As(name, 0, Text);
        DataType type = FormatOptions.SchemaOf(arguments[1]);
        if (type is not StructType schema)
        {
            throw SparkException.Analysis("INVALID_SCHEMA.NON_STRUCT_TYPE",
                $"[INVALID_SCHEMA.NON_STRUCT_TYPE] The input schema \"{PrettySql.Of(arguments[1])}\" is not a valid schema string. The input expression should be evaluated to struct type, but got \"{type.Sql}\".");
        }

        JsonFunctions.CheckMode(name, FormatOptions.Of(arguments, 2));
        foreach (StructField field in schema.Fields)
        {
            CsvValueConverter.CheckSupported(field);
        }

        return ([text, .. arguments.Skip(1)], new ResultType(schema, true));
    }

    private static Evaluator From(FunctionCall call, Evaluator[] arguments, EvaluationContext context)
    {
        var parser = new CsvTextParser((StructType)call.Type, FormatOptions.Of(call.Arguments, 2), context);
        return row => arguments[0](row) is { IsNull: false } text ? parser.Parse(text.String) : Datum.Null;
    }

    private static (Seq<ResolvedExpression>, ResultType) ToRule(string name, Seq<ResolvedExpression> arguments)
    {
        arguments.Expect(name, 1, 2);
        FormatOptions.Of(arguments, 1);
        return arguments[0].Type is StructType fields && fields.Fields.All(field => field.DataType is not (StructType or ArrayType or MapType))
            ? (arguments, new ResultType(new StringType(), true))
            : throw FunctionErrors.UnexpectedInputType(Signature.CallText(name, [arguments[0]]), 1, "\"STRUCT\"", arguments[0]);
    }

    private static Evaluator To(FunctionCall call, Evaluator[] arguments, EvaluationContext context)
    {
        var writer = new CsvTextWriter(FormatOptions.Of(call.Arguments, 1), context.TimeZone);
        var type = (StructType)call.Arguments[0].Type;
        return row => arguments[0](row) is { IsNull: false } value ? Datum.Of(ValueLimits.Checked(call.Function.Name, writer.Write(value.Items, type))) : Datum.Null;
    }

    private static (Seq<ResolvedExpression>, ResultType) SchemaRule(string name, Seq<ResolvedExpression> arguments)
    {
        arguments.Expect(name, 1, 2);
        ResolvedExpression text = arguments.As(name, 0, Text);
        FormatOptions.Of(arguments, 1);
        return !text.IsFoldable()
            ? throw FunctionErrors.Mismatch("NON_FOLDABLE_INPUT", $"{name}({PrettySql.Of(text)})", $"the input `csv` should be a foldable \"STRING\" expression; however, got \"{PrettySql.Of(text)}\".")
            : text.Fold().IsNull
            ? throw FunctionErrors.Mismatch("UNEXPECTED_NULL", $"{name}({PrettySql.Of(text)})", "The `csv` must not be null.")
            : ([text, .. arguments.Skip(1)], new ResultType(new StringType(), false));
    }

    private static Evaluator Schema(FunctionCall call, Evaluator[] arguments, EvaluationContext context)
    {
        CaseInsensitiveOptions options = FormatOptions.Of(call.Arguments, 1);
        var inferring = new CaseInsensitiveOptions([.. options.Entries, new Setting("inferSchema", "true"), new Setting("header", "false")]);
        var inference = new CsvSchemaInference(new CsvReadOptions(inferring, context.TimeZone));
        return Evaluate.StrictMany(a => Datum.Of(FormatOptions.Ddl(inference.Infer([() => new MemoryStream(Encoding.UTF8.GetBytes(a[0].String))]))))(call, arguments, context);
    }
}
