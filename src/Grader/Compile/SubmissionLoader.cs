using System.Text;
using Grader.Plans;
using Grader.Sandbox;

namespace Grader.Compile;

/// <summary>Reads a submission from disk: its <c>.cs</c> files within limits, links never followed.</summary>
public static class SubmissionLoader
{
    // What builds and editors leave in a folder is not the student's text.
    private static readonly string[] GeneratedFolders = ["bin", "obj", ".git", ".vs", ".idea", ".vscode"];

    // A byte that is no UTF-8 stands for one wrong character of a student's editor; it must not stop the compiler.
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: false);

    /// <param name="path">A folder, or one <c>.cs</c> file.</param>
    /// <exception cref="SubmissionNotFoundException">Nothing is there: the caller named a wrong place.</exception>
    /// <exception cref="SubmissionRefusedException">It is there, but over a limit or no program.</exception>
    public static Submission Load(string path, SubmissionLimits limits)
    {
        string full = Path.GetFullPath(path);
        if (File.Exists(full))
        {
            if (!IsSource(full))
            {
                throw new SubmissionRefusedException($"{Path.GetFileName(full)} is not a .cs file: give the program's folder or its .cs file.");
            }

            return Read(Path.GetFileNameWithoutExtension(full), Path.GetDirectoryName(full)!, [new FileInfo(full)], limits);
        }

        if (!Directory.Exists(full))
        {
            throw new SubmissionNotFoundException($"There is no folder or file {path}.");
        }

        string name = new DirectoryInfo(full).Name;
        List<FileInfo> sources = [];
        int entries = 0;
        Collect(new DirectoryInfo(full), 0);
        if (sources.Count == 0)
        {
            throw new SubmissionRefusedException($"The folder {name} has no .cs file: a submission is a folder with the program's .cs files.");
        }

        return Read(name, full, sources, limits);

        void Collect(DirectoryInfo folder, int depth)
        {
            if (depth > limits.FolderDepth)
            {
                throw new SubmissionRefusedException($"Folders are nested deeper than {limits.FolderDepth} levels.");
            }

            foreach (FileSystemInfo entry in Entries(folder))
            {
                if (++entries > limits.FolderEntries)
                {
                    throw new SubmissionRefusedException($"The folder has more than {limits.FolderEntries:N0} entries.");
                }

                switch (entry)
                {
                    case { LinkTarget: not null }:
                        if (entry is not FileInfo || IsSource(entry.Name))
                        {
                            throw new SubmissionRefusedException($"{Relative(full, entry)} is a symbolic link: links are not followed, hand in the file itself.");
                        }

                        break;
                    case DirectoryInfo child when !IsGenerated(child.Name):
                        Collect(child, depth + 1);
                        break;
                    case FileInfo file when IsSource(file.Name):
                        sources.Add(file);
                        if (sources.Count > limits.Files)
                        {
                            throw new SubmissionRefusedException($"There are more than {limits.Files} .cs files: a submission has at most {limits.Files}.");
                        }

                        break;
                }
            }
        }
    }

    private static IEnumerable<FileSystemInfo> Entries(DirectoryInfo folder)
    {
        try
        {
            return folder.GetFileSystemInfos();
        }
        catch (UnauthorizedAccessException error)
        {
            throw new SubmissionRefusedException($"The folder {folder.Name} cannot be read: {error.Message}");
        }
    }

    private static Submission Read(string name, string folder, IReadOnlyList<FileInfo> sources, SubmissionLimits limits)
    {
        long total = 0;
        List<SourceFile> files = [];
        foreach (FileInfo source in sources)
        {
            string relative = Relative(folder, source);
            byte[] bytes = ReadBounded(source, limits.TotalBytes - total, relative, limits);
            total += bytes.Length;
            if (bytes.AsSpan().Contains((byte)0))
            {
                throw new SubmissionRefusedException($"{relative} is not a text file.");
            }

            ReadOnlySpan<byte> text = bytes;
            files.Add(new SourceFile(relative, Utf8.GetString(text.StartsWith(Encoding.UTF8.Preamble) ? text[3..] : text)));
        }

        return new Submission(name, files.OrderBy(file => file.Path, StringComparer.Ordinal).ToSeq());
    }

    /// <summary>Reads at most the budget: a file may grow, or be a device that never ends.</summary>
    private static byte[] ReadBounded(FileInfo source, long budget, string relative, SubmissionLimits limits)
    {
        try
        {
            if (source.Length > budget)
            {
                throw TooLarge(limits);
            }

            if (!RegularFile.Is(source.FullName))
            {
                throw new SubmissionRefusedException($"{relative} is a pipe, socket or device and not a file: hand in the file itself.");
            }

            using FileStream stream = source.OpenRead();
            byte[] buffer = new byte[(int)budget + 1];
            int length = stream.ReadAtLeast(buffer, buffer.Length, throwOnEndOfStream: false);
            return length > budget ? throw TooLarge(limits) : buffer[..length];
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new SubmissionRefusedException($"{relative} cannot be read: {error.Message}");
        }
    }

    private static SubmissionRefusedException TooLarge(SubmissionLimits limits) =>
        new($"The .cs files are larger than {limits.TotalBytes / 1024:N0} KiB together, which is what a submission may have.");

    internal static bool IsSource(ReadOnlySpan<char> path) => path.EndsWith(".cs", StringComparison.OrdinalIgnoreCase);

    /// <summary>A folder of this name is passed over.</summary>
    internal static bool IsGenerated(ReadOnlySpan<char> folderName)
    {
        foreach (string generated in GeneratedFolders)
        {
            if (folderName.Equals(generated, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }

    private static string Relative(string folder, FileSystemInfo entry) => Path.GetRelativePath(folder, entry.FullName).Replace('\\', '/');
}

/// <summary>The caller named a submission that is not there.</summary>
public sealed class SubmissionNotFoundException(string message) : Exception(message);

/// <summary>A submission over its limits, or no program at all. The message is for the student.</summary>
public sealed class SubmissionRefusedException(string message) : Exception(message);
