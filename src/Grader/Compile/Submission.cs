using Grader.Plans;

namespace Grader.Compile;

/// <summary>A student's program as text.</summary>
/// <param name="Name">The folder's name, or the file's for a single file.</param>
/// <param name="Files">Ordered by path, so that compiling is deterministic.</param>
public sealed record Submission(string Name, Seq<SourceFile> Files);

/// <param name="Path">Relative to the submission's folder, <c>/</c>-separated.</param>
public sealed record SourceFile(string Path, string Text);
