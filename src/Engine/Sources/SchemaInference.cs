using Grader.Engine.Analysis;
using Grader.Engine.Files;
using Grader.Engine.Operators;
using Grader.Plans;
using Grader.Plans.Types;

namespace Grader.Engine.Sources;

/// <summary>The schema of files that were read without one.</summary>
internal static class SchemaInference
{
    /// <param name="format">Lower case.</param>
    public static StructType Infer(string format, IFileSystem files, IEnumerable<string> paths, CaseInsensitiveOptions options, TimeZoneInfo zone)
    {
        Func<Stream>[] open = [.. paths.SelectMany(path => FileListing.ListForBatch(files, path, options, zone)).Select(file => new Func<Stream>(() => files.OpenRead(file.Path)))];
        if (open.Length == 0)
        {
            throw SparkException.Analysis("UNABLE_TO_INFER_SCHEMA",
                $"[UNABLE_TO_INFER_SCHEMA] Unable to infer schema for {format.ToUpperInvariant()}. It must be specified manually.");
        }

        return format switch
        {
            "json" => new JsonSchemaInference(new JsonReadOptions(options, zone)).Infer(open.Select(file => file())),
            "csv" => new CsvSchemaInference(new CsvReadOptions(options, zone)).Infer(open),
            _ => throw NotSupported.Yet($"Reading {format} files"),
        };
    }
}
