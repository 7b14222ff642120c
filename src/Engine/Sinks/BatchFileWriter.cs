using System.Text;
using Grader.Engine.Expressions;
using Grader.Engine.Files;

namespace Grader.Engine.Sinks;

/// <summary>Writes the rows of a batch into a folder: one file of the job, with its checksum, and <c>_SUCCESS</c> last.</summary>
/// <remarks>As Spark's HadoopMapReduceCommitProtocol over one partition. A batch without rows writes a file too.</remarks>
internal static class BatchFileWriter
{
    public static void Write(IFileSystem files, string folder, FileFormatWriter writer, IEnumerable<Datum[]> rows, Guid jobId)
    {
        var text = new StringBuilder();
        writer.Begin(text);
        foreach (Datum[] row in rows)
        {
            writer.Write(text, row);
        }

        HadoopChecksum.Write(files, $"{folder}/part-00000-{jobId}-c000{writer.Extension}", Encoding.UTF8.GetBytes(text.ToString()));
        HadoopChecksum.Write(files, $"{folder}/_SUCCESS", ReadOnlyMemory<byte>.Empty);
    }
}
