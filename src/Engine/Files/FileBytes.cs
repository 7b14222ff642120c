namespace Grader.Engine.Files;

/// <summary>A file's bytes by their places: of memory where the file is there already, else read from the disk when they are asked for.</summary>
internal sealed class FileBytes
{
    private readonly Stream stream;
    private readonly ReadOnlyMemory<byte>? whole;

    /// <param name="stream">At its beginning.</param>
    public FileBytes(Stream stream)
    {
        this.stream = stream;
        if (!stream.CanSeek || stream is MemoryStream)
        {
            whole = WholeContent.Of(stream);
        }

        Length = whole?.Length ?? stream.Length;
    }

    public long Length { get; }

    /// <exception cref="FileFormatException">Not all of it is within the file.</exception>
    public ReadOnlyMemory<byte> Read(long offset, int length)
    {
        if (offset < 0 || length < 0 || offset > Length - length)
        {
            throw new FileFormatException($"it says that there are {length} bytes at {offset}, behind its end");
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
            throw new FileFormatException("it became shorter while it was read", e);
        }

        return bytes;
    }
}
