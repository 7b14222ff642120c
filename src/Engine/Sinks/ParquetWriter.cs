using Grader.Engine.Analysis;
using Grader.Engine.Expressions;
using Grader.Engine.Parquet;
using Grader.Plans;
using Grader.Plans.Types;

namespace Grader.Engine.Sinks;

/// <summary>Rows as a Parquet file.</summary>
internal sealed class ParquetWriter(StructType schema, CompressionCodec codec) : FileFormatWriter
{
    private const string CodecSetting = "spark.sql.parquet.compression.codec";

    public override string Extension => codec switch
    {
        CompressionCodec.Snappy => ".snappy.parquet",
        CompressionCodec.Gzip => ".gz.parquet",
        _ => ".parquet",
    };

    public static ParquetWriter Create(StructType schema, CaseInsensitiveOptions options, Func<string, string?> conf)
    {
        StorableSchema.Check("Parquet", schema);
        string name = options["compression"] ?? options["parquet.compression"] ?? conf(CodecSetting) ?? "snappy";
        return new ParquetWriter(schema, name.ToLowerInvariant() switch
        {
            "none" or "uncompressed" => CompressionCodec.Uncompressed,
            "snappy" => CompressionCodec.Snappy,
            "gzip" => CompressionCodec.Gzip,
            "lzo" or "brotli" or "lz4" or "lz4raw" or "lz4_raw" or "zstd" => throw Operators.NotSupported.Yet($"Writing parquet files with the compression {name}"),
            _ => throw SparkException.IllegalArgument($"Codec [{name.ToLowerInvariant()}] is not available. Available codecs are brotli, uncompressed, lzo, snappy, lz4_raw, none, zstd, lz4, gzip, lz4raw."),
        });
    }

    public override ReadOnlyMemory<byte> Write(IEnumerable<Datum[]> rows) => ParquetFileWriter.Write(schema, codec, rows);
}
