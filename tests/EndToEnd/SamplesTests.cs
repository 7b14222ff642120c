using System.Text.Json;

namespace Grader.EndToEnd;

/// <summary>Every shipped sample gets the verdict of its label.</summary>
public sealed class SamplesTests(SampleBatch batch) : IClassFixture<SampleBatch>
{
    public static TheoryData<string, string> Samples()
    {
        var samples = new TheoryData<string, string>();
        foreach (string label in Directory.EnumerateFiles(GraderProgram.Samples, "label.json", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
        {
            string submission = Path.GetDirectoryName(label)!;
            samples.Add(Path.GetFileName(Path.GetDirectoryName(submission)!), Path.GetFileName(submission));
        }

        return samples;
    }

    [Theory]
    [MemberData(nameof(Samples))]
    public void A_sample_gets_the_verdict_of_its_label(string assignment, string submission)
    {
        using JsonDocument label = JsonDocument.Parse(File.ReadAllText(Path.Combine(GraderProgram.Samples, assignment, submission, "label.json")));
        JsonElement graded = batch.Report.Submission(assignment, submission);

        Assert.True(
            label.RootElement.GetProperty("verdict").GetString() == graded.GetProperty("outcome").GetString(),
            $"{label.RootElement.GetProperty("why").GetString()}\n{graded}");
    }

    [Theory]
    [MemberData(nameof(Samples))]
    public void Full_points_are_for_correct_programs_and_every_other_has_a_cause(string assignment, string submission)
    {
        JsonElement graded = batch.Report.Submission(assignment, submission);
        bool isCorrect = graded.GetProperty("outcome").GetString() == "correct";

        Assert.Equal(100, graded.GetProperty("maxPoints").GetInt32());
        Assert.Equal(isCorrect, graded.GetProperty("points").GetInt32() == 100);
        Assert.Equal(isCorrect, graded.GetProperty("causes").GetArrayLength() == 0);
    }

    [Fact]
    public void The_batch_succeeds_whatever_the_points_are() => Assert.Equal(0, batch.Result.ExitCode);

    [Theory]
    [MemberData(nameof(Samples))]
    public void The_table_has_a_line_for_each(string assignment, string submission) =>
        Assert.Contains(batch.Result.Output.Split('\n'), line => line.Contains(assignment, StringComparison.Ordinal) && line.Contains(submission, StringComparison.Ordinal));

    [Fact]
    public void At_least_six_samples_of_each_assignment_are_there_with_right_wrong_and_uncompilable_ones()
    {
        foreach (IGrouping<string?, JsonElement> ofOne in batch.Report.Submissions.GroupBy(graded => graded.GetProperty("assignment").GetString()))
        {
            string?[] outcomes = [.. ofOne.Select(graded => graded.GetProperty("outcome").GetString())];
            Assert.True(outcomes.Length >= 6, ofOne.Key);
            Assert.Contains("correct", outcomes);
            Assert.Contains("incorrect", outcomes);
            Assert.Contains("compile-error", outcomes);
        }

        Assert.Equal(5, batch.Report.Submissions.GroupBy(graded => graded.GetProperty("assignment").GetString()).Count());
    }
}
