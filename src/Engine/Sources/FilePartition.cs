using Grader.Engine.Expressions;
using Grader.Engine.Files;
using Grader.Engine.Streaming;
using Grader.Plans;

namespace Grader.Engine.Sources;

/// <summary>One file of a batch.</summary>
/// <param name="partition">Values of the columns that the file's folders stand for.</param>
internal sealed class FilePartition(IFileSystem files, string path, FileFormatReader reader, PartitionLayout layout, Datum[] partition, UnreadableFiles unreadable) : InputPartition
{
    public string Path => path;

    public override IEnumerable<Datum[]> Read(ScanRequest request) => unreadable.UpToCorruption(path, ReadRows(request));

    /// <summary>The file's records with their texts.</summary>
    public IEnumerable<SourceRecord> ReadRecords() => unreadable.UpToCorruption(path, ReadAllRecords());

    private IEnumerable<Datum[]> ReadRows(ScanRequest request)
    {
        using Stream content = Open();
        foreach (Datum[] row in reader.ReadRows(path, content, layout.Data(request)))
        {
            yield return layout.Row(row, partition);
        }
    }

    private IEnumerable<SourceRecord> ReadAllRecords()
    {
        using Stream content = Open();
        foreach (SourceRecord record in reader.ReadRecords(path, content))
        {
            yield return record with { Row = layout.Row(record.Row, partition) };
        }
    }

    private Stream Open()
    {
        try
        {
            return reader.IsText ? files.OpenRead(path) : files.OpenBinary(path);
        }
        catch (FileNotFoundException) when (unreadable.IgnoreMissing)
        {
            unreadable.Warn($"Skipped missing file: file://{path}");
            return Stream.Null;
        }
        catch (FileNotFoundException e)
        {
            throw new SparkException(new SparkError("FileNotFoundException", null,
                $"File file:{path} does not exist\nIt is possible the underlying files have been updated. You can explicitly invalidate the cache in Spark by "
                + "running 'REFRESH TABLE tableName' command in SQL or by recreating the Dataset/DataFrame involved."), e);
        }
    }
}
