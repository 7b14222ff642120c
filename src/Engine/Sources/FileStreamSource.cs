using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Grader.Engine.Analysis;
using Grader.Engine.Files;
using Grader.Engine.Operators;
using Grader.Engine.Streaming;
using Grader.Plans;
using Grader.Plans.Types;

namespace Grader.Engine.Sources;

/// <summary>New files of a folder, in order of modification time (spark-semantics 5.1). Offset: the number of the last selection of files.</summary>
internal sealed class FileStreamSource : IMicroBatchSource
{
    private const int MaxCachedFiles = 10_000;

    /// <summary>What is left of a listing is dropped when it holds less than this share of a full batch.</summary>
    private const double DiscardBelow = 0.2;

    private readonly IFileSystem inputs;
    private readonly string path;
    private readonly CaseInsensitiveOptions options;
    private readonly FileStreamSourceLog log;
    private readonly PartitionedFiles opener;
    private readonly string? basePath;
    private readonly bool traceInput;
    private readonly string format;
    private readonly StructType dataSchema;
    private readonly SeenFiles seen;
    private readonly bool latestFirst;
    private readonly int? maxFilesPerTrigger;
    private List<FileListing.ListedFile>? unread;

    /// <param name="unreadable">Where the source's own options do not say.</param>
    public FileStreamSource(IFileSystem inputs, StreamingRelation relation, FileStreamSourceLog log, TimeZoneInfo zone, UnreadableFiles unreadable, bool traceInput)
    {
        this.inputs = inputs;
        this.log = log;
        this.traceInput = traceInput;
        path = relation.Path!;
        format = relation.Format;
        dataSchema = relation.DataSchema;
        options = relation.Options;
        opener = new PartitionedFiles(inputs, format, dataSchema, options, zone, unreadable);
        basePath = FileListing.BasePath(inputs, path, options);
        if (options["cleanSource"] is { } clean && !clean.Equals("off", StringComparison.OrdinalIgnoreCase))
        {
            throw clean.ToLowerInvariant() is "delete" or "archive" ? NotSupported.Yet($"The option cleanSource = {clean}")
                : SparkException.IllegalArgument($"Invalid mode for clean source option {clean}. Must be one of archive,delete,off");
        }

        if ((options["modifiedBefore"] ?? options["modifiedAfter"]) is not null)
        {
            throw SparkException.IllegalArgument("Option(s) 'modifiedBefore' and 'modifiedAfter' are not allowed in file stream source.");
        }

        latestFirst = string.Equals(options["latestFirst"], "true", StringComparison.OrdinalIgnoreCase);
        maxFilesPerTrigger = options["maxFilesPerTrigger"] is { } text ? PositiveInteger("maxFilesPerTrigger", text) : null;
        seen = new SeenFiles(
            latestFirst && maxFilesPerTrigger is not null ? long.MaxValue : FileAge.Milliseconds(options["maxFileAge"] ?? "7d"),
            string.Equals(options["fileNameOnly"], "true", StringComparison.OrdinalIgnoreCase));
        log.Restore();
        foreach (SelectedFile file in log.Files)
        {
            seen.Add(file.Path, file.TimestampMs);
        }

        seen.Purge();
    }

    public string Description => $"FileStreamSource[file:{inputs.Qualify(path)}]";

    public bool ReportsLatestOffset => false;

    public string? LatestOffset(string? start, bool ignoreLimits)
    {
        List<FileListing.ListedFile> selected = Select(ignoreLimits ? null : maxFilesPerTrigger);
        if (selected.Count > 0)
        {
            log.Add([.. selected.Select(file => new SelectedFile(FilePaths.ToUri(file.Path), file.ModifiedMs, log.Latest + 1))]);
        }

        return log.Latest < 0 ? null : new JsonObject { ["logOffset"] = log.Latest }.ToJsonString();
    }

    public SourceBatch GetBatch(string? start, string end)
    {
        long after = start is null ? -1 : LogOffset(start), last = LogOffset(end);
        FilePartition[] partitions = [.. log.Files
            .Where(file => file.LogOffset > after && file.LogOffset <= last)
            .Select(file => opener.Open(FilePaths.FromUri(file.Path), basePath))];
        return new SourceBatch(partitions, traceInput ? partitions.SelectMany(Trace).ToSeq() : []);
    }

    // The query reads by itself, and only the columns it needs: what fails here may be nothing to it.
    private static List<SourceRecord> Trace(FilePartition file)
    {
        var records = new List<SourceRecord>();
        try
        {
            foreach (SourceRecord record in file.ReadRecords())
            {
                records.Add(record);
            }
        }
        catch (SparkException)
        {
            // Where it is something to the query, its own scan says so.
        }

        return records;
    }

    public void Commit(string end)
    {
        // cleanSource is off by default; the files stay.
    }

