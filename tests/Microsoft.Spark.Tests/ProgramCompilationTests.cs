using System.Text.Json;
using Grader.Conformance.Runner;

namespace Grader.SparkApi.Tests;

/// <summary>Programs written for the real package compile against ours, and those that must not compile fail for the same reason.</summary>
public sealed class ProgramCompilationTests
{
    private static readonly string Root = Path.Combine(AppContext.BaseDirectory, "programs");

    /// <summary>The errors that the real package gives for the samples labelled as not compiling.</summary>
    private static readonly Dictionary<string, string[]> CompileErrors = new()
    {
        ["click-windows/59-type-of-query"] = ["CS0029"],
        ["sensor-windows/65-trigger-as-string"] = ["CS1503"],
        ["taxi/70-missing-using"] = ["CS0103"],
        ["temperature-alerts/53-no-types-using"] = ["CS0246"],
        ["word-count/53-pyspark-style-calls"] = ["CS1739"],
    };

    public static TheoryData<string> Samples => [.. Folders("samples", "label.json")];

    public static TheoryData<string> ShippedPrograms =>
        [.. Folders("starters", "Program.cs").Select(name => $"starters/{name}"), .. Folders("references", "Program.cs").Select(name => $"references/{name}")];

    public static TheoryData<string> RecordedPrograms => [.. Lines("programs.jsonl").Select(Id)];

    public static TheoryData<string> RecordedExpressions => [.. Lines("dsl.jsonl").Select(Id)];

    [Theory]
    [MemberData(nameof(Samples))]
    public void A_sample_compiles_unless_its_label_says_otherwise(string name)
    {
        using JsonDocument label = JsonDocument.Parse(File.ReadAllText(Path.Combine(Root, "samples", name, "label.json")));
        bool compiles = label.RootElement.GetProperty("verdict").GetString() != "compile-error";
        string[] errors = [.. Errors(Path.Combine("samples", name))];
        Assert.Equal(compiles, errors.Length == 0);
        Assert.Equal(CompileErrors.GetValueOrDefault(name, []), errors.Select(error => error[..6]).Distinct());
    }

    [Theory]
    [MemberData(nameof(ShippedPrograms))]
    public void Starters_and_references_compile(string name) => Assert.Equal([], Errors(name));

    [Theory]
    [MemberData(nameof(RecordedPrograms))]
    public void A_program_that_was_recorded_compiles(string id) => Assert.Equal([], ProgramCompiler.Errors(
        Case("programs.jsonl", id).GetProperty("files").EnumerateObject().Select(file => file.Value.GetString()!)));

    [Theory]
    [MemberData(nameof(RecordedExpressions))]
    public void An_expression_that_was_recorded_compiles(string id) => Assert.Equal([], ProgramCompiler.Errors(
        DslQuery.Program(Case("dsl.jsonl", id).GetProperty("csharp").GetString()!, "t TIMESTAMP", "in").Values));

    private static IEnumerable<string> Errors(string folder) => ProgramCompiler.Errors(
        Directory.EnumerateFiles(Path.Combine(Root, folder), "*.cs", SearchOption.AllDirectories).Order(StringComparer.Ordinal).Select(File.ReadAllText));

    private static IEnumerable<string> Folders(string folder, string marker)
    {
        string root = Path.Combine(Root, folder);
        return Directory.EnumerateFiles(root, marker, SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(root, Path.GetDirectoryName(file)!).Replace('\\', '/'))
            .Order(StringComparer.Ordinal);
    }

    private static IEnumerable<JsonElement> Lines(string file) =>
        File.ReadLines(Path.Combine(Root, file)).Where(line => line.Length > 0).Select(line => JsonElement.Parse(line));

    private static string Id(JsonElement line) => line.GetProperty("id").GetString()!;

    private static JsonElement Case(string file, string id) => Lines(file).Single(line => Id(line) == id);
}
