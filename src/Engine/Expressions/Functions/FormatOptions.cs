using Grader.Engine.Analysis;
using Grader.Engine.Sources;
using Grader.Engine.Sql;
using Grader.Plans;
using Grader.Plans.Types;

namespace Grader.Engine.Expressions.Functions;

/// <summary>The schema and options arguments of the JSON and CSV functions: the same for every row.</summary>
internal static class FormatOptions
{
    /// <summary>Options from a map of strings, which must be one that <c>map()</c> makes.</summary>
    public static CaseInsensitiveOptions Of(Seq<ResolvedExpression> arguments, int index)
    {
        if (index >= arguments.Count)
        {
            return CaseInsensitiveOptions.Empty;
        }

        if (arguments[index].Type is MapType { KeyType: not StringType } or MapType { ValueType: not StringType })
        {
            throw SparkException.Analysis("INVALID_OPTIONS.NON_STRING_TYPE",
                $"[INVALID_OPTIONS.NON_STRING_TYPE] Invalid options: A type of keys and values in `map()` must be string, but got \"{arguments[index].Type.Sql}\".");
        }

        if (arguments[index].Type is not MapType || !arguments[index].IsFoldable() || arguments[index].Fold() is not { IsNull: false, Map: var map })
        {
            throw SparkException.Analysis("INVALID_OPTIONS.NON_MAP_FUNCTION", "[INVALID_OPTIONS.NON_MAP_FUNCTION] Invalid options: Must use the `map()` function for options.");
        }

        return new CaseInsensitiveOptions(map.Keys.Zip(map.Values, (key, value) => new Setting(key.String, value.IsNull ? "" : value.String)).ToSeq());
    }

    /// <summary>The type that a schema argument names, every part of it nullable: DDL, the name of a type, or a schema in JSON.</summary>
    public static DataType SchemaOf(ResolvedExpression argument)
    {
        if (argument.Type is not StringType || !argument.IsFoldable() || argument.Fold() is not { IsNull: false, String: var text })
        {
            throw SparkException.Analysis("INVALID_SCHEMA.NON_STRING_LITERAL",
                $"[INVALID_SCHEMA.NON_STRING_LITERAL] The input schema \"{PrettySql.Of(argument)}\" is not a valid schema string. The input expression must be string literal and not null.");
        }

        return Nullable(text.AsSpan().TrimStart() is ['{', ..] ? OfJson(text) : OfDdl(text));
    }

    /// <summary>A type in DDL, names in back-quotes where they need them.</summary>
    public static string Ddl(DataType type) => type switch
    {
        StructType row => $"STRUCT<{string.Join(", ", row.Fields.Select(field => $"{Quoted(field.Name)}: {Ddl(field.DataType)}"))}>",
        ArrayType array => $"ARRAY<{Ddl(array.ElementType)}>",
        MapType map => $"MAP<{Ddl(map.KeyType)}, {Ddl(map.ValueType)}>",
        _ => type.Sql,
    };

    private static string Quoted(string name) => name.Length > 0 && name.All(c => char.IsAsciiLetterOrDigit(c) || c == '_') && !name.All(char.IsAsciiDigit)
        ? name
        : $"`{name.Replace("`", "``", StringComparison.Ordinal)}`";

    private static DataType OfDdl(string text)
    {
        try
        {
            return SqlParser.ParseDataType(text);
        }
        catch (SparkException)
        {
            return SqlParser.ParseSchema(text);
        }
    }

    private static DataType OfJson(string text)
    {
        try
        {
            return SparkSchemaJson.Parse(text);
        }
        catch (FormatException)
        {
            throw SparkException.Analysis("INVALID_SCHEMA.PARSE_ERROR", $"[INVALID_SCHEMA.PARSE_ERROR] The input schema \"{text}\" is not a valid schema string. Cannot parse the schema.");
        }
    }

    private static DataType Nullable(DataType type) => type switch
    {
        StructType row => new StructType(row.Fields.Select(field => new StructField(field.Name, Nullable(field.DataType))).ToSeq()),
        ArrayType array => new ArrayType(Nullable(array.ElementType)),
        MapType map => new MapType(Nullable(map.KeyType), Nullable(map.ValueType)),
        _ => type,
    };
}
