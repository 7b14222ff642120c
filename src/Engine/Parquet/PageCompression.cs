using System.IO.Compression;
using Grader.Engine.Files;
using Grader.Plans;

namespace Grader.Engine.Parquet;

/// <summary>Pages with their compression taken off, or put on.</summary>
internal static class PageCompression
{
    /// <param name="length">What the page must have after decompression; within <see cref="ParquetLimits.Page"/>.</param>
    /// <exception cref="FileFormatException">The page is broken, or longer or shorter than that.</exception>
    public static ReadOnlyMemory<byte> Decompress(CompressionCodec codec, ReadOnlyMemory<byte> page, int length) => codec switch
    {
        CompressionCodec.Uncompressed => page.Length == length ? page : throw new FileFormatException("a page has another length than it says"),
        CompressionCodec.Snappy => Snappy.Decompress(page.Span, length),
        CompressionCodec.Gzip => Inflate(page, length, stream => new GZipStream(stream, CompressionMode.Decompress)),
        CompressionCodec.Brotli => Inflate(page, length, stream => new BrotliStream(stream, CompressionMode.Decompress)),
        _ => throw new SparkException(new SparkError(
            "SparkException", null, $"Parquet files compressed with {codec.ToString().ToUpperInvariant()} are not supported by this engine.", "Write them with snappy, which is Spark's default, gzip, brotli or no compression.")),
    };

    public static byte[] Compress(CompressionCodec codec, byte[] page)
    {
        switch (codec)
        {
            case CompressionCodec.Snappy:
                return Snappy.Compress(page);
            case CompressionCodec.Gzip:
                var output = new MemoryStream();
                using (var gzip = new GZipStream(output, CompressionLevel.Optimal, leaveOpen: true))
                {
                    gzip.Write(page);
                }

                return output.ToArray();
            default:
                return page;
        }
    }

    private static byte[] Inflate(ReadOnlyMemory<byte> page, int length, Func<Stream, Stream> open)
    {
        byte[] content = new byte[length];
        try
        {
            using Stream stream = open(WholeContent.Stream(page));
            stream.ReadExactly(content);
            return stream.ReadByte() < 0 ? content : throw new FileFormatException("a compressed page is longer than it says");
        }
        catch (Exception e) when (e is InvalidDataException or EndOfStreamException or InvalidOperationException)
        {
            throw new FileFormatException("a compressed page is broken", e);
        }
    }
}
