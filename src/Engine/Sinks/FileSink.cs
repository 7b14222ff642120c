using Grader.Engine.Expressions;
using Grader.Engine.Files;
using Grader.Engine.Sources;
using Grader.Plans.Types;

namespace Grader.Engine.Sinks;

/// <summary>Writes each batch as files, which count from the moment that the folder's log names them: a batch that came before is not written again.</summary>
/// <remarks>Source: Spark's FileStreamSink. An empty batch writes a file too, without rows, unless its columns make folders.</remarks>
internal sealed class FileSink(IFileSystem files, string folder, PartitionedFileWriter writer, Func<Guid> newId) : ISink
{
    private readonly FileStreamSinkLog log = new(files, folder);

    public string Description => $"FileSink[file:{folder}]";

    public bool CountsRows => false;

    public void AddBatch(long batchId, StructType schema, IReadOnlyList<Datum[]> rows)
    {
        if (batchId > log.Latest())
        {
            log.Add(batchId, [.. writer.Write(rows).Select(Write)]);
        }
    }

    private SinkFile Write(WrittenFile file)
    {
        string name = writer.FileName(newId()), path = $"{folder}{file.Folder}/{name}";
        HadoopChecksum.Write(files, path, file.Content);
        FileEntry written = files.List(folder + file.Folder).First(entry => entry.Name == name);
        return new SinkFile(FilePaths.ToUri(path), written.Length, written.ModifiedMs);
    }
}
