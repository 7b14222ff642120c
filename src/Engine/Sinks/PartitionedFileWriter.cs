using Grader.Engine.Analysis;
using Grader.Engine.Expressions;
using Grader.Engine.Sources;
using Grader.Plans;
using Grader.Plans.Types;

namespace Grader.Engine.Sinks;

/// <summary>A file to be written.</summary>
/// <param name="Folder">Below the target, with a slash in front; empty for the target itself.</param>
internal readonly record struct WrittenFile(string Folder, ReadOnlyMemory<byte> Content);

/// <summary>Rows as files: one, or with partition columns one for each combination of their values, in a folder named after them.</summary>
/// <remarks>Source: Spark's FileFormatDataWriter. The columns of folders are not in the files.</remarks>
internal sealed class PartitionedFileWriter
{
    private readonly FileFormatWriter writer;
    private readonly StructType schema;
    private readonly int[] partitionPositions;
    private readonly int[] dataPositions;
    private readonly TimeZoneInfo zone;

    private PartitionedFileWriter(FileFormatWriter writer, StructType schema, int[] partitionPositions, int[] dataPositions, TimeZoneInfo zone)
    {
        this.writer = writer;
        this.schema = schema;
        this.partitionPositions = partitionPositions;
        this.dataPositions = dataPositions;
        this.zone = zone;
    }

    /// <param name="format">Lower case.</param>
    /// <param name="partitioning">Columns, by name without case.</param>
    /// <param name="conf">Settings of the session.</param>
    /// <exception cref="SparkException">As of <see cref="FileFormatWriter.Create"/>; or a column is not there or cannot be a folder, or all are folders.</exception>
    public static PartitionedFileWriter Create(string format, StructType schema, Seq<string> partitioning, CaseInsensitiveOptions options, TimeZoneInfo zone, Func<string, string?> conf)
    {
        int[] partitionPositions = [.. partitioning.Select(name => PositionOf(schema, name))];
        foreach (StructField field in partitionPositions.Select(i => schema.Fields[i]))
        {
            if (field.DataType is StructType or ArrayType or MapType or NullType or CalendarIntervalType)
            {
                throw SparkException.Analysis("_LEGACY_ERROR_TEMP_1153", $"Cannot use {field.DataType.SimpleString} for partition column.");
            }
        }

        int[] dataPositions = [.. Enumerable.Range(0, schema.Fields.Count).Except(partitionPositions)];
        if (partitionPositions.Length > 0 && dataPositions.Length == 0)
        {
            throw SparkException.Analysis("ALL_PARTITION_COLUMNS_NOT_ALLOWED", "[ALL_PARTITION_COLUMNS_NOT_ALLOWED] Cannot use all columns for partition columns.");
        }

        var data = new StructType(dataPositions.Select(i => schema.Fields[i]).ToSeq());
        return new PartitionedFileWriter(FileFormatWriter.Create(format, data, options, zone, conf), schema, partitionPositions, dataPositions, zone);
    }

    public bool IsPartitioned => partitionPositions.Length > 0;

    /// <param name="id">Of the job, or of the file.</param>
    public string FileName(Guid id) => $"part-00000-{id}{(IsPartitioned ? "." : "-")}c000{writer.Extension}";

    /// <summary>Without partition columns one file, though there be no rows; else none for no rows.</summary>
    public IEnumerable<WrittenFile> Write(IReadOnlyList<Datum[]> rows) => !IsPartitioned
        ? [new WrittenFile("", writer.Write(rows))]
        : rows.GroupBy(Folder, StringComparer.Ordinal).OrderBy(group => group.Key, StringComparer.Ordinal)
            .Select(group => new WrittenFile(group.Key, writer.Write(group.Select(row => Array.ConvertAll(dataPositions, i => row[i])))));

    private string Folder(Datum[] row) => string.Concat(partitionPositions.Select(i =>
        "/" + PartitionPath.Folder(schema.Fields[i].Name, row[i].IsNull ? null : ValueText.Of(row[i], schema.Fields[i].DataType, zone))));

    private static int PositionOf(StructType schema, string name)
    {
        for (int i = 0; i < schema.Fields.Count; i++)
        {
            if (ColumnNames.Same(schema.Fields[i].Name, name))
            {
                return i;
            }
        }

        throw SparkException.Analysis("_LEGACY_ERROR_TEMP_1155", $"Partition column `{name}` not found in schema {schema.SimpleString}.");
    }
}
