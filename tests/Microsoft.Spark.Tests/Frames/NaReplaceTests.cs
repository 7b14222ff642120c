using Grader.SparkApi.Tests.Hosting;

namespace Grader.SparkApi.Tests.Frames;

/// <summary>Replacing values, run by the engine.</summary>
[Collection(SessionTestGroup.Name)]
public sealed class NaReplaceTests
{
    private readonly DataFrame frame;

    public NaReplaceTests()
    {
        _ = new BatchSession();
        frame = SparkSession.Current.Sql("SELECT * FROM VALUES (1, 'a', true, 1.5D), (2, NULL, false, double('NaN')) AS t(n, `s.t`, b, x)");
    }

    [Fact]
    public void Only_the_named_columns_change() => Assert.Equal(
        "7 a True 1.5\n2 - False NaN", BatchSession.Rows(frame.Na().Replace("N", new Dictionary<double, double> { [1] = 7, [1.5] = 8 })));

    [Fact]
    public void A_star_means_every_column_of_the_kind_of_the_values()
    {
        Assert.Equal("7 a True 8\n2 - False 0", BatchSession.Rows(frame.Na().Replace("*", new Dictionary<double, double> { [1] = 7, [1.5] = 8, [double.NaN] = 0 })));
        Assert.Equal("1 z True 1.5\n2 - False NaN", BatchSession.Rows(frame.Na().Replace("*", new Dictionary<string, string> { ["a"] = "z" })));
    }

    [Fact]
    public void Columns_of_another_kind_stay_as_they_are()
    {
        Assert.Equal("1 a False 1.5\n2 - False NaN", BatchSession.Rows(frame.Na().Replace(["b", "n"], new Dictionary<bool, bool> { [true] = false })));
        Assert.Equal(["n", "s.t", "b", "x"], frame.Na().Replace(["b", "n"], new Dictionary<bool, bool> { [true] = false }).Columns());
    }

    [Fact]
    public void A_value_may_become_null() => Assert.Equal(
        "1 - True 1.5\n2 - False NaN", BatchSession.Rows(frame.Na().Replace(["`s.t`"], new Dictionary<string, string> { ["a"] = null! })));

    [Fact]
    public void An_unknown_column_is_an_error_and_nothing_to_replace_changes_nothing()
    {
        Assert.Contains("UNRESOLVED_COLUMN", BatchSession.ErrorOf(() => frame.Na().Replace("zz", new Dictionary<double, double> { [1] = 2 })), StringComparison.Ordinal);
        Assert.Same(frame, frame.Na().Replace("n", new Dictionary<double, double>()));
    }
}
