using Grader.Engine.Analysis;
using Grader.Engine.Expressions;

namespace Grader.Engine.Operators;

/// <summary>
/// A random part of the rows. Without replacement the numbers, and so the rows, are those that Spark draws for data in one partition; with replacement a row comes
/// as often as a Poisson number says, which Spark draws from another generator.
/// </summary>
internal sealed class SampleExec(PlanExec child, SamplePlan plan, QueryContext context) : PlanExec(child.Output, child.Watermark)
{
    public override IEnumerable<Datum[]> Execute()
    {
        var random = new XorShiftRandom(plan.Seed);
        double fraction = plan.UpperBound - plan.LowerBound;
        foreach (Datum[] row in child.Execute())
        {
            for (int copies = plan.WithReplacement ? Poisson(random, fraction) : IsTaken(random, fraction) ? 1 : 0; copies > 0; copies--)
            {
                context.Budget.Take();
                yield return row;
            }
        }
    }

    private bool IsTaken(XorShiftRandom random, double fraction)
    {
        if (fraction <= 0)
        {
            return false;
        }

        double drawn = random.NextDouble();
        return drawn >= plan.LowerBound && drawn < plan.UpperBound;
    }

    private static int Poisson(XorShiftRandom random, double mean)
    {
        // Knuth's way takes time in proportion to the mean; a sum of smaller ones keeps exp(-mean) above zero.
        int drawn = 0;
        for (double left = Math.Min(mean, 1000); left > 0; left -= 10)
        {
            double limit = Math.Exp(-Math.Min(left, 10)), product = random.NextDouble();
            for (; product > limit; product *= random.NextDouble())
            {
                drawn++;
            }
        }

        return drawn;
    }
}
