namespace Grader.Engine.Parquet;

/// <summary>A file's bytes by their places: of memory where the file is there already, else read from the disk when they are asked for.</summary>
internal sealed class ParquetBytes
{
    private readonly Stream stream;
    private readonly ReadOnlyMemory<byte>? whole;

    /// <param name="stream">At its beginning.</param>
    public ParquetBytes(Stream stream)
    {
        this.stream = stream;
        if (!stream.CanSeek || stream is MemoryStream)
        {
            whole = Files.WholeContent.Of(stream);
        }

        Length = whole?.Length ?? stream.Length;
    }

    public long Length { get; }

    /// <exception cref="ParquetFormatException">Not all of it is within the file.</exception>
    public ReadOnlyMemory<byte> Read(long offset, int length)
    {
        if (offset < 0 || length < 0 || offset > Length - length)
        {
            throw new ParquetFormatException($"it says that there are {length} bytes at {offset}, behind its end");
        }

        if (whole is { } memory)
        {
            return memory.Slice((int)offset, length);
        }

        byte[] bytes = new byte[length];
        stream.Seek(offset, SeekOrigin.Begin);
        try
        {
            stream.ReadExactly(bytes);
        }
        catch (EndOfStreamException e)
        {
            throw new ParquetFormatException("it became shorter while it was read", e);
        }

        return bytes;
    }
}
