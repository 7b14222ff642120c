using Grader.SparkApi.Tests.Frames;
using Microsoft.Spark;
using Microsoft.Spark.Hosting;

namespace Grader.SparkApi.Tests.Hosting;

/// <summary>A failed call throws as the real package does: a plain exception around a <see cref="JvmException"/>, with Spark's words.</summary>
[Collection(SessionTestGroup.Name)]
public sealed class ErrorTests
{
    private readonly FrameFixture fixture = new();

    [Fact]
    public void An_analysis_error_throws_at_the_call_with_Sparks_text()
    {
        DataFrame stream = fixture.Stream();
        var error = new SparkError("AnalysisException", "UNRESOLVED_COLUMN.WITH_SUGGESTION", "[UNRESOLVED_COLUMN.WITH_SUGGESTION] A column `x` cannot be resolved.");
        fixture.Session.Error = new SparkException(error);
        Exception thrown = Assert.Throws<Exception>(() => stream.Select("x"));
        JvmException inner = Assert.IsType<JvmException>(thrown.InnerException);
        Assert.StartsWith("JVM method execution failed: Nonstatic method 'select' failed", thrown.Message, StringComparison.Ordinal);
        Assert.EndsWith(error.Message, thrown.Message, StringComparison.Ordinal);
        Assert.Equal($"org.apache.spark.sql.AnalysisException: {error.Message}", inner.Message);
        Assert.Same(error, thrown.Data[SparkCall.ErrorKey]);
    }

    [Theory]
    [InlineData("ParseException", "org.apache.spark.sql.catalyst.parser.ParseException: no")]
    [InlineData("IllegalArgumentException", "java.lang.IllegalArgumentException: no")]
    [InlineData("StreamingQueryException", "org.apache.spark.sql.streaming.StreamingQueryException: no")]
    [InlineData("SparkException", "org.apache.spark.SparkException: no")]
    public void An_error_keeps_the_full_name_of_its_class(string name, string text) =>
        Assert.Equal(text, SparkCall.Failure("x", new SparkException(new SparkError(name, null, "no"))).InnerException!.Message);

    [Fact]
    public void An_expression_too_deep_throws_at_the_call_that_makes_it()
    {
        Column column = Functions.Col("a");
        Exception thrown = Assert.Throws<Exception>(() =>
        {
            for (int i = 0; i < 1001; i++)
            {
                column += 1;
            }
        });
        Assert.Contains("The expression is nested more than 1000 levels deep.", thrown.Message, StringComparison.Ordinal);
        Assert.IsType<JvmException>(thrown.InnerException);
    }

    [Fact]
    public void A_plan_too_deep_throws_at_the_call_that_makes_it()
    {
        DataFrame frame = fixture.Stream();
        Exception thrown = Assert.Throws<Exception>(() =>
        {
            for (int i = 0; i < 1001; i++)
            {
                frame = frame.Limit(1);
            }
        });
        Assert.Contains("The plan is nested more than 1000 levels deep.", thrown.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_first_place_noted_for_a_column_or_frame_stays()
    {
        Column column = Origins.Mark(Functions.Col("a"), "Program.cs", 3, 7);
        Origins.Mark(column, "Program.cs", 4, 1);
        Assert.Equal("Program.cs:3:7", column.Expression.Origin.ToString());
        DataFrame frame = Origins.Mark(fixture.Stream(), "Program.cs", 5, 2);
        Assert.Equal("Program.cs:5:2", frame.Plan.Origin.ToString());
    }
}
