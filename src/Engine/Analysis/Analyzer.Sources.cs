using Grader.Engine.Sources;
using Grader.Engine.Sql;
using Grader.Plans;
using Grader.Plans.Logical;
using Grader.Plans.Types;

namespace Grader.Engine.Analysis;

/// <content>Sources: what <c>load()</c> checks (Spark's DataSource and the sources' providers).</content>
public sealed partial class Analyzer
{
    private ResolvedPlan AnalyzeSource(DataSource source)
    {
        string format = source.Format.ToLowerInvariant();
        var options = new CaseInsensitiveOptions(source.Options);
        StructType? schema = source.Schema ?? (source.SchemaText is null ? null : SqlParser.ParseSchema(source.SchemaText));
        if (FileFormats.All.Contains(format))
        {
            return source.IsStreaming ? FileStream(source, format, schema, options) : Files(source, format, schema, options);
        }

        StructType fixedSchema = (source.IsStreaming, format) switch
        {
            (true, "socket") => SocketSchema(options),
            (true, "rate" or "rate-micro-batch") => new StructType([new("timestamp", new TimestampType()), new("value", new LongType())]),
            (true, _) or (false, not ("socket" or "rate" or "rate-micro-batch")) => throw UnknownFormat(source.Format),
            _ => throw SparkException.Analysis(null, $"{format} source can only be read as a stream: use readStream."),
        };
        if (schema is not null)
        {
            // Spark names the provider's class, not the format.
            string provider = format switch
            {
                "socket" => "TextSocketSourceProvider",
                "rate" => "RateStreamProvider",
                _ => "RatePerMicroBatchProvider",
            };
            throw new SparkException(new SparkError("SparkUnsupportedOperationException", null,
                $"{provider} source does not support user-specified schema.", $"The columns of a {format} source are fixed: leave out Schema(…)."));
        }

        return new StreamingRelation(context.Ids.Next(), format, fixedSchema, options, null, NewAttributes(fixedSchema, forceNullable: true));
    }

    private StreamingRelation FileStream(DataSource source, string format, StructType? schema, CaseInsensitiveOptions options)
    {
        string path = Paths(source, options) switch
        {
            [] => throw SparkException.IllegalArgument("'path' is not specified"),
            [var single] => single,
            _ => throw AnalysisErrors.Unsupported("A streaming file source with several paths"),
        };
        schema ??= format == "text" ? TextSchema
            : string.Equals(context.Conf("spark.sql.streaming.schemaInference"), "true", StringComparison.OrdinalIgnoreCase)
            ? SchemaInference.Infer(format, context.Files, [path], options, context.TimeZone, context.UnreadableFiles())
            : throw SparkException.IllegalArgument(
            "Schema must be specified when creating a streaming source DataFrame. If some files already exist in the directory, then depending on the file format you may be able to "
            + "create a static DataFrame on that directory with 'spark.read.load(directory)' and infer schema from it.");
        CheckExists(path);
        (schema, _) = WithPartitions(schema, isGiven: true, [path], options);
        return new StreamingRelation(context.Ids.Next(), format, schema, options, path, NewAttributes(schema, forceNullable: true));
    }

    private FileRelation Files(DataSource source, string format, StructType? schema, CaseInsensitiveOptions options)
    {
        Seq<string> paths = Paths(source, options);
        // With a schema nothing needs to be there: no path is no file.
        if (paths.Count == 0 && schema is null)
        {
            throw SparkException.Analysis("UNABLE_TO_INFER_SCHEMA", $"[UNABLE_TO_INFER_SCHEMA] Unable to infer schema for {source.Format}. It must be specified manually.");
        }

        foreach (string path in paths)
        {
            CheckExists(path);
        }

        bool isGiven = schema is not null;
        if (!isGiven && format is "parquet" or "orc" && ColumnNames.Same(options["mergeSchema"] ?? context.Conf($"spark.sql.{format}.mergeSchema") ?? "", "true"))
        {
            throw AnalysisErrors.Unsupported($"Merging the schemas of {format} files (mergeSchema)");
        }

        schema ??= format == "text" ? TextSchema : SchemaInference.Infer(format, context.Files, paths, options, context.TimeZone, context.UnreadableFiles());
        (StructType all, Seq<string> partitioning) = WithPartitions(schema, isGiven, paths, options);
        CheckText(format, new StructType(all.Fields.Where(field => !partitioning.Any(name => ColumnNames.Same(name, field.Name))).ToSeq()));
        return new FileRelation(format, options, paths, NewAttributes(all, forceNullable: true)) { PartitionColumns = partitioning };
    }

