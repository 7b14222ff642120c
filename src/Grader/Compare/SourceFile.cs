namespace Grader.Compare;

/// <summary>Files that a source read, as a scenario names them.</summary>
internal static class SourceFile
{
    /// <summary>The last part of the path: a scenario's files lie directly in the input folder.</summary>
    public static string NameOf(string path) => path[(path.LastIndexOf('/') + 1)..];
}
