using System.Diagnostics;
using Grader.Engine.Analysis;
using Grader.Engine.Files;
using Grader.Engine.Orc;
using Grader.Engine.Parquet;
using Grader.Plans;
using Grader.Plans.Types;

namespace Grader.Engine.Sources;

/// <summary>The schema of files that were read without one.</summary>
internal static class SchemaInference
{
    /// <param name="format">Lower case.</param>
    public static StructType Infer(string format, IFileSystem files, IEnumerable<string> paths, CaseInsensitiveOptions options, TimeZoneInfo zone)
    {
        List<FileListing.ListedFile> listed = [.. paths.SelectMany(path => FileListing.ListForBatch(files, path, options, zone))];
        if (listed.Count == 0)
        {
            throw SparkException.Analysis("UNABLE_TO_INFER_SCHEMA",
                $"[UNABLE_TO_INFER_SCHEMA] Unable to infer schema for {FileFormats.Title(format)}. It must be specified manually.");
        }

        Func<Stream>[] open = [.. listed.Select(file => new Func<Stream>(() => files.OpenRead(file.Path)))];
        return format switch
        {
            "parquet" => OfFirst(files, listed, (path, content) => new ParquetFileReader(path, content).Schema()),
            "orc" => OfFirst(files, listed, (path, content) => new OrcFileReader(path, content).Schema()),
            "json" => new JsonSchemaInference(new JsonReadOptions(options, zone)).Infer(open.Select(file => file())),
            "csv" => new CsvSchemaInference(new CsvReadOptions(options, zone)).Infer(open),
            _ => throw new UnreachableException(format),
        };
    }

    // The first file speaks for all of them.
    private static StructType OfFirst(IFileSystem files, List<FileListing.ListedFile> listed, Func<string, Stream, StructType> read)
    {
        string path = listed.MinBy(file => file.Path, StringComparer.Ordinal).Path;
        using Stream content = files.OpenBinary(path);
        return read(path, content);
    }
}
