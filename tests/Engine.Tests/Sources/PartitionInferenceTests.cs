using Grader.Engine.Sources;
using Grader.Plans;
using Grader.Plans.Types;

namespace Grader.Engine.Tests.Sources;

public sealed class PartitionInferenceTests
{
    [Theory]
    [InlineData("int", "1", "-7", "+3", "007")]
    [InlineData("bigint", "1", "3000000000")]
    [InlineData("decimal(20,0)", "1", "12345678901234567890")]
    [InlineData("double", "1.5", "2", "NaN", "1e3")]
    [InlineData("string", "3000000000", "1.5")]
    [InlineData("date", "2024-02-29", "0001-01-01")]
    [InlineData("string", "2024-02-30")]
    [InlineData("string", "2024-2-9")]
    [InlineData("timestamp", "2024-01-01 10%3A00%3A00", "2024-01-01 10%3A00%3A00.5")]
    [InlineData("string", "2024-01-01 10%3A00%3A00.123")]
    [InlineData("timestamp", "2024-01-01", "2024-01-01 10%3A00%3A00")]
    [InlineData("string", "1", "2024-01-01")]
    [InlineData("string", "true")]
    [InlineData("string", "a b")]
    [InlineData("int", "__HIVE_DEFAULT_PARTITION__", "5")]
    [InlineData("string", "__HIVE_DEFAULT_PARTITION__")]
    public void The_type_is_the_least_that_holds_all_values(string type, params string[] values) =>
        Assert.Equal(type, Assert.Single(Columns(values.Select(value => $"/in/k={value}/f.json")).Fields).DataType.SimpleString);

    [Fact]
    public void Without_inference_values_are_texts() => Assert.Equal(
        "string", PartitionInference.Columns([File("/in/k=1/f.json")], key => key.EndsWith("TypeInference.enabled", StringComparison.Ordinal) ? "false" : null, TimeZoneInfo.Utc).Fields[0].DataType.SimpleString);

    [Fact]
    public void Columns_come_from_the_outermost_folder_to_the_innermost()
    {
        Assert.Equal(["year", "a=b"], Columns(["/in/year=2024/a%3Db=x/f.json", "/in/f.json"]).Fields.Select(field => field.Name));
        Assert.Empty(Columns(["/in/f.json", "/in/deep/f.json"]).Fields);
        Assert.Equal(["k"], Columns(["/in/k=1/deep/f.json"]).Fields.Select(field => field.Name));
    }

    [Fact]
    public void Folders_of_one_level_must_stand_for_one_column()
    {
        string message = Assert.Throws<SparkException>(() => Columns(["/in/a=1/f.json", "/in/b=1/f.json"])).Message;
        Assert.StartsWith("assertion failed: Conflicting partition column names detected:\n\n\tPartition column name list #0: a\n\tPartition column name list #1: b\n", message, StringComparison.Ordinal);
        Assert.Contains("\tfile:/in/b=1", message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/in/=1/f.json", "Empty partition column name in '=1'")]
    [InlineData("/in/k=/f.json", "Empty partition column value in 'k='")]
    public void A_folder_without_a_name_or_value_is_an_error(string path, string expected) =>
        Assert.Contains(expected, Assert.Throws<SparkException>(() => Columns([path])).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("plain", "k=plain")]
    [InlineData("", "k=__HIVE_DEFAULT_PARTITION__")]
    [InlineData(null, "k=__HIVE_DEFAULT_PARTITION__")]
    [InlineData("a/b=c:d%e", "k=a%2Fb%3Dc%3Ad%25e")]
    [InlineData("tab\there", "k=tab%09here")]
    [InlineData("привет мир", "k=привет мир")]
    public void Values_are_escaped_as_hive_does_and_come_back(string? value, string folder)
    {
        Assert.Equal(folder, PartitionPath.Folder("k", value));
        Assert.Equal(string.IsNullOrEmpty(value) ? null : value, Assert.Single(PartitionPath.Values($"/in/{folder}/f", "/in")).Text);
    }

    private static StructType Columns(IEnumerable<string> paths) => PartitionInference.Columns([.. paths.Select(File)], _ => null, TimeZoneInfo.Utc);

    private static FileListing.ListedFile File(string path) => new(path, 0, "/in");
}
