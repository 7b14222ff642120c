using Grader.Engine.Expressions;

namespace Grader.Engine.Tests.Evaluation;

public class XorShiftRandomTests
{
    // Spark's documentation of rand and randn shows these.
    [Fact]
    public void The_first_numbers_of_a_seed_are_Sparks()
    {
        Assert.Equal(0.7604953758285915, new XorShiftRandom(0).NextDouble());
        Assert.Equal(1.6034991609278433, new XorShiftRandom(0).NextGaussian(), 12);
    }

    [Fact]
    public void A_seed_gives_one_sequence_and_seeds_differ()
    {
        static double[] Take(long seed)
        {
            var random = new XorShiftRandom(seed);
            return [.. Enumerable.Range(0, 1000).Select(_ => random.NextDouble())];
        }

        Assert.Equal(Take(7), Take(7));
        Assert.NotEqual(Take(7), Take(8));
        Assert.All(Take(7), number => Assert.InRange(number, 0, 1));
        Assert.InRange(Take(7).Average(), 0.45, 0.55);
    }
}
