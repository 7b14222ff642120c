using Grader.Engine.Analysis;
using Grader.Engine.Files;
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
            "parquet" => OfParquet(files, listed.MinBy(file => file.Path, StringComparer.Ordinal).Path),
            "json" => new JsonSchemaInference(new JsonReadOptions(options, zone)).Infer(open.Select(file => file())),
            "csv" => new CsvSchemaInference(new CsvReadOptions(options, zone)).Infer(open),
            _ => throw FileFormats.NotHere(format, "Reading"),
        };
    }

    // The first file speaks for all of them.
    private static StructType OfParquet(IFileSystem files, string path)
    {
        using Stream content = files.OpenBinary(path);
        return new ParquetFileReader(path, content).Schema();
    }
}
