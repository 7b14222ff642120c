using System.Collections.Concurrent;
using System.Globalization;
using Grader.Engine.Files;

namespace Grader.Live.Files;

/// <summary>Files of which those that sources read are told where they are not UTF-8: once a file, and no more than a few.</summary>
internal sealed class Utf8CheckedFiles(IFileSystem files, Action<string> warn) : IFileSystem
{
    private const int MostWarnings = 20;

    private readonly ConcurrentDictionary<string, bool> told = new(StringComparer.Ordinal);
    private readonly ConcurrentBag<string> otherEncodings = [];

    /// <summary>What lies at the path, or matches it, is in another encoding, as the program says.</summary>
    public void HasOtherEncoding(string path)
    {
        string full = files.Qualify(path);
        int pattern = full.AsSpan().IndexOfAny("*?[{");
        otherEncodings.Add(pattern < 0 ? full : full[..pattern]);
    }

    public Stream OpenRead(string path)
    {
        string full = files.Qualify(path);
        Stream stream = files.OpenRead(path);
        return otherEncodings.Any(prefix => full.StartsWith(prefix, StringComparison.Ordinal)) ? stream : new Utf8CheckedStream(stream, line => Tell(full, line));
    }

    public Stream OpenBinary(string path) => files.OpenBinary(path);

    public string Qualify(string path) => files.Qualify(path);

    public bool DirectoryExists(string path) => files.DirectoryExists(path);

    public bool FileExists(string path) => files.FileExists(path);

    public IReadOnlyList<FileEntry> List(string directory) => files.List(directory);

    public ReadOnlyMemory<byte> Read(string path) => files.Read(path);

    public void WriteAtomic(string path, ReadOnlyMemory<byte> content) => files.WriteAtomic(path, content);

    public void Append(string path, ReadOnlyMemory<byte> content) => files.Append(path, content);

    public void Rename(string from, string to) => files.Rename(from, to);

    public void CreateDirectory(string path) => files.CreateDirectory(path);

    public void Delete(string path) => files.Delete(path);

    private void Tell(string full, int line)
    {
        if (told.Count < MostWarnings && told.TryAdd(full, true))
        {
            warn(string.Create(CultureInfo.InvariantCulture,
                $"{full}:{line}: bytes that are not UTF-8; each became U+FFFD. Save the file as UTF-8, or name its encoding: .Option(\"encoding\", \"windows-1251\")."));
        }
    }
}
