namespace Grader.EndToEnd;

/// <summary>A folder that is gone after the test.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("grader-test-").FullName;

    /// <summary>Writes a file, with the folders above it.</summary>
    /// <returns>Its full path.</returns>
    public string Write(string relativePath, string text)
    {
        string path = In(relativePath);
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
        return path;
    }

    public string In(string relativePath) => System.IO.Path.Combine(Path, relativePath);

    /// <summary>Copies a folder with all it holds.</summary>
    /// <returns>The copy's full path.</returns>
    public string Copy(string folder, string relativePath)
    {
        string target = In(relativePath);
        foreach (string file in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories))
        {
            string copy = System.IO.Path.Combine(target, System.IO.Path.GetRelativePath(folder, file));
            Directory.CreateDirectory(System.IO.Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }

        return target;
    }

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
