using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;
using Microsoft.Spark.Sql;

namespace Grader.Conformance.Runner;

/// <summary>The helpers that recorded expressions call beside the API.</summary>
public static class DslHelpers
{
    /// <summary>The second value; what the first one's call did stays done.</summary>
    public static TSecond Second<TFirst, TSecond>(TFirst first, TSecond second)
    {
        _ = first;
        return second;
    }

    /// <summary>A table in the plan.</summary>
    /// <param name="schema">DDL.</param>
    /// <param name="rows">Tuples of whole numbers and texts, in column order.</param>
    public static DataFrame Static(string schema, params ITuple[] rows) => DataFrame.Create("createDataFrame", () => JsonTable.Plan(
        schema, new JsonArray([.. rows.Select(row => new JsonArray([.. Enumerable.Range(0, row.Length).Select(i => Value(row[i]))]))])));

    public static DataFrame Shown(DataFrame frame)
    {
        frame.Show();
        return frame;
    }

    public static DataFrame Counted(DataFrame frame)
    {
        frame.Count();
        return frame;
    }

    private static JsonValue? Value(object? value) => value switch
    {
        null => null,
        int number => JsonValue.Create(number),
        string text => JsonValue.Create(text),
        _ => throw new NotSupportedException($"a value of type {value.GetType()} in a table"),
    };
}
