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
    /// <param name="byDefault">What becomes of files that cannot be read, where the options do not say.</param>
    public static StructType Infer(string format, IFileSystem files, IEnumerable<string> paths, CaseInsensitiveOptions options, TimeZoneInfo zone, UnreadableFiles byDefault)
    {
        UnreadableFiles unreadable = byDefault.With(options);
        List<FileListing.ListedFile> listed = [.. paths.SelectMany(path => FileListing.ListForBatch(files, path, options, zone))];
        if (listed.Count == 0)
        {
            throw Nothing(format);
        }

        Func<Stream>[] open = [.. listed.Select(file => new Func<Stream>(() => Open(files, file.Path, unreadable)))];
        return format switch
        {
            "parquet" => OfFirst(files, listed, (path, content) => new ParquetFileReader(path, content).Schema(), unreadable, most: 1) ?? throw Nothing(format),
            "orc" => OfFirst(files, listed, (path, content) => new OrcFileReader(path, content).Schema(), unreadable, most: listed.Count) ?? throw Nothing(format),
            "json" => new JsonSchemaInference(new JsonReadOptions(options, zone)).Infer(open.Select(file => file())),
            "csv" => new CsvSchemaInference(new CsvReadOptions(options, zone)).Infer(open),
            _ => throw new UnreachableException(format),
        };
    }

    private static SparkException Nothing(string format) => SparkException.Analysis("UNABLE_TO_INFER_SCHEMA",
        $"[UNABLE_TO_INFER_SCHEMA] Unable to infer schema for {FileFormats.Title(format)}. It must be specified manually.");

    private static Stream Open(IFileSystem files, string path, UnreadableFiles unreadable)
    {
        try
        {
            return files.OpenRead(path);
        }
        catch (IOException e) when (unreadable.PassesOver(e, path, "the content"))
        {
            return Stream.Null;
        }
    }

    /// <summary>The first file speaks for all of them.</summary>
    /// <param name="most">How many are tried where corrupt ones are passed over: Spark looks at one Parquet file, but at ORC files until one can be read.</param>
    private static StructType? OfFirst(IFileSystem files, List<FileListing.ListedFile> listed, Func<string, Stream, StructType> read, UnreadableFiles unreadable, int most)
    {
        foreach (string path in listed.Select(file => file.Path).Order(StringComparer.Ordinal).Take(most))
        {
            try
            {
                using Stream content = files.OpenBinary(path);
                return read(path, content);
            }
            catch (Exception e) when (unreadable.PassesOver(e, path, "the footer"))
            {
                // Told.
            }
        }

        return null;
    }
}
