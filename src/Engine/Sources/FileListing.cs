using System.Text;
using System.Text.RegularExpressions;
using Grader.Engine.Analysis;
using Grader.Engine.Files;
using Grader.Engine.Text;
using Grader.Plans;

namespace Grader.Engine.Sources;

/// <summary>Which files a file source sees (spark-semantics 5.1, "Listing").</summary>
internal static class FileListing
{
    /// <summary>A visible file by its absolute path.</summary>
    /// <param name="BasePath">The folder below which folders <c>column=value</c> stand for columns; null where none does.</param>
    internal readonly record struct ListedFile(string Path, long ModifiedMs, string? BasePath);

    /// <summary>Of a batch: <see cref="List"/>, between <c>modifiedAfter</c> and <c>modifiedBefore</c>.</summary>
    public static IReadOnlyList<ListedFile> ListForBatch(IFileSystem files, string path, CaseInsensitiveOptions options, TimeZoneInfo zone)
    {
        long? after = Moment(options, "modifiedAfter", zone), before = Moment(options, "modifiedBefore", zone);
        return [.. List(files, path, options).Where(file => !(file.ModifiedMs <= after) && !(file.ModifiedMs >= before))];
    }

    private static long? Moment(CaseInsensitiveOptions options, string name, TimeZoneInfo zone) => options[name] is not { } text ? null
        : TemporalText.TryParseTimestamp(text, TextEncoding.ZoneOf(options, zone), 0, out long micros) ? micros / 1000
        : throw SparkException.Analysis("_LEGACY_ERROR_TEMP_1135", $"The timestamp provided for the '{name}' option is invalid. The expected format is 'YYYY-MM-DDTHH:mm:ss', but the provided timestamp: {text}.");

    /// <summary>Whether there are folders <c>column=value</c> to look into; quick for a folder of files.</summary>
    public static bool MayHavePartitions(IFileSystem files, string path) =>
        IsPattern(path) || path.Contains('=', StringComparison.Ordinal) || files.List(path).Any(entry => entry.IsDirectory && PartitionPath.IsPartition(entry.Name) && !IsHidden(entry.Name));

    /// <summary>The folder below which the files of one path have columns in the names of their folders, where a stream comes to know them by their paths alone.</summary>
    public static string? BasePath(IFileSystem files, string path, CaseInsensitiveOptions options) => IsRecursive(options) ? null
        : options["basePath"] is { } basePath ? files.Qualify(basePath)
        : IsPattern(path) ? null : files.Qualify(path);

    /// <summary>Files in the folder and in folders <c>column=value</c> below it (or matching the pattern, or the file itself), by name.</summary>
    public static IReadOnlyList<ListedFile> List(IFileSystem files, string path, CaseInsensitiveOptions options)
    {
        string absolute = files.Qualify(path);
        Regex? nameFilter = options["pathGlobFilter"] is { } glob ? Glob(glob) : null;
        bool recursive = IsRecursive(options);
        string? basePath = options["basePath"] is { } given ? files.Qualify(given) : null;
        var found = new List<ListedFile>();
        foreach (string match in Matches(files, absolute))
        {
            if (basePath is not null && match != basePath && !match.StartsWith(basePath.TrimEnd('/') + "/", StringComparison.Ordinal))
            {
                throw SparkException.IllegalArgument($"Wrong basePath file:{basePath} for the root path: file:{match}");
            }

            if (files.FileExists(match))
            {
                (string parent, string name) = Split(match);
                FileEntry entry = files.List(parent).First(e => e.Name == name);
                found.Add(new ListedFile(match, entry.ModifiedMs, recursive ? null : basePath ?? parent));
            }
            else if (files.DirectoryExists($"{match}/{FileStreamSinkLog.FolderName}"))
            {
                // What a streaming query writes counts from the moment that its log names it.
                found.AddRange(new FileStreamSinkLog(files, match).AllFiles().Select(file => new ListedFile(FilePaths.FromUri(file.Path), file.ModifiedMs, recursive ? null : basePath ?? match)));
            }
            else
            {
                AddFolder(files, match, recursive ? null : basePath ?? match, recursive, found);
            }
        }

        return nameFilter is null ? found : [.. found.Where(file => nameFilter.IsMatch(Split(file.Path).Name))];
    }

    /// <param name="isBelow">Everything below counts: in folders of columns, and where the lookup is recursive.</param>
    private static void AddFolder(IFileSystem files, string folder, string? basePath, bool isBelow, List<ListedFile> found)
    {
        foreach (FileEntry entry in files.List(folder).Where(entry => !IsHidden(entry.Name)))
        {
            if (!entry.IsDirectory)
            {
                found.Add(new ListedFile($"{folder}/{entry.Name}", entry.ModifiedMs, basePath));
            }
            else if (isBelow || PartitionPath.IsPartition(entry.Name))
            {
                AddFolder(files, $"{folder}/{entry.Name}", basePath, isBelow: true, found);
            }
        }
    }

    private static bool IsRecursive(CaseInsensitiveOptions options) => string.Equals(options["recursiveFileLookup"], "true", StringComparison.OrdinalIgnoreCase);

    private static bool IsPattern(string path) => path.AsSpan().IndexOfAny("*?[{") >= 0;

    private static IEnumerable<string> Matches(IFileSystem files, string absolute)
    {
        if (!IsPattern(absolute))
        {
            return files.FileExists(absolute) || files.DirectoryExists(absolute) ? [absolute] : [];
        }

        IEnumerable<string> matches = [""];
        foreach (string part in absolute.Split('/', StringSplitOptions.RemoveEmptyEntries))
        {
            if (part.AsSpan().IndexOfAny("*?[{") < 0)
            {
                matches = matches.Select(parent => $"{parent}/{part}");
            }
            else
            {
                Regex pattern = Glob(part);
                matches = matches.SelectMany(parent => files.List(parent).Where(e => !IsHidden(e.Name) && pattern.IsMatch(e.Name)).Select(e => $"{parent}/{e.Name}")).ToList();
            }
        }

        return matches.Where(match => files.FileExists(match) || files.DirectoryExists(match));
    }

    /// <summary>Spark's shouldFilterOutPathName.</summary>
    private static bool IsHidden(string name) =>
        (name.StartsWith('_') && !name.Contains('=', StringComparison.Ordinal)
            && !name.StartsWith("_metadata", StringComparison.Ordinal) && !name.StartsWith("_common_metadata", StringComparison.Ordinal))
        || name.StartsWith('.') || name.EndsWith("._COPYING_", StringComparison.Ordinal);

    /// <summary>Hadoop's glob: <c>* ? [a-z] {a,b}</c>.</summary>
    private static Regex Glob(string glob)
    {
        var pattern = new StringBuilder("^");
        int depth = 0;
        foreach (char c in glob)
        {
            pattern.Append((c, depth) switch
            {
                ('*', _) => ".*",
                ('?', _) => ".",
                ('{', _) => "(?:",
                ('}', > 0) => ")",
                (',', > 0) => "|",
                ('[' or ']' or '-' or '^', _) => c.ToString(),
                _ => Regex.Escape(c.ToString()),
            });
            depth += c == '{' ? 1 : c == '}' ? -1 : 0;
        }

        return new Regex(pattern.Append('$').ToString(), RegexOptions.CultureInvariant | RegexOptions.NonBacktracking | RegexOptions.Singleline);
    }

    private static (string Parent, string Name) Split(string path)
    {
        int slash = path.LastIndexOf('/');
        return (slash <= 0 ? "/" : path[..slash], path[(slash + 1)..]);
    }
}
