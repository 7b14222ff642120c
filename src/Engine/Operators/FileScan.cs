using Grader.Engine.Analysis;
using Grader.Engine.Files;
using Grader.Engine.Sources;

namespace Grader.Engine.Operators;

/// <summary>The files of a batch relation, in listing order.</summary>
internal static class FileScan
{
    public static IReadOnlyList<InputPartition> Partitions(FileRelation relation, QueryContext context)
    {
        TimeZoneInfo zone = context.Evaluation.TimeZone;
        var opener = new PartitionedFiles(context.Files, relation.Format, relation.Schema, relation.Options, zone, context.UnreadableFiles);
        return [.. Files(relation, context.Files, zone).Select(file => opener.Open(file.Path, file.BasePath))];
    }

    /// <summary>Where folders stand for columns, a file beside them is none of the relation's.</summary>
    public static IEnumerable<FileListing.ListedFile> Files(FileRelation relation, IFileSystem files, TimeZoneInfo zone) => relation.Paths
        .SelectMany(path => FileListing.ListForBatch(files, path, relation.Options, zone))
        .Where(file => relation.PartitionColumns.Count == 0 || PartitionPath.Values(file.Path, file.BasePath).Count > 0);
}
