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
        if (IsQualified(path))
        {
            return path;
        }

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

    public IReadOnlyList<FileEntry> List(string directory) => Find(directory) is FolderNode folder ? folder.List() : [];

    public ReadOnlyMemory<byte> Read(string path) => Find(path) is FileNode file
        ? file.Content
        : throw new FileNotFoundException($"File file:{Qualify(path)} does not exist", Qualify(path));

    public void WriteAtomic(string path, ReadOnlyMemory<byte> content)
    {
        ReadOnlySpan<char> parts = PartsForWriting(path);
        if (parts.IsEmpty || Find(path) is FolderNode)
        {
            throw new IOException($"{Qualify(path)} is a directory");
        }

        FolderNode parent = MakeFolder(Parent(parts), path);
        parent.Put(Name(parts).ToString(), new FileNode(Now, content.ToArray()));
        parent.ModifiedMs = Now;
    }

    public void CreateDirectory(string path) => MakeFolder(PartsForWriting(path), path);

    public void Delete(string path)
    {
        ReadOnlySpan<char> parts = Below(Qualify(path));
        if (!parts.IsEmpty && FindFolder(Parent(parts)) is { } parent && parent.Remove(Name(parts)))
        {
            parent.ModifiedMs = Now;
        }
    }

    /// <summary>Moves a file or folder; an existing target is replaced. The modification time stays.</summary>
    public void Rename(string from, string to)
    {
        ReadOnlySpan<char> source = PartsForWriting(from), target = PartsForWriting(to);
        if (source.IsEmpty || target.IsEmpty || Find(from) is not { } node)
        {
            throw new FileNotFoundException($"File file:{Qualify(from)} does not exist", Qualify(from));
        }

        FindFolder(Parent(source))!.Remove(Name(source));
        MakeFolder(Parent(target), to).Put(Name(target).ToString(), node);
    }

    /// <summary>Sets a file's or folder's modification time.</summary>
    /// <param name="modifiedMs">Milliseconds since the epoch.</param>
    public void SetModified(string path, long modifiedMs) =>
        (Find(path) ?? throw new FileNotFoundException($"File file:{Qualify(path)} does not exist", Qualify(path))).ModifiedMs = modifiedMs;

    private long Now => clock.GetUtcNow().ToUnixTimeMilliseconds();

    /// <summary>Whether a path is its own absolute form: nothing in it stands for another name, or for none. Most are.</summary>
    private static bool IsQualified(ReadOnlySpan<char> path)
    {
        if (path.Length < 2 || path[0] != '/')
        {
            return false;
        }

        do
        {
            int length = path[1..].IndexOf('/');
            if ((length < 0 ? path[1..] : path.Slice(1, length)) is "" or "." or "..")
            {
                return false;
            }

            path = length < 0 ? [] : path[(length + 1)..];
        }
        while (!path.IsEmpty);
        return true;
    }

    private bool IsInside(string absolute) => absolute.StartsWith(WorkingDirectory, StringComparison.Ordinal)
        && (absolute.Length == WorkingDirectory.Length || absolute[WorkingDirectory.Length] == '/');

    /// <summary>The names below the working directory; none for itself, and for a path outside of it.</summary>
    private ReadOnlySpan<char> Below(string absolute) => IsInside(absolute) && absolute.Length > WorkingDirectory.Length ? absolute.AsSpan(WorkingDirectory.Length + 1) : [];

    private ReadOnlySpan<char> PartsForWriting(string path) => Qualify(path) is var absolute && IsInside(absolute)
        ? Below(absolute)
        : throw new IOException($"{absolute} lies outside of the working directory {WorkingDirectory}: writing there is refused");

    private static ReadOnlySpan<char> Parent(ReadOnlySpan<char> parts) => parts[..Math.Max(0, parts.LastIndexOf('/'))];

    private static ReadOnlySpan<char> Name(ReadOnlySpan<char> parts) => parts[(parts.LastIndexOf('/') + 1)..];

    private Node? Find(string path)
    {
        string absolute = Qualify(path);
        if (!IsInside(absolute))
        {
            return null;
        }

        ReadOnlySpan<char> parts = Below(absolute);
        return parts.IsEmpty ? root : FindFolder(Parent(parts))?.Find(Name(parts));
    }

    private FolderNode? FindFolder(ReadOnlySpan<char> parts)
    {
        FolderNode? folder = root;
        while (folder is not null && !parts.IsEmpty)
        {
            folder = folder.Find(TakeFirst(ref parts)) as FolderNode;
        }

        return folder;
    }

    private FolderNode MakeFolder(ReadOnlySpan<char> parts, string path)
    {
        FolderNode folder = root;
        while (!parts.IsEmpty)
        {
            ReadOnlySpan<char> name = TakeFirst(ref parts);
            switch (folder.Find(name))
            {
                case FolderNode child:
                    folder = child;
                    break;
                case null:
                    var made = new FolderNode(Now);
                    folder.Put(name.ToString(), made);
                    folder = made;
                    break;
                default:
                    throw new IOException($"Parent path of {Qualify(path)} is not a directory: {name}");
            }
        }

        return folder;
    }

    private static ReadOnlySpan<char> TakeFirst(ref ReadOnlySpan<char> parts)
    {
        int slash = parts.IndexOf('/');
        ReadOnlySpan<char> first = slash < 0 ? parts : parts[..slash];
        parts = slash < 0 ? [] : parts[(slash + 1)..];
        return first;
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
        private readonly Dictionary<string, Node> children = new(StringComparer.Ordinal);

        // In order; null after a change.
        private string[]? names;

        public Node? Find(ReadOnlySpan<char> name) => children.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(name, out Node? node) ? node : null;

        public void Put(string name, Node node)
        {
            names = children.ContainsKey(name) ? names : null;
            children[name] = node;
        }

        public bool Remove(ReadOnlySpan<char> name)
        {
            bool isRemoved = children.GetAlternateLookup<ReadOnlySpan<char>>().Remove(name);
            names = isRemoved ? null : names;
            return isRemoved;
        }

        public FileEntry[] List()
        {
            if (names is null)
            {
                names = [.. children.Keys];
                Array.Sort(names, StringComparer.Ordinal);
            }

            return Array.ConvertAll(names, name => children[name] is FileNode file
                ? new FileEntry(name, IsDirectory: false, file.Content.Length, file.ModifiedMs)
                : new FileEntry(name, IsDirectory: true, 0, children[name].ModifiedMs));
        }
    }
}
