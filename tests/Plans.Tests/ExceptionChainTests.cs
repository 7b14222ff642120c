using System.Collections;

namespace Grader.Plans.Tests;

public sealed class ExceptionChainTests
{
    [Fact]
    public void The_outermost_comes_first_and_causes_in_their_order()
    {
        var chain = new InvalidOperationException("a", new AggregateException("b", new Exception("c", new Exception("d")), new Exception("e")));
        Assert.Equal(["a", "b (c) (e)", "c", "d", "e"], ExceptionChain.Of(chain).Select(one => one.Message));
    }

    [Fact]
    public void Deep_and_wide_chains_are_cut()
    {
        Exception deep = Enumerable.Range(0, 100_000).Aggregate(new Exception("0"), (inner, number) => new Exception($"{number}", inner));
        Assert.Equal(32, ExceptionChain.Of(deep).Count());
        Assert.Equal(32, ExceptionChain.Of(new AggregateException(Enumerable.Range(0, 1000).Select(number => new Exception($"{number}")))).Count());
        Assert.Null(ExceptionChain.SparkErrorOf(deep));
    }

    [Fact]
    public void Members_that_throw_are_passed_over()
    {
        var error = new SparkError("AnalysisException", null, "m");
        var spiteful = new Spiteful(new SparkException(error));
        Assert.Equal("(NotSupportedException while reading the message)", ExceptionChain.MessageOf(spiteful));
        Assert.Equal(error, ExceptionChain.SparkErrorOf(spiteful));
    }

    [Fact]
    public void The_topmost_frame_is_the_programs()
    {
        Exception thrown = Assert.Throws<FormatException>(() => int.Parse("x", System.Globalization.CultureInfo.InvariantCulture));
        Assert.EndsWith("ExceptionChainTests.cs", ExceptionChain.TopmostFrame(thrown, assembly => assembly == typeof(ExceptionChainTests).Assembly)?.GetFileName(), StringComparison.Ordinal);
        Assert.Null(ExceptionChain.TopmostFrame(thrown, _ => false));
    }

    private sealed class Spiteful(Exception cause) : Exception(null, cause)
    {
        public override string Message => throw new NotSupportedException();

        public override IDictionary Data => throw new NotSupportedException();
    }
}