    /// <summary>
    /// The schema with the columns that folders stand for: last, or where the files' own schema has them. Where the program gave them types, those count.
    /// </summary>
    private (StructType Schema, Seq<string> Partitioning) WithPartitions(StructType schema, bool isGiven, Seq<string> paths, CaseInsensitiveOptions options)
    {
        StructType found = PartitionInference.Columns(context.Files, paths, options, context.Conf, context.TimeZone);
        if (found.Fields.Count == 0)
        {
            return (schema, []);
        }

        StructField? InSchema(string name) => schema.Fields.FirstOrDefault(field => ColumnNames.Same(field.Name, name));
        StructField? AsPartition(string name) => found.Fields.FirstOrDefault(field => ColumnNames.Same(field.Name, name));
        Seq<StructField> fields = isGiven
            ? [.. schema.Fields.Where(field => AsPartition(field.Name) is null), .. found.Fields.Select(field => InSchema(field.Name) ?? field)]
            : [.. schema.Fields.Select(field => AsPartition(field.Name) is { } partition ? new StructField(field.Name, partition.DataType) : field), .. found.Fields.Where(field => InSchema(field.Name) is null)];
        return (new StructType(fields), found.Fields.Select(field => field.Name).ToSeq());
    }

    private static StructType TextSchema => new([new StructField("value", new StringType())]);

    private static Seq<string> Paths(DataSource source, CaseInsensitiveOptions options) =>
        source.Paths.Count > 0 ? source.Paths : options["path"] is string path ? [path] : [];

    private void CheckExists(string path)
    {
        // Patterns are not checked.
        if (path.AsSpan().IndexOfAny("*?[{") < 0 && !context.Files.DirectoryExists(path) && !context.Files.FileExists(path))
        {
            throw SparkException.Analysis("PATH_NOT_FOUND", $"[PATH_NOT_FOUND] Path does not exist: file:{context.Files.Qualify(path)}.");
        }
    }

    /// <summary>What a batch checks when it is made, and a stream with each of its batches.</summary>
    internal static void CheckText(string format, StructType schema)
    {
        if (format != "text")
        {
            return;
        }

        if (schema.Fields.Count != 1)
        {
            throw SparkException.Analysis("_LEGACY_ERROR_TEMP_1290", $"Text data source supports only a single column, and you have {schema.Fields.Count} columns.");
        }

        if (schema.Fields[0] is { DataType: not StringType } field)
        {
            throw SparkException.Analysis("UNSUPPORTED_DATA_TYPE_FOR_DATASOURCE",
                $"[UNSUPPORTED_DATA_TYPE_FOR_DATASOURCE] The Text datasource doesn't support the column `{field.Name}` of the type \"{field.DataType.Sql}\".");
        }
    }

    private static StructType SocketSchema(CaseInsensitiveOptions options)
    {
        if (options["host"] is null)
        {
            throw SparkException.Analysis("_LEGACY_ERROR_TEMP_1295", "Set a host to read from with option(\"host\", ...).");
        }

        if (options["port"] is null)
        {
            throw SparkException.Analysis("_LEGACY_ERROR_TEMP_1296", "Set a port to read from with option(\"port\", ...).");
        }

        return (options["includeTimestamp"] ?? "false").ToLowerInvariant() switch
        {
            "false" => TextSchema,
            "true" => new StructType([new("value", new StringType()), new("timestamp", new TimestampType())]),
            _ => throw SparkException.Analysis("_LEGACY_ERROR_TEMP_1297", "IncludeTimestamp must be set to either \"true\" or \"false\"."),
        };
    }

    internal static SparkException UnknownFormat(string format) => new(new SparkError(
        "SparkClassNotFoundException", "DATA_SOURCE_NOT_FOUND",
        $"[DATA_SOURCE_NOT_FOUND] Failed to find the data source: {format}. Please find packages at `https://spark.apache.org/third-party-projects.html`."));
}
