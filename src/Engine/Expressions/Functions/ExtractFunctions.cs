using Grader.Plans;
using Grader.Plans.Types;

namespace Grader.Engine.Expressions.Functions;

/// <summary>Access to parts of structs, arrays and maps.</summary>
internal static class ExtractFunctions
{
    private static readonly ScalarFunction FieldAccess = Internal("getstructfield", (_, arguments, _) => Strict2(arguments, (value, index) => value.Items[(int)index.Int64]),
        (call, a) => $"{a[0]}.{FieldName(call)}");

    private static readonly ScalarFunction ArrayField = Internal("getarraystructfields", (_, arguments, _) => Strict2(arguments, (value, index) =>
        Datum.Of([.. value.Items.Select(item => item.IsNull ? item : item.Items[(int)index.Int64])])), (call, a) => $"{a[0]}.{FieldName(call)}");

    private static readonly ScalarFunction ArrayElement = Internal("getarrayitem", (_, arguments, _) => Strict2(arguments, (value, index) =>
        index.Int64 >= 0 && index.Int64 < value.Items.Length ? value.Items[index.Int64] : Datum.Null), (_, a) => $"{a[0]}[{a[1]}]");

    private static readonly ScalarFunction MapValue = Internal("getmapvalue", (_, arguments, _) => Strict2(arguments, Lookup), (_, a) => $"{a[0]}[{a[1]}]");

    public static ResolvedExpression Resolve(ResolvedExpression child, ResolvedExpression extraction)
    {
        switch (child.Type)
        {
            case StructType structure when extraction is Constant { DataType: StringType, Value.IsNull: false } name:
                (int field, StructField found) = Find(structure, name.Value.String);
                return new FunctionCall(FieldAccess, [child, Index(field)], new ResultType(found.DataType, child.Nullable || found.Nullable));
            case ArrayType { ElementType: StructType element } when extraction is Constant { DataType: StringType, Value.IsNull: false } name:
                (int position, StructField inner) = Find(element, name.Value.String);
                return new FunctionCall(ArrayField, [child, Index(position)], new ResultType(new ArrayType(inner.DataType), child.Nullable));
            case ArrayType array when extraction.Type is IntegralType:
                return new FunctionCall(ArrayElement, [child, extraction], new ResultType(array.ElementType, true));
            case MapType map:
                return new FunctionCall(MapValue, [child, extraction.To(map.KeyType)], new ResultType(map.ValueType, true));
            case ArrayType:
                throw FunctionErrors.UnexpectedInputType($"{PrettySql.Of(child)}[{PrettySql.Of(extraction)}]", 2, "\"INTEGRAL\"", extraction);
            default:
                throw SparkException.Analysis(
                    "INVALID_EXTRACT_BASE_FIELD_TYPE",
                    $"[INVALID_EXTRACT_BASE_FIELD_TYPE] Can't extract a value from \"{PrettySql.Of(child)}\". Need a complex type [STRUCT, ARRAY, MAP] but got \"{child.Type.Sql}\".");
        }
    }

    /// <summary>The value of a key; the last of equal keys never occurs, as keys are distinct.</summary>
    public static Datum Lookup(Datum map, Datum key)
    {
        for (int i = 0; i < map.Map.Count; i++)
        {
            if (DatumComparer.Identical(map.Map.Keys[i], key))
            {
                return map.Map.Values[i];
            }
        }

        return Datum.Null;
    }

    private static (int Position, StructField Field) Find(StructType type, string name)
    {
        for (int i = 0; i < type.Fields.Count; i++)
        {
            if (type.Fields[i].Name.Equals(name, StringComparison.OrdinalIgnoreCase))
            {
                return (i, type.Fields[i]);
            }
        }

        throw SparkException.Analysis(
            "FIELD_NOT_FOUND", $"[FIELD_NOT_FOUND] No such struct field `{name}` in {string.Join(", ", type.Fields.Select(field => $"`{field.Name}`"))}.");
    }

    private static string FieldName(FunctionCall call)
    {
        var type = (StructType)(call.Arguments[0].Type is ArrayType array ? array.ElementType : call.Arguments[0].Type);
        return type.Fields[(int)((Constant)call.Arguments[1]).Value.Int64].Name;
    }

    private static Constant Index(int position) => new(Datum.Of((long)position), new IntegerType());

    private static Evaluator Strict2(Evaluator[] arguments, Func<Datum, Datum, Datum> function) =>
        row => arguments[0](row) is { IsNull: false } a && arguments[1](row) is { IsNull: false } b ? function(a, b) : Datum.Null;

    // Made here only; their names are no functions that a program can call.
    private static ScalarFunction Internal(string name, ScalarEvaluation evaluation, SqlText text) =>
        new(name, (n, _) => throw new InvalidOperationException($"{n} is not called by name"), evaluation, "Part of a value.", text);
}
