using Grader.Engine.Text;
using Grader.Plans;
using Grader.Plans.Types;

namespace Grader.Engine.Expressions.Functions;

/// <summary>Values by formats: Java's format strings, number patterns and number templates.</summary>
internal static class FormatFunctions
{
    private static readonly Parameter Text = Parameter.String;
    private static readonly Parameter PlacesOrPattern = new("(\"INT\" or \"STRING\")", type => type is IntegerType or StringType, new IntegerType());

    public static IEnumerable<(string, ScalarFunction)> All =>
    [
        .. Entries.Named(["format_string", "printf"], FormatStringRule, FormatString, "The arguments by a format of Java's: %s, %d, %.2f …"),
        Entries.Of("format_number", Signature.Of(new StringType(), [Parameter.Numeric, PlacesOrPattern], alwaysNullable: true), FormatNumber, "A number with groups of three digits, rounded half to even to a number of places, or by a pattern."),
        .. Entries.Named(["to_char", "to_varchar"], TemplateRule(_ => new StringType(), new Parameter("\"DECIMAL\"", type => type is DecimalType, null)), ToChar, "A number by a template of 0, 9, D, G, $, S, MI and PR."),
        Entries.Of("to_number", TemplateRule(ParsedType, Text), ToNumber(isTry: false), "The number that a text says by a template."),
        Entries.Of("try_to_number", TemplateRule(ParsedType, Text), ToNumber(isTry: true), "to_number, with null where the text does not match."),
    ];

    private static (Seq<ResolvedExpression>, ResultType) FormatStringRule(string name, Seq<ResolvedExpression> arguments)
    {
        if (arguments.Count == 0)
        {
            throw FunctionErrors.ArgumentCount(name, "> 0", 0);
        }

        if (Text.Fit(arguments[0]) is not { } format)
        {
            throw FunctionErrors.UnexpectedInputType(Signature.CallText(name, arguments), 1, "\"STRING\"", arguments[0]);
        }

        if (format.IsFoldable() && format.Fold() is { IsNull: false } constant && constant.String.Contains("%0$", StringComparison.Ordinal))
        {
            throw new SparkException(new SparkError("IllegalArgumentException", "INVALID_PARAMETER_VALUE.ZERO_INDEX",
                "[INVALID_PARAMETER_VALUE.ZERO_INDEX] The value of parameter(s) `strfmt` in `format_string` is invalid: expects %1$, %2$ and so on, but got %0$."));
        }

        return ([format, .. arguments.Skip(1)], new ResultType(new StringType(), format.Nullable));
    }

    private static Evaluator FormatString(FunctionCall call, Evaluator[] arguments, EvaluationContext context)
    {
        DataType[] types = [.. call.Arguments.Select(argument => argument.Type)];
        return row => arguments[0](row) is { IsNull: false } format
            ? Datum.Of(JavaFormatter.Format(format.String, [.. arguments.Skip(1).Select((argument, i) => new FormatArgument(argument(row), types[i + 1]))]))
            : Datum.Null;
    }

    private static Evaluator FormatNumber(FunctionCall call, Evaluator[] arguments, EvaluationContext context)
    {
        Func<int, JavaDecimalFormat> ofPlaces = Evaluate.Memoized((int places) => JavaDecimalFormat.OfPlaces(places));
        Func<string, JavaDecimalFormat> ofPattern = Evaluate.Memoized((string pattern) => pattern.Length == 0 ? JavaDecimalFormat.OfPlaces(0) : new JavaDecimalFormat(pattern));
        DataType type = call.Arguments[0].Type;
        bool isPattern = call.Arguments[1].Type is StringType;
        return Evaluate.Strict((value, format) =>
        {
            if (!isPattern && format.Int64 < 0)
            {
                return Datum.Null;
            }

            JavaDecimalFormat decimalFormat = isPattern ? ofPattern(format.String) : ofPlaces((int)Math.Min(format.Int64, int.MaxValue));
            return Datum.Of(type switch
            {
                FloatType or DoubleType => decimalFormat.Format(value.Double),
                DecimalType => decimalFormat.Format(value.Decimal),
                _ => decimalFormat.Format(new SparkDecimal(value.Int64, 0)),
            });
        })(call, arguments, context);
    }

    // The template must be a constant: the type of the result depends on it.
    private static TypeRule TemplateRule(Func<NumberTemplate, DataType> result, Parameter value) => (name, arguments) =>
    {
        if (arguments.Count != 2)
        {
            throw FunctionErrors.ArgumentCount(name, "2", arguments.Count);
        }

        string call = Signature.CallText(name, arguments);
        ResolvedExpression? number = value.Fit(arguments[0]) ?? (arguments[0].Type switch
        {
            IntegralType integral => arguments[0].To(TypeCoercion.DecimalOf(integral)),
            FloatType => arguments[0].To(new DecimalType(14, 7)),
            DoubleType => arguments[0].To(new DecimalType(30, 15)),
            StringType => arguments[0].To(new DecimalType(38, 18)),
            NullType => arguments[0].To(new DecimalType(10, 0)),
            _ => null,
        });
        if (number is null)
        {
            throw FunctionErrors.UnexpectedInputType(call, 1, value.Words, arguments[0]);
        }

        if (arguments[1].Type is not StringType || !arguments[1].IsFoldable() || arguments[1].Fold() is not { IsNull: false, String: var format })
        {
            throw arguments[1].IsFoldable() ? FunctionErrors.UnexpectedInputType(call, 2, "\"STRING\"", arguments[1])
                : FunctionErrors.Mismatch("NON_FOLDABLE_INPUT", call, $"the input `format` should be a foldable \"STRING\" expression; however, got \"{PrettySql.Of(arguments[1])}\".");
        }

        NumberTemplate template = NumberTemplate.TryParse(format, out (string Subclass, string Words) problem) ?? throw SparkException.Analysis(
            $"INVALID_FORMAT.{problem.Subclass}", $"[INVALID_FORMAT.{problem.Subclass}] The format is invalid: '{format}'. {problem.Words}");
        return ([number, arguments[1]], new ResultType(result(template), true));
    };

    private static DataType ParsedType(NumberTemplate template) => template.Precision <= DecimalType.MaxPrecision
        ? new DecimalType(template.Precision, template.Scale)
        : throw SparkException.Analysis(null, $"Decimal precision {template.Precision} exceeds max precision {DecimalType.MaxPrecision}.");

    private static NumberTemplate TemplateOf(FunctionCall call) => NumberTemplate.TryParse(call.Arguments[1].Fold().String, out _)!;

    private static Evaluator ToChar(FunctionCall call, Evaluator[] arguments, EvaluationContext context)
    {
        NumberTemplate template = TemplateOf(call);
        return row => arguments[0](row) is { IsNull: false } value ? Datum.Of(template.Format(value.Decimal)) : Datum.Null;
    }

    private static ScalarEvaluation ToNumber(bool isTry) => (call, arguments, context) =>
    {
        NumberTemplate template = TemplateOf(call);
        return row => arguments[0](row) is not { IsNull: false } text ? Datum.Null
            : template.Parse(text.String) is { } value ? Datum.Of(value)
            : isTry ? Datum.Null
            : throw new SparkException(new SparkError("IllegalArgumentException", "INVALID_FORMAT.MISMATCH_INPUT",
                $"[INVALID_FORMAT.MISMATCH_INPUT] The format is invalid: {call.Arguments[1].Fold().String}. The input \"STRING\" {text.String} does not match the format."));
    };
}
