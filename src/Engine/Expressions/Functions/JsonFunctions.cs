using System.Text;
using Grader.Engine.Analysis;
using Grader.Engine.Sources;
using Grader.Plans;
using Grader.Plans.Types;

namespace Grader.Engine.Expressions.Functions;

/// <summary>JSON texts: read, written, searched.</summary>
internal static class JsonFunctions
{
    private static readonly Parameter Text = Parameter.String;

    public static IEnumerable<(string, ScalarFunction)> All =>
    [
        Entries.Of("from_json", FromRule, From, "A JSON text as a struct, array or map of a schema.", (_, a) => $"from_json({a[0]})"),
        Entries.Of("to_json", ToRule, To, "A struct, array or map as JSON text.", (_, a) => $"to_json({a[0]})"),
        Entries.Of("get_json_object", Signature.Of(new StringType(), [Text, Text], alwaysNullable: true), GetObject, "What a path finds in a JSON text, as text."),
        Entries.Of("schema_of_json", SchemaRule, Schema, "The schema of a JSON text, as DDL.", (_, a) => $"schema_of_json({a[0]})"),
        Entries.Of("json_array_length", Signature.Of(new IntegerType(), [Text], alwaysNullable: true), Outermost(Length), "Number of elements of a JSON array; null for other texts."),
        Entries.Of("json_object_keys", Signature.Of(_ => new ArrayType(new StringType()), [Text], alwaysNullable: true), Outermost(Keys), "The outermost keys of a JSON object; null for other texts."),
    ];

    public static GeneratorFunction Tuple { get; } = new("json_tuple", TupleOutputs, TupleRows, "Several fields of a JSON object as columns c0, c1, ….");

    // Hive's leniency: single quotes and control characters are fine.
    private static JsonTokenizer NewTokenizer() => new(new JsonReadOptions(
        new CaseInsensitiveOptions([new Setting("allowUnquotedControlChars", "true")]), TimeZoneInfo.Utc));

    private static (Seq<ResolvedExpression>, ResultType) FromRule(string name, Seq<ResolvedExpression> arguments)
    {
        arguments.Expect(name, 2, 3);
        ResolvedExpression text = arguments.As(name, 0, Text);
        DataType schema = FormatOptions.SchemaOf(arguments[1]);
        if (schema is not (StructType or ArrayType or MapType))
        {
            throw FunctionErrors.Mismatch("INVALID_JSON_SCHEMA", $"from_json({PrettySql.Of(text)})", $"Input schema \"{schema.Sql}\" must be a struct, an array or a map.");
        }

        CheckMode(name, FormatOptions.Of(arguments, 2));
        return ([text, .. arguments.Skip(1)], new ResultType(schema, true));
    }

    internal static void CheckMode(string function, CaseInsensitiveOptions options)
    {
        if (options["mode"] is { } mode && mode.Equals("DROPMALFORMED", StringComparison.OrdinalIgnoreCase))
        {
            throw SparkException.Analysis("PARSE_MODE_UNSUPPORTED",
                $"[PARSE_MODE_UNSUPPORTED] The function `{function}` doesn't support the DROPMALFORMED mode. Acceptable modes are PERMISSIVE and FAILFAST.");
        }
    }

    private static Evaluator From(FunctionCall call, Evaluator[] arguments, EvaluationContext context)
    {
        var parser = new JsonTextParser(call.Type, FormatOptions.Of(call.Arguments, 2), context);
        return row => arguments[0](row) is { IsNull: false } text ? parser.Parse(text.String) : Datum.Null;
    }

    private static (Seq<ResolvedExpression>, ResultType) ToRule(string name, Seq<ResolvedExpression> arguments)
    {
        arguments.Expect(name, 1, 2);
        FormatOptions.Of(arguments, 1);
        return arguments[0].Type is StructType or ArrayType or MapType
            ? (arguments, new ResultType(new StringType(), true))
            : throw FunctionErrors.UnexpectedInputType(Signature.CallText(name, [arguments[0]]), 1, "\"STRUCT\" or \"ARRAY\" or \"MAP\"", arguments[0]);
    }

    private static Evaluator To(FunctionCall call, Evaluator[] arguments, EvaluationContext context)
    {
        var writer = new JsonTextWriter(FormatOptions.Of(call.Arguments, 1), context.TimeZone);
        DataType type = call.Arguments[0].Type;
        return row => arguments[0](row) is { IsNull: false } value ? Datum.Of(writer.Write(value, type)) : Datum.Null;
    }

    private static Evaluator GetObject(FunctionCall call, Evaluator[] arguments, EvaluationContext context)
    {
        JsonTokenizer json = NewTokenizer();
        Func<string, JsonPath?> parse = Evaluate.Memoized((string path) => JsonPath.TryParse(path));
        return Evaluate.Strict((text, path) => Datum.Of(parse(path.String)?.Evaluate(json, text.String)))(call, arguments, context);
    }

