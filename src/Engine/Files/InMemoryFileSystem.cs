namespace Grader.Engine.Files;

/// <summary>A folder tree in memory: what a graded run sees of a disk.</summary>
/// <remarks>
/// Serves the working directory and all below it, addressed by relative, absolute and <c>file:</c> paths. Any other path does not exist for
/// reading and is refused for writing. Modification times come from the clock.
/// </remarks>
public sealed class InMemoryFileSystem(TimeProvider clock, string workingDirectory = "/home/student") : IFileSystem
{
    private readonly FolderNode root = new(0);

    /// <summary>Absolute, without a final slash.</summary>
    public string WorkingDirectory { get; } = workingDirectory.TrimEnd('/');

    public string Qualify(string path)
    {
        string text = path;
        if (text.StartsWith("file:", StringComparison.OrdinalIgnoreCase))
        {
            text = text[5..];
            text = text.StartsWith("//", StringComparison.Ordinal) ? text[2..] : text;
        }

        text = text.StartsWith('/') ? text : $"{WorkingDirectory}/{text}";
        var parts = new List<string>();
        foreach (string part in text.Split('/'))
        {
            switch (part)
            {
                case "" or ".":
                    break;
                case "..":
                    if (parts.Count > 0)
                    {
                        parts.RemoveAt(parts.Count - 1);
                    }

                    break;
                default:
                    parts.Add(part);
                    break;
            }
        }

        return "/" + string.Join('/', parts);
    }

    public bool DirectoryExists(string path) => Find(path) is FolderNode;

    public bool FileExists(string path) => Find(path) is FileNode;

    public IReadOnlyList<FileEntry> List(string directory) => Find(directory) is not FolderNode folder
        ? []
        : [.. folder.Children.Select(child => child.Value switch
        {
            FileNode file => new FileEntry(child.Key, IsDirectory: false, file.Content.Length, file.ModifiedMs),
            var node => new FileEntry(child.Key, IsDirectory: true, 0, node.ModifiedMs),
        })];

    public ReadOnlyMemory<byte> Read(string path) => Find(path) is FileNode file
        ? file.Content
        : throw new FileNotFoundException($"File file:{Qualify(path)} does not exist", Qualify(path));

    public void WriteAtomic(string path, ReadOnlyMemory<byte> content)
    {
        string[] parts = PartsForWriting(path);
        if (parts.Length == 0 || Find(path) is FolderNode)
        {
            throw new IOException($"{Qualify(path)} is a directory");
        }

        FolderNode parent = MakeFolder(parts.AsSpan(..^1), path);
        parent.Children[parts[^1]] = new FileNode(Now, content.ToArray());
        parent.ModifiedMs = Now;
    }

    public void CreateDirectory(string path) => MakeFolder(PartsForWriting(path), path);

    public void Delete(string path)
    {
        if (Parts(path) is { Length: > 0 } parts && FindFolder(parts.AsSpan(..^1)) is { } parent && parent.Children.Remove(parts[^1]))
        {
            parent.ModifiedMs = Now;
        }
    }

    /// <summary>Moves a file or folder; an existing target is replaced. The modification time stays.</summary>
    public void Rename(string from, string to)
    {
        string[] source = PartsForWriting(from), target = PartsForWriting(to);
        if (source.Length == 0 || target.Length == 0 || Find(from) is not { } node)
        {
            throw new FileNotFoundException($"File file:{Qualify(from)} does not exist", Qualify(from));
        }

        FindFolder(source.AsSpan(..^1))!.Children.Remove(source[^1]);
        MakeFolder(target.AsSpan(..^1), to).Children[target[^1]] = node;
    }

    /// <summary>Sets a file's or folder's modification time.</summary>
    /// <param name="modifiedMs">Milliseconds since the epoch.</param>
    public void SetModified(string path, long modifiedMs) =>
        (Find(path) ?? throw new FileNotFoundException($"File file:{Qualify(path)} does not exist", Qualify(path))).ModifiedMs = modifiedMs;

    private long Now => clock.GetUtcNow().ToUnixTimeMilliseconds();

    /// <summary>The names below the working directory; null for a path outside of it.</summary>
    private string[]? Parts(string path)
    {
        string absolute = Qualify(path);
        return absolute == WorkingDirectory ? []
            : absolute.StartsWith(WorkingDirectory + "/", StringComparison.Ordinal) ? absolute[(WorkingDirectory.Length + 1)..].Split('/')
            : null;
    }

    private string[] PartsForWriting(string path) =>
        Parts(path) ?? throw new IOException($"{Qualify(path)} lies outside of the working directory {WorkingDirectory}: writing there is refused");

    private Node? Find(string path) => Parts(path) switch
    {
        null => null,
        [] => root,
        var parts => FindFolder(parts.AsSpan(..^1))?.Children.GetValueOrDefault(parts[^1]),
    };

    private FolderNode? FindFolder(ReadOnlySpan<string> parts)
    {
        FolderNode folder = root;
        foreach (string part in parts)
        {
            if (folder.Children.GetValueOrDefault(part) is not FolderNode child)
            {
                return null;
            }

            folder = child;
        }

        return folder;
    }

    private FolderNode MakeFolder(ReadOnlySpan<string> parts, string path)
    {
        FolderNode folder = root;
        foreach (string part in parts)
        {
            switch (folder.Children.GetValueOrDefault(part))
            {
                case FolderNode child:
                    folder = child;
                    break;
                case null:
                    var made = new FolderNode(Now);
                    folder.Children.Add(part, made);
                    folder = made;
                    break;
                default:
                    throw new IOException($"Parent path of {Qualify(path)} is not a directory: {part}");
            }
        }

        return folder;
    }

    private abstract class Node(long modifiedMs)
    {
        public long ModifiedMs { get; set; } = modifiedMs;
    }

    private sealed class FileNode(long modifiedMs, byte[] content) : Node(modifiedMs)
    {
        public byte[] Content { get; } = content;
    }

    private sealed class FolderNode(long modifiedMs) : Node(modifiedMs)
    {
        public SortedDictionary<string, Node> Children { get; } = new(StringComparer.Ordinal);
    }
}
