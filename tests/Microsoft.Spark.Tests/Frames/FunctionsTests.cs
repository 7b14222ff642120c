using System.Reflection;
using Grader.Engine.Expressions;
using static Grader.SparkApi.Tests.Frames.Built;
using Column = Microsoft.Spark.Sql.Column;

namespace Grader.SparkApi.Tests.Frames;

/// <summary>Every member of <see cref="Functions"/> calls a function by the name and with the arguments that the engine knows.</summary>
public sealed class FunctionsTests
{
    [Fact]
    public void Every_function_is_one_that_the_engine_knows_or_is_listed_as_not_there_yet()
    {
        string[] listed = File.ReadLines(Path.Combine(AppContext.BaseDirectory, "Frames", "functions-not-in-engine.txt"))
            .Where(line => line.Length > 0 && line[0] != '#').ToArray();
        // Not the other way round: who adds a function to the engine need not know this list.
        Assert.Subset(listed.ToHashSet(), Calls().Where(call => !IsKnown(call)).Select(call => call.Name).ToHashSet());
    }

    [Fact]
    public void Every_member_is_a_call_or_a_column() => Assert.All(
        Methods().Select(Invoke), column => Assert.True(column.Expression is E.UnresolvedFunction or E.UnresolvedAttribute or E.SortOrder or E.Literal or E.ExpressionString or E.IgnoreNulls));

    [Fact]
    public void Counting_distinct_is_a_distinct_count()
    {
        Assert.Equal(new E.UnresolvedFunction("count", [Attr("a"), Attr("b")], IsDistinct: true), Functions.CountDistinct("a", "b").Expression);
        Assert.Equal(new E.UnresolvedFunction("sum", [Attr("a")], IsDistinct: true), Functions.SumDistinct("a").Expression);
    }

    [Fact]
    public void Counting_a_star_counts_rows() => Assert.Equal(Fn("count", new E.UnresolvedStar()), Functions.Count("*").Expression);

    [Fact]
    public void Windows_take_durations_as_text()
    {
        E.UnresolvedAttribute time = Attr("t");
        Column t = Functions.Col("t");
        Assert.Equal(Fn("window", time, Lit("10 seconds")), Functions.Window(t, "10 seconds").Expression);
        Assert.Equal(Fn("window", time, Lit("10 seconds"), Lit("5 seconds")), Functions.Window(t, "10 seconds", "5 seconds").Expression);
        Assert.Equal(Fn("window", time, Lit("10 seconds"), Lit("5 seconds"), Lit("2 seconds")), Functions.Window(t, "10 seconds", "5 seconds", "2 seconds").Expression);
        Assert.Equal(Fn("session_window", time, Lit("1 minute")), Functions.Session_Window(t, "1 minute").Expression);
    }

    [Fact]
    public void Trimming_names_the_characters_first_as_in_SQL() =>
        Assert.Equal(Fn("ltrim", Lit("x"), Attr("a")), Functions.Ltrim(Functions.Col("a"), "x").Expression);

    [Fact]
    public void Splitting_without_a_limit_is_splitting_with_minus_one() =>
        Assert.Equal(Fn("split", Attr("a"), Lit(" "), Lit(-1)), Functions.Split(Functions.Col("a"), " ").Expression);

    [Fact]
    public void Options_of_json_are_a_map_at_the_end() => Assert.Equal(
        Fn("from_json", Attr("a"), Lit("k STRING"), Fn("map", Lit("mode"), Lit("FAILFAST"))),
        Functions.FromJson(Functions.Col("a"), "k STRING", new Dictionary<string, string> { ["mode"] = "FAILFAST" }).Expression);

    private static IEnumerable<MethodInfo> Methods() => typeof(Functions).GetMethods(BindingFlags.Public | BindingFlags.Static)
        .Where(method => method.ReturnType == typeof(Column) && method.Name is not (nameof(Functions.CallUDF) or nameof(Functions.Call_UDF))
            && !method.IsDefined(typeof(Microsoft.Spark.RemovedAttribute)));

    private static Column Invoke(MethodInfo method) => (Column)method.Invoke(null, method.GetParameters().Select(Argument).ToArray())!;

    // Partition transforms are no functions: only partitionedBy takes them.
    private static IEnumerable<E.UnresolvedFunction> Calls() => Methods().Select(method => Invoke(method).Expression).OfType<E.UnresolvedFunction>()
        .Where(call => call.Name is not ("years" or "months" or "days" or "hours" or "bucket"));

    private static object? Argument(ParameterInfo parameter) => parameter switch
    {
        { HasDefaultValue: true } => parameter.DefaultValue,
        { Name: "windowDuration" or "slideDuration" or "startTime" or "gapDuration", ParameterType: var type } when type == typeof(string) => "1 hour",
        { ParameterType: var type } when type == typeof(Column) => Functions.Col("c"),
        { ParameterType: var type } when type == typeof(Column[]) => new[] { Functions.Col("c"), Functions.Col("d") },
        { ParameterType: var type } when type == typeof(string) => "c",
        { ParameterType: var type } when type == typeof(string[]) => new[] { "d" },
        { ParameterType: var type } when type == typeof(int) || type == typeof(object) => 1,
        { ParameterType: var type } when type == typeof(long) => 1L,
        { ParameterType: var type } when type == typeof(double) => 0.5,
        { ParameterType: var type } when type == typeof(bool) => true,
        { ParameterType: var type } when type == typeof(Dictionary<string, string>) => null,
        { ParameterType: var type } when type == typeof(Microsoft.Spark.Sql.Types.StructType) => new Microsoft.Spark.Sql.Types.StructType([]),
        _ => throw new NotSupportedException(parameter.ToString()),
    };

    private static bool IsKnown(E.UnresolvedFunction call)
    {
        try
        {
            // Functions over windows are resolved where their window is; WindowTests run them.
            return Resolve(call) is not null || (FunctionRegistry.BuiltIn.Knows(call.Name) && call.Arguments.All(argument => Resolve(argument) is not null));
        }
        catch (SparkException error)
        {
            Assert.DoesNotContain("WRONG_NUM_ARGS", error.Error.ErrorClass ?? "", StringComparison.Ordinal);
            return true; // it knows the function, and only minds the types of the columns made up here
        }
    }

    private static ResolvedExpression? Resolve(E.Expression expression) => expression switch
    {
        E.UnresolvedFunction call => call.Arguments.Select(Resolve).ToArray() is var arguments && arguments.Any(argument => argument is null)
            ? null
            : FunctionRegistry.BuiltIn.TryResolve(call.Name, arguments.Select(argument => argument!).ToSeq(), call.IsDistinct, null),
        E.Literal { Value: int number } literal => new Constant(Datum.Of(number), literal.Type),
        E.Literal { Value: long number } literal => new Constant(Datum.Of(number), literal.Type),
        E.Literal { Value: double number } literal => new Constant(Datum.Of(number), literal.Type),
        E.Literal { Value: bool flag } literal => new Constant(Datum.Of(flag), literal.Type),
        E.Literal { Value: string text } literal => new Constant(Datum.Of(text), literal.Type),
        _ => new Constant(default, new T.NullType()),
    };
}
