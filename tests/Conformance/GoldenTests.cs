namespace Grader.Conformance;

/// <summary>Every golden case passes, or is listed among the expected failures; the list only shrinks.</summary>
public sealed class GoldenTests(GoldenResults results) : IClassFixture<GoldenResults>
{
    private static readonly string[] RequiredTags =
        ["window", "late", "restart", "crash", "waiting", "once", "aggregate", "stateless", "null", "watermark", "no-data", "empty", "seed"];

    private static readonly string[] LaterTags = ["join", "dedup", "session", "chain", "chained", "static"];

    public static TheoryData<string> Cases => [.. GoldenResults.AllCases().Select(GoldenResults.Key)];

    [Theory]
    [MemberData(nameof(Cases))]
    public void The_engine_does_what_spark_did_unless_the_case_is_an_expected_failure(string id)
    {
        string? difference = results.DifferenceOf(id);
        if (results.ExpectedFailures.Contains(id))
        {
            Assert.True(difference is not null, $"{id} passes now: take it off expected-failures.txt");
        }
        else
        {
            Assert.True(difference is null, difference);
        }
    }

    [Fact]
    public void Every_expected_failure_is_a_case_that_exists()
    {
        var known = GoldenResults.AllCases().Select(GoldenResults.Key).ToHashSet();
        Assert.Subset(known, results.ExpectedFailures.ToHashSet());
    }

    [Fact]
    public void The_242_cases_of_the_core_of_streaming_are_no_expected_failures()
    {
        string[] core = [.. GoldenResults.AllCases()
            .Where(golden => golden.FileName == "stream" && golden.Tags.Intersect(RequiredTags).Any() && !golden.Tags.Intersect(LaterTags).Any())
            .Select(GoldenResults.Key)];
        Assert.Equal(242, core.Length);
        Assert.DoesNotContain(core, results.ExpectedFailures.Contains);
    }
}
