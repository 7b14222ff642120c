using System.Globalization;
using System.Text.RegularExpressions;
using Grader.Engine.Analysis;
using Grader.Engine.Files;
using Grader.Engine.Text;
using Grader.Plans;
using Grader.Plans.Types;

namespace Grader.Engine.Sources;

/// <summary>Which columns the folders of a source stand for, and of which types their values are.</summary>
/// <remarks>Source: Spark's PartitioningUtils.inferPartitionColumnValue and resolveTypeConflicts.</remarks>
internal static partial class PartitionInference
{
    private const string Setting = "spark.sql.sources.partitionColumnTypeInference.enabled";

    /// <param name="conf">Settings of the session.</param>
    /// <returns>No fields where no folder stands for a column.</returns>
    public static StructType Columns(IReadOnlyCollection<FileListing.ListedFile> listed, Func<string, string?> conf, TimeZoneInfo zone)
    {
        List<(string Folder, Seq<PartitionValue> Values)> partitions = [.. listed
            .Select(file => (Folder: file.Path[..file.Path.LastIndexOf('/')], Values: PartitionPath.Values(file.Path, file.BasePath)))
            .Where(partition => partition.Values.Count > 0).DistinctBy(partition => partition.Folder)];
        if (partitions.Count == 0)
        {
            return StructType.Empty;
        }

        Seq<string>[] names = [.. partitions.Select(partition => partition.Values.Select(value => value.Name).ToSeq()).Distinct()];
        if (names.Length > 1)
        {
            throw Conflict(names, partitions.Select(partition => partition.Folder));
        }

        bool infers = !string.Equals(conf(Setting), "false", StringComparison.OrdinalIgnoreCase);
        return new StructType(names[0].Select((name, i) => new StructField(name, Resolve(partitions.Select(partition => partition.Values[i].Text), infers, zone))).ToSeq());
    }

    /// <summary>The columns of the files at a path, or of those that match it.</summary>
    public static StructType Columns(IFileSystem files, IEnumerable<string> paths, CaseInsensitiveOptions options, Func<string, string?> conf, TimeZoneInfo zone) =>
        Columns([.. paths.Where(path => FileListing.MayHavePartitions(files, path)).SelectMany(path => FileListing.List(files, path, options))], conf, zone);

    private static DataType Resolve(IEnumerable<string?> values, bool infers, TimeZoneInfo zone) =>
        values.Select(text => infers ? TypeOf(text, zone) : text is null ? new NullType() : new StringType()).Aggregate(Widest) is var type && type is NullType ? new StringType() : type;

    private static DataType TypeOf(string? text, TimeZoneInfo zone) => text is null ? new NullType()
        : int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _) ? new IntegerType()
        : long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _) ? new LongType()
        : Digits().Match(text) is { Success: true, Groups: var groups } && groups[1].Length <= DecimalType.MaxPrecision ? new DecimalType(groups[1].Length, 0)
        : IsDouble(text) ? new DoubleType()
        : Timestamp().IsMatch(text) && TemporalText.TryParseTimestamp(text, zone, 0, out _) ? new TimestampType()
        : Date().IsMatch(text) && TemporalText.TryParseTimestamp(text, TimeZoneInfo.Utc, 0, out _) ? new DateType()
        : new StringType();

    private static bool IsDouble(string text) => text is "NaN" or "Infinity" or "-Infinity" or "+Infinity" || (text.Any(char.IsAsciiDigit) && JavaNumberText.TryParseDouble(text, out _));

    private static DataType Widest(DataType left, DataType right) => (left, right) switch
    {
        _ when left == right => left,
        (NullType, _) => right,
        (_, NullType) => left,
        (IntegerType, LongType) or (LongType, IntegerType) => new LongType(),
        (IntegerType, DoubleType) or (DoubleType, IntegerType) => new DoubleType(),
        (DecimalType a, DecimalType b) => new DecimalType(Math.Max(a.Precision, b.Precision), 0),
        (DecimalType d, IntegerType or LongType) => d,
        (IntegerType or LongType, DecimalType d) => d,
        (DateType, TimestampType) or (TimestampType, DateType) => new TimestampType(),
        _ => new StringType(),
    };

    private static SparkException Conflict(Seq<string>[] names, IEnumerable<string> folders) => new(new SparkError(
        "AssertionError", null,
        $"assertion failed: Conflicting partition column names detected:\n\n{string.Join("\n", names.Select((list, i) => $"\tPartition column name list #{i}: {string.Join(", ", list)}"))}\n\n"
        + "For partitioned table directories, data files should only live in leaf directories.\nAnd directories at the same level should have the same partition column name.\n"
        + $"Please check the following directories for unexpected files or inconsistent partition column names:\n\n{string.Join("\n", folders.Select(folder => $"\tfile:{folder}"))}\n"));

    [GeneratedRegex("^[+-]?([0-9]+)$", RegexOptions.CultureInvariant)]
    private static partial Regex Digits();

    [GeneratedRegex("^[0-9]{4}-[0-9]{2}-[0-9]{2} [0-9]{2}:[0-9]{2}:[0-9]{2}([.][0-9])?$", RegexOptions.CultureInvariant)]
    private static partial Regex Timestamp();

    [GeneratedRegex("^[0-9]{4}-[0-9]{2}-[0-9]{2}$", RegexOptions.CultureInvariant)]
    private static partial Regex Date();
}
