using System.Text;
using Grader.Engine.Expressions;
using Grader.Engine.Files;
using Grader.Engine.Sources;
using Grader.Plans.Types;

namespace Grader.Engine.Sinks;

/// <summary>Writes each batch as one file, which counts from the moment that the folder's log names it: a batch that came before is not written again.</summary>
/// <remarks>Source: Spark's FileStreamSink. An empty batch writes a file too, without rows.</remarks>
internal sealed class FileSink(IFileSystem files, string folder, FileFormatWriter writer, Func<Guid> newId) : ISink
{
    private readonly FileStreamSinkLog log = new(files, folder);

    public string Description => $"FileSink[file:{folder}]";

    public bool CountsRows => false;

    public void AddBatch(long batchId, StructType schema, IReadOnlyList<Datum[]> rows)
    {
        if (batchId <= log.Latest())
        {
            return;
        }

        var text = new StringBuilder();
        writer.Begin(text);
        foreach (Datum[] row in rows)
        {
            writer.Write(text, row);
        }

        string name = $"part-00000-{newId()}-c000{writer.Extension}";
        string path = $"{folder}/{name}";
        HadoopChecksum.Write(files, path, Encoding.UTF8.GetBytes(text.ToString()));
        FileEntry written = files.List(folder).First(file => file.Name == name);
        log.Add(batchId, [new SinkFile(FilePaths.ToUri(path), written.Length, written.ModifiedMs)]);
    }
}
