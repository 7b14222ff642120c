using Grader.Engine.Analysis;
using Grader.Engine.Expressions;
using Grader.Engine.Files;
using Grader.Plans;
using Grader.Plans.Types;

namespace Grader.Engine.Sources;

/// <summary>Opens the files of a source under its schema: some columns are in the files, others in the names of their folders.</summary>
/// <param name="format">Lower case.</param>
/// <param name="schema">All columns, in the order of rows.</param>
/// <param name="unreadable">Where the source's options do not say.</param>
internal sealed class PartitionedFiles(IFileSystem files, string format, StructType schema, CaseInsensitiveOptions options, TimeZoneInfo zone, UnreadableFiles unreadable)
{
    private readonly UnreadableFiles unreadable = unreadable.With(options);
    private readonly Dictionary<Seq<string>, (FileFormatReader Reader, PartitionLayout Layout)> readers = [];

    public FilePartition Open(string path, string? basePath)
    {
        Seq<PartitionValue> values = PartitionPath.Values(path, basePath).Where(value => PositionOf(value.Name) >= 0).ToSeq();
        Seq<string> names = values.Select(value => value.Name).ToSeq();
        if (!readers.TryGetValue(names, out (FileFormatReader Reader, PartitionLayout Layout) found))
        {
            var layout = new PartitionLayout(schema, [.. names.Select(PositionOf)]);
            Analyzer.CheckText(format, layout.DataSchema);
            readers[names] = found = (new FileFormatReader(format, layout.DataSchema, options, zone), layout);
        }

        return new FilePartition(files, path, found.Reader, found.Layout, [.. values.Select(Cast)], unreadable);
    }

    private int PositionOf(string name)
    {
        for (int i = 0; i < schema.Fields.Count; i++)
        {
            if (ColumnNames.Same(schema.Fields[i].Name, name))
            {
                return i;
            }
        }

        return -1;
    }

    private Datum Cast(PartitionValue value)
    {
        if (value.Text is not { } text)
        {
            return Datum.Null;
        }

        DataType type = schema.Fields[PositionOf(value.Name)].DataType;
        Datum cast = Casts.Create(new StringType(), type, new EvaluationContext(0, zone))(Datum.Of(text));
        return !cast.IsNull ? cast : throw new SparkException(new SparkError(
            "SparkRuntimeException", "_LEGACY_ERROR_TEMP_2058", $"Failed to cast value `{text}` to `{type.Sql}` for partition column `{value.Name}`."));
    }
}

/// <summary>Where the columns of files and those of folders stand in a row.</summary>
internal sealed class PartitionLayout
{
    private readonly int width;
    private readonly int[] partitionPositions;
    private readonly int[] dataPositions;

    /// <param name="partitionPositions">The places of the folders' columns in the schema.</param>
    public PartitionLayout(StructType schema, int[] partitionPositions)
    {
        width = schema.Fields.Count;
        this.partitionPositions = partitionPositions;
        dataPositions = [.. Enumerable.Range(0, width).Except(partitionPositions)];
        DataSchema = new StructType(dataPositions.Select(i => schema.Fields[i]).ToSeq());
    }

    public StructType DataSchema { get; }

    /// <summary>What is asked of the file.</summary>
    public ScanRequest Data(ScanRequest request) => partitionPositions.Length == 0 || request.RequiredColumns is not { } required
        ? request
        : request with { RequiredColumns = [.. dataPositions.Select(i => required[i])] };

    /// <param name="partition">Values of the folders' columns.</param>
    public Datum[] Row(Datum[] data, Datum[] partition)
    {
        if (partitionPositions.Length == 0)
        {
            return data;
        }

        var row = new Datum[width];
        for (int i = 0; i < data.Length; i++)
        {
            row[dataPositions[i]] = data[i];
        }

        for (int i = 0; i < partition.Length; i++)
        {
            row[partitionPositions[i]] = partition[i];
        }

        return row;
    }
}
