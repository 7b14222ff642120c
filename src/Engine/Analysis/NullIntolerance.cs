using Grader.Engine.Expressions;

namespace Grader.Engine.Analysis;

/// <summary>Functions that give null for a null argument, as far as Spark says so (its trait NullIntolerant): a condition made of them keeps no row whose column is null.</summary>
internal static class NullIntolerance
{
    private static readonly HashSet<string> Functions =
    [
        "==", "=", "<", "<=", ">", ">=", "+", "-", "*", "/", "%", "div", "pmod", "negative", "positive", "not", "abs", "ceil", "ceiling", "floor", "round", "bround", "sqrt",
        "exp", "ln", "log10", "log2", "pow", "power", "signum", "sign", "like", "ilike", "rlike", "startswith", "endswith", "contains", "upper", "ucase", "lower", "lcase",
        "length", "char_length", "trim", "ltrim", "rtrim", "substring", "substr", "instr", "reverse", "initcap", "ascii", "regexp_extract", "regexp_replace", "split",
        "year", "month", "day", "dayofmonth", "dayofweek", "dayofyear", "weekday", "weekofyear", "quarter", "hour", "minute", "second", "date_add", "date_sub", "datediff",
        "add_months", "last_day", "date_format", "unix_timestamp", "to_unix_timestamp", "from_unixtime", "date_trunc", "&", "|", "^", "~", "isnotnull",
    ];

    /// <summary>The columns that are not null wherever the condition holds.</summary>
    public static IEnumerable<AttributeReference> NotNullColumns(ResolvedExpression condition) => condition switch
    {
        AttributeReference attribute => [attribute],
        CastExpression cast => NotNullColumns(cast.Child),
        FunctionCall call when Functions.Contains(call.Function.Name) => call.Arguments.SelectMany(NotNullColumns),
        _ => [],
    };
}
