using System.Text;
using Grader.Plans;

namespace Grader.Engine.Sources;

/// <summary>Cuts a stream of bytes into lines: at <c>\n</c>, <c>\r\n</c> or <c>\r</c>, or at the separator given. A byte order mark at the start is no content.</summary>
/// <remarks>Holds one block of the stream and no more, unless a line is longer. The line is valid until the next call.</remarks>
internal sealed class LineReader
{
    /// <summary>The longest line, bytes: far above any record, far below what memory bears.</summary>
    public const int MaxLineLength = 128 * 1024 * 1024;

    private const int BlockLength = 256 * 1024;

    private readonly Stream stream;
    private readonly byte[]? separator;
    private int position;
    private int end;
    private bool streamEnded;

    public LineReader(Stream stream, string? separator)
    {
        this.stream = stream;
        this.separator = separator is null ? null : Encoding.UTF8.GetBytes(separator);

        // One byte more than the file, so that its end is seen without growing.
        Buffer = new byte[stream.CanSeek ? (int)Math.Clamp(stream.Length + 1, 16, BlockLength) : BlockLength];
        while (end < 3 && Fill())
        {
            // A mark may come in parts.
        }

        position = Buffer.AsSpan(0, end).StartsWith("\uFEFF"u8) ? 3 : 0;
    }

    /// <summary>Holds the line; replaced when a longer one comes.</summary>
    public byte[] Buffer { get; private set; }

    public int LineStart { get; private set; }

    public int LineLength { get; private set; }

    public bool Next()
    {
        int searched = 0;
        while (true)
        {
            ReadOnlySpan<byte> rest = Buffer.AsSpan(position, end - position);
            int found = separator is null ? rest[searched..].IndexOfAny((byte)'\n', (byte)'\r') : rest[searched..].IndexOf(separator);
            if (found >= 0)
            {
                found += searched;

                // A carriage return at the end of what was read may be half of a line end.
                bool isOpenEnd = separator is null && rest[found] == '\r' && found + 1 == rest.Length && !streamEnded;
                if (!isOpenEnd)
                {
                    int length = separator is not null ? separator.Length : rest[found] == '\r' && found + 1 < rest.Length && rest[found + 1] == '\n' ? 2 : 1;
                    return Take(found, length);
                }
            }
            else if (streamEnded)
            {
                return rest.Length > 0 && Take(rest.Length, 0);
            }

            // Of a separator cut in two, the first part is looked at again.
            searched = found >= 0 ? found : Math.Max(0, rest.Length - (separator?.Length ?? 1) + 1);
            Fill();
        }
    }

    private bool Take(int lineLength, int separatorLength)
    {
        (LineStart, LineLength) = (position, lineLength);
        position += lineLength + separatorLength;
        return true;
    }

    private bool Fill()
    {
        if (streamEnded)
        {
            return false;
        }

        if (position > 0)
        {
            Buffer.AsSpan(position, end - position).CopyTo(Buffer);
            (position, end) = (0, end - position);
        }

        if (end == Buffer.Length)
        {
            if (end >= MaxLineLength)
            {
                throw new SparkException(new SparkError("SparkException", null, $"A line is longer than {MaxLineLength} bytes, which is this engine's limit."));
            }

            byte[] longer = new byte[Math.Min(Buffer.Length * 2, MaxLineLength)];
            Buffer.CopyTo(longer, 0);
            Buffer = longer;
        }

        int read = stream.Read(Buffer, end, Buffer.Length - end);
        end += read;
        streamEnded = read == 0;
        return !streamEnded;
    }
}
