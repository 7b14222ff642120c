using Grader.Engine.Analysis;
using Grader.Engine.Sources;

namespace Grader.Engine.Operators;

/// <summary>The files of a batch relation, in listing order.</summary>
internal static class FileScan
{
    public static IReadOnlyList<InputPartition> Partitions(FileRelation relation, QueryContext context)
    {
        var reader = new FileFormatReader(relation.Format, relation.DataSchema, relation.Options, context.Evaluation.TimeZone);
        return [.. relation.Paths
            .SelectMany(path => FileListing.ListForBatch(context.Files, path, relation.Options, context.Evaluation.TimeZone))
            .Select(file => new FilePartition(context.Files, file.Path, reader))];
    }
}
