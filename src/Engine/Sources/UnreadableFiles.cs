using Grader.Engine.Analysis;
using Grader.Engine.Files;
using Grader.Plans;

namespace Grader.Engine.Sources;

/// <summary>What becomes of files that are gone or broken: they fail the query, or are passed over with a warning.</summary>
/// <param name="IgnoreMissing">A file that is gone has no rows.</param>
/// <param name="IgnoreCorrupt">A file that cannot be read on has the rows that came before; one that is gone still fails.</param>
/// <param name="Warn">Told what was passed over.</param>
/// <remarks>Source: Spark's FileScanRDD and FileSourceOptions.</remarks>
internal sealed record UnreadableFiles(bool IgnoreMissing, bool IgnoreCorrupt, Action<string> Warn)
{
    public static UnreadableFiles Fail { get; } = new(false, false, _ => { });

    /// <summary>The same where a source's own options do not say otherwise.</summary>
    public UnreadableFiles With(CaseInsensitiveOptions options) => this with
    {
        IgnoreMissing = Flag(options, "ignoreMissingFiles") ?? IgnoreMissing,
        IgnoreCorrupt = Flag(options, "ignoreCorruptFiles") ?? IgnoreCorrupt,
    };

    /// <summary>What a file's rows are, up to where it cannot be read on.</summary>
    public IEnumerable<T> UpToCorruption<T>(string path, IEnumerable<T> rows) => IgnoreCorrupt ? Tolerant(path, rows) : rows;

    /// <summary>Whether an error is about a file that is passed over, of which the warning is then given.</summary>
    /// <param name="what">What of it is not read.</param>
    public bool PassesOver(Exception error, string path, string what)
    {
        bool passes = IgnoreCorrupt && error switch
        {
            FileNotFoundException => false,
            IOException => true,
            SparkException { InnerException: FileFormatException } => true,

            // In Spark a column of another type is an error while reading like any other.
            SparkException { Error.ErrorClass: FileErrors.ColumnNotConvertible } => true,
            _ => false,
        };
        if (passes)
        {
            Warn($"Skipped {what} in the corrupted file: file://{path}");
        }

        return passes;
    }

    private IEnumerable<T> Tolerant<T>(string path, IEnumerable<T> rows)
    {
        using IEnumerator<T> reader = rows.GetEnumerator();
        while (true)
        {
            bool hasRow;
            try
            {
                hasRow = reader.MoveNext();
            }
            catch (Exception e) when (PassesOver(e, path, "the rest of the content"))
            {
                hasRow = false;
            }

            if (!hasRow)
            {
                yield break;
            }

            yield return reader.Current;
        }
    }

    private static bool? Flag(CaseInsensitiveOptions options, string name) => options[name]?.ToLowerInvariant() switch
    {
        null => null,
        "true" => true,
        "false" => false,
        _ => throw SparkException.IllegalArgument($"For input string: \"{options[name]}\""),
    };
}
