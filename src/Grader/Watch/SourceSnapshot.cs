using System.IO.Enumeration;
using Grader.Compile;
using Grader.Plans;

namespace Grader.Watch;

/// <summary>The files of a program and of its assignment as the last save left them, without their text.</summary>
/// <param name="Files">In the order of the places, and of their paths.</param>
internal sealed record SourceSnapshot(Seq<SavedFile> Files)
{
    /// <summary>Looks at folders, or at single files. What is not there, or cannot be read, is no file.</summary>
    public static SourceSnapshot Take(IEnumerable<WatchedPlace> places) => new(places.SelectMany(place => (File.Exists(place.Path)
        ? [SavedFile.Of(Path.GetFileName(place.Path), new FileInfo(place.Path), place.IsAssignment)]
        : Enumerate(place)).OrderBy(file => file.Path, StringComparer.Ordinal)).ToSeq());

    /// <summary>Names of the program's files that are new, gone or saved again since <paramref name="earlier"/>.</summary>
    public IEnumerable<string> ChangedSince(SourceSnapshot earlier) => ChangedSince(earlier, isAssignment: false);

    /// <summary>Names of the assignment's files that are new, gone or saved again since <paramref name="earlier"/>.</summary>
    public IEnumerable<string> AssignmentChangedSince(SourceSnapshot earlier) => ChangedSince(earlier, isAssignment: true);

    private IEnumerable<string> ChangedSince(SourceSnapshot earlier, bool isAssignment) => Files.Except(earlier.Files).Concat(earlier.Files.Except(Files))
        .Where(file => file.IsAssignment == isAssignment).Select(file => file.Path).Distinct();

    private static IEnumerable<SavedFile> Enumerate(WatchedPlace place)
    {
        var options = new EnumerationOptions
        {
            RecurseSubdirectories = true,
            MaxRecursionDepth = place.FolderDepth,
            IgnoreInaccessible = true,
            AttributesToSkip = 0,
        };
        try
        {
            return
            [
                .. new FileSystemEnumerable<SavedFile>(
                    place.Path,
                    (ref entry) => SavedFile.Of(Path.GetRelativePath(place.NamedFrom, entry.ToFullPath()), (FileInfo)entry.ToFileSystemInfo(), place.IsAssignment), options)
                {
                    ShouldIncludePredicate = (ref entry) => !entry.IsDirectory && place.Includes(entry.FileName),
                    ShouldRecursePredicate = (ref entry) => (entry.Attributes & FileAttributes.ReparsePoint) == 0 && !SubmissionLoader.IsGenerated(entry.FileName),
                }.Take(place.MostFiles),
            ];
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return []; // Gone for a moment, or for good: grading says so.
        }
    }
}

/// <param name="Path">Relative to the watched folder; of an assignment's files, to its folder.</param>
/// <param name="Length">Bytes.</param>
/// <param name="SavedUtcTicks">When it was written last.</param>
/// <param name="IsAssignment">Whether it is the assignment's and not the program's.</param>
internal sealed record SavedFile(string Path, long Length, long SavedUtcTicks, bool IsAssignment)
{
    public static SavedFile Of(string path, FileInfo file, bool isAssignment) => file.Exists
        ? new SavedFile(path, file.Length, file.LastWriteTimeUtc.Ticks, isAssignment)
        : new SavedFile(path, 0, 0, isAssignment); // deleted since it was listed
}