    private static (Seq<ResolvedExpression>, ResultType) SchemaRule(string name, Seq<ResolvedExpression> arguments)
    {
        arguments.Expect(name, 1, 2);
        ResolvedExpression text = arguments.As(name, 0, Text);
        FormatOptions.Of(arguments, 1);
        return !text.IsFoldable()
            ? throw FunctionErrors.Mismatch("NON_FOLDABLE_INPUT", $"{name}({PrettySql.Of(text)})", $"the input `json` should be a foldable \"STRING\" expression; however, got \"{PrettySql.Of(text)}\".")
            : text.Fold().IsNull
            ? throw FunctionErrors.Mismatch("UNEXPECTED_NULL", $"{name}({PrettySql.Of(text)})", "The `json` must not be null.")
            : ([text, .. arguments.Skip(1)], new ResultType(new StringType(), false));
    }

    private static Evaluator Schema(FunctionCall call, Evaluator[] arguments, EvaluationContext context)
    {
        var inference = new JsonSchemaInference(new JsonReadOptions(FormatOptions.Of(call.Arguments, 1), context.TimeZone));
        return Evaluate.StrictMany(a => Datum.Of(FormatOptions.Ddl(inference.InferValue(a[0].String))))(call, arguments, context);
    }

    private static ScalarEvaluation Outermost(Func<JsonTokenizer, Datum> read) => (call, arguments, context) =>
    {
        JsonTokenizer json = NewTokenizer();
        return Evaluate.Strict(text =>
        {
            byte[] bytes = Encoding.UTF8.GetBytes(text.String);
            json.Reset(bytes, 0, bytes.Length);
            try
            {
                json.Next();
                return read(json);
            }
            catch (JsonSyntaxException)
            {
                return Datum.Null;
            }
        })(call, arguments, context);
    };

    private static Datum Length(JsonTokenizer json)
    {
        if (json.Token != JsonToken.StartArray)
        {
            return Datum.Null;
        }

        long length = 0;
        for (; json.Next() != JsonToken.EndArray; length++)
        {
            json.SkipChildren();
        }

        return Datum.Of(length);
    }

    private static Datum Keys(JsonTokenizer json)
    {
        if (json.Token != JsonToken.StartObject)
        {
            return Datum.Null;
        }

        List<Datum> keys = [];
        while (json.Next() != JsonToken.EndObject)
        {
            json.TryName(out ReadOnlySpan<byte> name);
            keys.Add(Datum.Of(Encoding.UTF8.GetString(name)));
            json.Next();
            json.SkipChildren();
        }

        return Datum.Of(keys.ToArray());
    }

    private static Seq<StructField> TupleOutputs(string name, Seq<ResolvedExpression> arguments) =>
        arguments.Count < 2 ? throw FunctionErrors.ArgumentCount(name, "> 1", arguments.Count)
        : arguments.Any(argument => argument.Type is not (StringType or NullType)) ? throw FunctionErrors.Mismatch("NON_STRING_TYPE", Signature.CallText(name, arguments), $"all arguments of the function `{name}` must be strings.")
        : arguments.Skip(1).Select((_, i) => new StructField($"c{i}", new StringType())).ToSeq();

    private static IEnumerable<Datum[]> TupleRows(GeneratorCall call, ReadOnlyMemory<Datum> arguments)
    {
        var fields = new Datum[arguments.Length - 1];
        ReadOnlySpan<Datum> values = arguments.Span;
        if (values[0].IsNull)
        {
            return [fields];
        }

        string?[] names = [.. values[1..].ToArray().Select(value => value.IsNull ? null : value.String)];
        try
        {
            FillTuple(NewTokenizer(), Encoding.UTF8.GetBytes(values[0].String), names, fields);
            return [fields];
        }
        catch (JsonSyntaxException)
        {
            return [new Datum[fields.Length]];
        }
    }

    private static void FillTuple(JsonTokenizer json, byte[] bytes, string?[] names, Datum[] fields)
    {
        json.Reset(bytes, 0, bytes.Length);
        if (json.Next() != JsonToken.StartObject)
        {
            return;
        }

        while (json.Next() != JsonToken.EndObject)
        {
            json.TryName(out ReadOnlySpan<byte> utf8);
            string name = Encoding.UTF8.GetString(utf8);
            json.Next();
            if (json.Token == JsonToken.Null || !names.Contains(name))
            {
                json.SkipChildren();
                continue;
            }

            string text = json.Token == JsonToken.String ? json.Text : JsonText.Rewrite(json);
            for (int i = 0; i < names.Length; i++)
            {
                fields[i] = names[i] == name ? Datum.Of(text) : fields[i];
            }
        }
    }
}
