using System.Buffers;

namespace Grader.Live.Sockets;

/// <summary>Cuts bytes that come in pieces into lines, ended by <c>\n</c>, <c>\r</c> or <c>\r\n</c> as Java's BufferedReader does.</summary>
internal sealed class LineCutter(LineCutter.TakeLine take)
{
    /// <summary>The longest line, bytes: as for files, far above any record.</summary>
    public const int MaxLineLength = 128 * 1024 * 1024;

    private readonly ArrayBufferWriter<byte> begun = new();
    private bool skipsNewline;

    /// <param name="line">Without its end; valid during the call.</param>
    public delegate void TakeLine(ReadOnlySpan<byte> line);

    /// <exception cref="InvalidDataException">A line is too long.</exception>
    public void Add(ReadOnlySpan<byte> bytes)
    {
        while (!bytes.IsEmpty)
        {
            if (skipsNewline && bytes[0] == '\n')
            {
                bytes = bytes[1..];
            }

            skipsNewline = false;
            int end = bytes.IndexOfAny((byte)'\n', (byte)'\r');
            if (begun.WrittenCount + (end < 0 ? bytes.Length : end) > MaxLineLength)
            {
                throw new InvalidDataException($"A line is longer than {MaxLineLength} bytes, which is this engine's limit.");
            }

            if (end < 0)
            {
                begun.Write(bytes);
                return;
            }

            Take(bytes[..end]);

            // A carriage return ends its line at once; the newline that may follow it belongs to it.
            skipsNewline = bytes[end] == '\r';
            bytes = bytes[(end + 1)..];
        }
    }

    /// <summary>The stream has ended: what was begun is a line too.</summary>
    public void End()
    {
        if (begun.WrittenCount > 0)
        {
            Take([]);
        }
    }

    private void Take(ReadOnlySpan<byte> rest)
    {
        if (begun.WrittenCount == 0)
        {
            take(rest);
            return;
        }

        begun.Write(rest);
        take(begun.WrittenSpan);
        begun.ResetWrittenCount();
    }
}
