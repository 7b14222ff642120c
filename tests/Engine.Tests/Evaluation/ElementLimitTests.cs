using Grader.Engine.Expressions;
using Grader.Plans;
using Grader.Plans.Types;

namespace Grader.Engine.Tests.Evaluation;

public class ElementLimitTests
{
    private static readonly Constant Huge = new(Datum.Of(1_000_000_000_000L), new LongType());
    private static readonly Constant Most = new(Datum.Of((long)int.MaxValue), new IntegerType());
    private static readonly Constant One = new(Datum.Of(1L), new LongType());
    private static readonly Constant Array = new(Datum.Of([Datum.Of(1L)]), new ArrayType(new LongType()));

    [Fact]
    public void Arrays_that_a_few_numbers_make_huge_end_with_an_error_that_names_the_limit()
    {
        Seq<ResolvedExpression>[] arguments = [[One, Huge], [One, Most], [Array, Most, One]];
        foreach ((string name, int i) in new[] { "sequence", "array_repeat", "array_insert" }.Select((name, i) => (name, i)))
        {
            ResolvedExpression call = FunctionRegistry.BuiltIn.TryResolve(name, arguments[i], isDistinct: false, filter: null)!;
            Evaluator evaluator = ExpressionCompiler.Compile(call, [], EvaluationContext.Utc(0));
            SparkException error = Assert.Throws<SparkException>(() => evaluator([]));
            Assert.Contains("more than the 1000000 that this engine allows for one array", error.Error.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_comparator_that_is_no_order_still_ends_array_sort()
    {
        AttributeReference[] variables = [AttributeReference.LambdaVariable(new LongType(), true, 0), AttributeReference.LambdaVariable(new LongType(), true, 1)];
        ResolvedExpression values = new Constant(Datum.Of([.. Enumerable.Range(0, 100).Select(i => Datum.Of((long)i))]), new ArrayType(new LongType()));
        ResolvedExpression always = new Constant(Datum.Of(1L), new IntegerType());
        ResolvedExpression call = FunctionRegistry.BuiltIn.TryResolve("array_sort", [values, new Lambda([.. variables], always)], isDistinct: false, filter: null)!;
        Datum sorted = ExpressionCompiler.Compile(call, [], EvaluationContext.Utc(0))([]);
        Assert.Equal(Enumerable.Range(0, 100).Select(i => (long)i), sorted.Items.Select(item => item.Int64).Order());
    }
}
