using Grader.Engine.Analysis;
using Grader.Engine.Expressions;
using Grader.Engine.Sources;

namespace Grader.Engine.Operators;

/// <summary>Reads the files of a batch relation: files in listing order, rows in file order.</summary>
internal static class FileScan
{
    public static IReadOnlyList<Datum[]> Read(FileRelation relation, QueryContext context)
    {
        var reader = new FileFormatReader(relation.Format, relation.DataSchema, relation.Options, context.Evaluation.TimeZone);
        return [.. relation.Paths
            .SelectMany(path => FileListing.List(context.Files, path, relation.Options))
            .SelectMany(file => reader.Read(file.Path, context.Files.Read(file.Path)))
            .Select(record => record.Row)];
    }
}