    private List<FileListing.ListedFile> Select(int? limit)
    {
        List<FileListing.ListedFile> candidates = unread ?? ListNew();
        unread = null;
        List<FileListing.ListedFile> selected = limit is { } count ? [.. candidates.Take(count)] : candidates;
        if (limit is { } max && !latestFirst && candidates.Count - selected.Count is var left && left >= max * DiscardBelow)
        {
            unread = [.. candidates.Skip(selected.Count).Take(MaxCachedFiles)];
        }

        foreach (FileListing.ListedFile file in selected)
        {
            seen.Add(FilePaths.ToUri(file.Path), file.ModifiedMs);
        }

        seen.Purge();
        return selected;
    }

    private List<FileListing.ListedFile> ListNew()
    {
        IEnumerable<FileListing.ListedFile> listed = FileListing.List(inputs, path, options).Where(file => seen.IsNew(FilePaths.ToUri(file.Path), file.ModifiedMs));

        // Stable: files of one moment stay in order of name.
        return [.. latestFirst ? listed.OrderByDescending(file => file.ModifiedMs) : listed.OrderBy(file => file.ModifiedMs)];
    }

    private static long LogOffset(string offset) => LoggedOffset.Fields(offset, "logOffset")[0];

    private static int PositiveInteger(string option, string text) =>
        int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int value) && value > 0
            ? value
            : throw SparkException.IllegalArgument($"Invalid value '{text}' for option '{option}', must be a positive integer");

    /// <summary>Spark's SeenFilesMap: a file is new once, and only while it is not older than the newest seen minus maxFileAge.</summary>
    private sealed class SeenFiles(long maxAgeMs, bool fileNameOnly)
    {
        private readonly Dictionary<string, long> files = [];
        private long latestMs;
        private long lastPurgeMs;

        public void Add(string path, long timestampMs)
        {
            files[Key(path)] = timestampMs;
            latestMs = Math.Max(latestMs, timestampMs);
        }

        public bool IsNew(string path, long timestampMs) => timestampMs >= lastPurgeMs && !files.ContainsKey(Key(path));

        public void Purge()
        {
            // An age beyond all time must not wrap around.
            long oldestMs = maxAgeMs > latestMs ? 0 : latestMs - maxAgeMs;
            if (oldestMs == lastPurgeMs)
            {
                return;
            }

            lastPurgeMs = oldestMs;
            foreach (string old in files.Where(file => file.Value < lastPurgeMs).Select(file => file.Key).ToList())
            {
                files.Remove(old);
            }
        }

        private string Key(string path) => fileNameOnly ? path[(path.LastIndexOf('/') + 1)..] : path;
    }
}

/// <summary>Ages such as <c>7d</c>, <c>12h</c>, <c>30 min</c>.</summary>
internal static class FileAge
{
    /// <param name="bareUnitMs">What a number without a unit counts.</param>
    public static long Milliseconds(string text, long bareUnitMs = 1)
    {
        string trimmed = text.Trim().ToLowerInvariant();
        int digits = trimmed.TakeWhile(char.IsAsciiDigit).Count();
        long? unit = trimmed[digits..].Trim() switch
        {
            "us" => 0,
            "" => bareUnitMs,
            "ms" => 1,
            "s" => 1000,
            "m" or "min" => 60_000,
            "h" => 3_600_000,
            "d" => 86_400_000,
            _ => null,
        };
        return digits > 0 && digits < 12 && unit is { } factor
            ? long.Parse(trimmed.AsSpan(0, digits), CultureInfo.InvariantCulture) * factor
            : throw SparkException.IllegalArgument($"Failed to parse time string: {text}");
    }
}

/// <summary>Paths as Spark's logs write them.</summary>
internal static class FilePaths
{
    private const string Scheme = "file://";
    private static readonly SearchValues<char> Escaped = SearchValues.Create([.. Enumerable.Range(0, 33).Select(c => (char)c), '\x7F', .. "\"%<>\\^`{|}#?[]"]);

    /// <summary>Java's URI of a path: what a URI's path cannot hold is escaped, letters of any script stay.</summary>
    public static string ToUri(string absolute)
    {
        if (absolute.AsSpan().IndexOfAny(Escaped) < 0)
        {
            return Scheme + absolute;
        }

        var uri = new StringBuilder(Scheme);
        foreach (char c in absolute)
        {
            _ = Escaped.Contains(c) ? uri.Append('%').Append(((int)c).ToString("X2", CultureInfo.InvariantCulture)) : uri.Append(c);
        }

        return uri.ToString();
    }

    /// <exception cref="FormatException">The text is no URI of a file.</exception>
    public static string FromUri(string uri) => !uri.StartsWith("file:/", StringComparison.Ordinal)
        ? throw new FormatException($"{uri} is not a file")
        : Uri.UnescapeDataString(uri[(uri.StartsWith(Scheme, StringComparison.Ordinal) ? Scheme.Length : "file:".Length)..]);
}
