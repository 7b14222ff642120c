namespace Grader.Compile;

/// <summary>What the grader ships must compile as a submission: references, starters, and the samples that their label does not call compile errors.</summary>
public class ShippedProgramsTests
{
    private static readonly string Repository = FindRepository();

    public static TheoryData<string> Programs =>
        [.. new[] { "samples", "src/ReferenceSolutions", "assignments" }
            .SelectMany(folder => Directory.EnumerateFiles(Path.Combine(Repository, folder), "*.cs", SearchOption.AllDirectories))
            .Select(file => Path.GetRelativePath(Repository, Path.GetDirectoryName(file)!))
            .Where(folder => !folder.Split(Path.DirectorySeparatorChar).Any(name => name is "bin" or "obj"))
            .Distinct().Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Programs))]
    public void A_shipped_program_compiles_exactly_where_its_label_expects_it(string folder)
    {
        string path = Path.Combine(Repository, folder);
        string label = Path.Combine(path, "label.json");
        bool isBroken = File.Exists(label) && File.ReadAllText(label).Contains("compile-error", StringComparison.Ordinal);
        CompileResult result = new SubmissionCompiler(CompilerFixture.References)
            .Compile(SubmissionLoader.Load(path, SubmissionLimits.Default), CompileLimits.Trusted);
        Assert.True(isBroken ? result is CompileFailed : result is Compiled, result.ToString());
    }

    private static string FindRepository()
    {
        DirectoryInfo? folder = new(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Grader.sln")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? throw new InvalidOperationException("The tests run outside the repository.");
    }
}
