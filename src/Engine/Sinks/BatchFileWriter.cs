using Grader.Engine.Files;

namespace Grader.Engine.Sinks;

/// <summary>Writes the rows of a batch into a folder: the files of the job, with their checksums, and <c>_SUCCESS</c> last.</summary>
/// <remarks>As Spark's HadoopMapReduceCommitProtocol over one partition.</remarks>
internal static class BatchFileWriter
{
    public static void Write(IFileSystem files, string folder, PartitionedFileWriter writer, IEnumerable<WrittenFile> written, Guid jobId)
    {
        foreach (WrittenFile file in written)
        {
            HadoopChecksum.Write(files, $"{folder}{file.Folder}/{writer.FileName(jobId)}", file.Content);
        }

        HadoopChecksum.Write(files, $"{folder}/_SUCCESS", ReadOnlyMemory<byte>.Empty);
    }
}
