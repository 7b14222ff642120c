using System.IO.Enumeration;
using Grader.Compile;
using Grader.Plans;

namespace Grader.Watch;

/// <summary>The program's <c>.cs</c> files as the last save left them, without their text.</summary>
/// <param name="Files">In the order of their paths.</param>
internal sealed record SourceSnapshot(Seq<SavedFile> Files)
{
    /// <summary>Looks at a folder, or at one file. What is not there, or cannot be read, is no file.</summary>
    public static SourceSnapshot Take(string path, SubmissionLimits limits) => new((File.Exists(path)
        ? [SavedFile.Of(Path.GetFileName(path), new FileInfo(path))]
        : Enumerate(path, limits)).OrderBy(file => file.Path, StringComparer.Ordinal).ToSeq());

    /// <summary>Names of files that are new, gone or saved again since <paramref name="earlier"/>.</summary>
    public IEnumerable<string> ChangedSince(SourceSnapshot earlier) =>
        Files.Except(earlier.Files).Concat(earlier.Files.Except(Files)).Select(file => file.Path).Distinct();

    private static IEnumerable<SavedFile> Enumerate(string folder, SubmissionLimits limits)
    {
        var options = new EnumerationOptions
        {
            RecurseSubdirectories = true,
            MaxRecursionDepth = limits.FolderDepth,
            IgnoreInaccessible = true,
            AttributesToSkip = 0,
        };
        try
        {
            // One more than a submission may have: that there are too many shows too.
            return
            [
                .. new FileSystemEnumerable<SavedFile>(folder, (ref entry) => SavedFile.Of(Path.GetRelativePath(folder, entry.ToFullPath()), (FileInfo)entry.ToFileSystemInfo()), options)
                {
                    ShouldIncludePredicate = (ref entry) => !entry.IsDirectory && SubmissionLoader.IsSource(entry.FileName),
                    ShouldRecursePredicate = (ref entry) => (entry.Attributes & FileAttributes.ReparsePoint) == 0 && !SubmissionLoader.IsGenerated(entry.FileName),
                }.Take(limits.Files + 1),
            ];
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return []; // Gone for a moment, or for good: grading says so.
        }
    }
}

/// <param name="Path">Relative to the watched folder.</param>
/// <param name="Length">Bytes.</param>
/// <param name="SavedUtcTicks">When it was written last.</param>
internal sealed record SavedFile(string Path, long Length, long SavedUtcTicks)
{
    public static SavedFile Of(string path, FileInfo file) => file.Exists
        ? new SavedFile(path, file.Length, file.LastWriteTimeUtc.Ticks)
        : new SavedFile(path, 0, 0); // deleted since it was listed
}
