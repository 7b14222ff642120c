using System.Text;
using Grader.Engine.Analysis;
using Grader.Engine.Expressions;
using Grader.Engine.Operators;
using Grader.Engine.Sources;
using Grader.Plans;
using Grader.Plans.Types;

namespace Grader.Engine.Sinks;

/// <summary>Rows as the bytes of one file.</summary>
internal abstract class FileFormatWriter
{
    /// <summary>With its point.</summary>
    public abstract string Extension { get; }

    public abstract ReadOnlyMemory<byte> Write(IEnumerable<Datum[]> rows);

    /// <param name="format">Lower case.</param>
    /// <exception cref="SparkException">The format cannot hold the schema, or an option asks for what this engine does not write.</exception>
    public static FileFormatWriter Create(string format, StructType schema, CaseInsensitiveOptions options, TimeZoneInfo zone, Func<string, string?> conf) => format switch
    {
        "parquet" => ParquetWriter.Create(schema, options, conf),
        "orc" => OrcWriter.Create(schema, options, conf),
        _ => TextFileFormatWriter.Create(format, schema, options, zone),
    };
}

/// <summary>Rows as the text of one file: lines of JSON, CSV or plain text.</summary>
internal abstract class TextFileFormatWriter : FileFormatWriter
{
    public sealed override ReadOnlyMemory<byte> Write(IEnumerable<Datum[]> rows)
    {
        var text = new StringBuilder();
        Begin(text);
        foreach (Datum[] row in rows)
        {
            Write(text, row);
        }

        return Encoding.UTF8.GetBytes(text.ToString());
    }

    protected abstract void Begin(StringBuilder text);

    protected abstract void Write(StringBuilder text, Datum[] row);

    /// <param name="format">Lower case.</param>
    public static TextFileFormatWriter Create(string format, StructType schema, CaseInsensitiveOptions options, TimeZoneInfo zone)
    {
        if ((options["compression"] ?? options["codec"]) is { } codec && codec.ToLowerInvariant() is not ("none" or "uncompressed"))
        {
            throw NotSupported.Yet($"Writing {format} files with the compression {codec}");
        }

        if (TextEncoding.Of(options["encoding"] ?? options["charset"]) is { } encoding)
        {
            throw NotSupported.Yet($"Writing {format} files in {encoding.WebName}");
        }

        string lineSeparator = options["lineSep"] ?? "\n";
        switch (format)
        {
            case "json":
                return new JsonFileWriter(schema, new JsonTextWriter(options, zone), lineSeparator);
            case "csv":
                foreach (StructField field in schema.Fields)
                {
                    CsvValueConverter.CheckSupported(field);
                }

                return new CsvFileWriter(schema, new CsvTextWriter(options, zone), lineSeparator);
            case "text":
                if (schema.Fields.Count != 1)
                {
                    throw SparkException.Analysis("_LEGACY_ERROR_TEMP_1290", $"Text data source supports only a single column, and you have {schema.Fields.Count} columns.");
                }

                return schema.Fields[0] is { DataType: not StringType } column
                    ? throw SparkException.Analysis("UNSUPPORTED_DATA_TYPE_FOR_DATASOURCE",
                        $"[UNSUPPORTED_DATA_TYPE_FOR_DATASOURCE] The Text datasource doesn't support the column `{column.Name}` of the type \"{column.DataType.Sql}\".")
                    : new LineFileWriter(lineSeparator);
            default:
                throw new System.Diagnostics.UnreachableException(format);
        }
    }

    private sealed class LineFileWriter(string lineSeparator) : TextFileFormatWriter
    {
        public override string Extension => ".txt";

        protected override void Begin(StringBuilder text)
        {
            // A text file has no head.
        }

        protected override void Write(StringBuilder text, Datum[] row) => text.Append(row[0].IsNull ? "" : row[0].String).Append(lineSeparator);
    }
}
