using Grader.Compile;
using Grader.Confine;

namespace Grader.Tests.Confine;

public sealed class TrustedSamplesTests
{
    /// <summary>The list is <c>src/Grader/Confine/trusted-samples.txt</c>: hash, blank, assignment/name. Whoever changes a sample takes the line from here.</summary>
    [Fact]
    public void Every_shipped_sample_is_known_by_its_hash()
    {
        string root = Path.Combine(RepositoryRoot(), "samples");
        string[] unknown =
        [
            .. Directory.EnumerateDirectories(root).SelectMany(Directory.EnumerateDirectories).Order(StringComparer.Ordinal)
                .Select(folder => (folder, Submission: SubmissionLoader.Load(folder, SubmissionLimits.Default)))
                .Where(sample => !TrustedSamples.Contains(sample.Submission))
                .Select(sample => $"{TrustedSamples.HashOf(sample.Submission)} {Path.GetRelativePath(root, sample.folder).Replace('\\', '/')}"),
        ];
        Assert.True(unknown.Length == 0, string.Join('\n', unknown));
    }

    [Fact]
    public void A_changed_sample_is_a_strangers() =>
        Assert.False(TrustedSamples.Contains(new Submission("02-count-when", [new SourceFile("Program.cs", "System.Console.WriteLine();")])));

    private static string RepositoryRoot()
    {
        DirectoryInfo folder = new(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Grader.sln")))
        {
            folder = folder.Parent ?? throw new InvalidOperationException("The tests run outside of the repository.");
        }

        return folder.FullName;
    }
}
