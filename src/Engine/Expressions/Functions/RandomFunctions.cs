using Grader.Plans;
using Grader.Plans.Types;

namespace Grader.Engine.Expressions.Functions;

/// <summary>
/// Random numbers by Spark's generator, one sequence for each batch. Without a seed Spark draws one; here the batch's time is the seed, so that a replay
/// gives the same rows again.
/// </summary>
internal static class RandomFunctions
{
    public static IEnumerable<(string, ScalarFunction)> All =>
    [
        Entry("rand", random => random.NextDouble(), "A random number from 0 to below 1."),
        Entry("random", random => random.NextDouble(), "A random number from 0 to below 1.", "rand"),
        Entry("randn", random => random.NextGaussian(), "A normally distributed random number."),
    ];

    private static (Seq<ResolvedExpression> Arguments, ResultType Result) SeedRule(string name, Seq<ResolvedExpression> arguments)
    {
        if (arguments.Count > 1)
        {
            throw FunctionErrors.ArgumentCount(name, "[0, 1]", arguments.Count);
        }

        Seq<ResolvedExpression> fitted = Signature.Fit(name, arguments, [Parameter.Long]);
        return fitted.Any(seed => Attributes(seed).Any())
            ? throw SparkException.Analysis("SEED_EXPRESSION_IS_UNFOLDABLE",
                $"[SEED_EXPRESSION_IS_UNFOLDABLE] The seed expression \"{PrettySql.Of(arguments[0])}\" of the expression \"{Signature.CallText(name, arguments)}\" must be foldable.")
            : (fitted, new ResultType(new DoubleType(), false));
    }

    private static IEnumerable<AttributeReference> Attributes(ResolvedExpression expression) =>
        expression.Children.SelectMany(Attributes).Concat(expression is AttributeReference attribute ? [attribute] : []);

    private static (string, ScalarFunction) Entry(string name, Func<XorShiftRandom, double> draw, string documentation, string? printed = null) => (name, new(
        name,
        SeedRule,
        (_, arguments, context) =>
        {
            long seed = arguments.Length == 0 ? context.BatchTimestampMs : arguments[0]([]) is { IsNull: false } given ? given.Int64 : 0;
            var random = new XorShiftRandom(seed);
            return _ => Datum.Of(draw(random));
        },
        documentation,
        (_, arguments) => $"{printed ?? name}({string.Join(", ", arguments)})",
        IsDeterministic: false));
}
