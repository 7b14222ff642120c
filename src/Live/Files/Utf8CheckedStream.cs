namespace Grader.Live.Files;

/// <summary>A stream that is read to its end once, while somebody looks whether it is UTF-8.</summary>
/// <param name="onInvalid">Told the line of the first bytes that are not, once.</param>
internal sealed class Utf8CheckedStream(Stream stream, Action<int> onInvalid) : Stream
{
    private readonly Utf8Validator validator = new();
    private bool isTold;

    public override bool CanRead => true;

    public override bool CanSeek => stream.CanSeek;

    public override bool CanWrite => false;

    public override long Length => stream.Length;

    public override long Position
    {
        get => stream.Position;
        set => throw new NotSupportedException();
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override int Read(Span<byte> buffer)
    {
        int length = stream.Read(buffer);
        validator.Add(buffer[..length]);
        if (length == 0 && !buffer.IsEmpty)
        {
            validator.End();
        }

        if (!isTold && validator.InvalidLine is { } line)
        {
            isTold = true;
            onInvalid(line);
        }

        return length;
    }

    public override void Flush()
    {
        // Nothing is written.
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            stream.Dispose();
        }

        base.Dispose(disposing);
    }
}
