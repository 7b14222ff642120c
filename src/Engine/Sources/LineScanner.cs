using System.Text;

namespace Grader.Engine.Sources;

/// <summary>Cuts bytes into lines: at <c>\n</c>, <c>\r\n</c> or <c>\r</c>, or at the separator given. A byte order mark at the start is no content.</summary>
internal struct LineScanner(byte[] bytes, int start, int length, string? separator)
{
    private readonly byte[]? separator = separator is null ? null : Encoding.UTF8.GetBytes(separator);
    private readonly int end = start + length;
    private int position = start + (bytes.AsSpan(start, length).StartsWith("\uFEFF"u8) ? 3 : 0);

    public int LineStart { get; private set; }

    public int LineLength { get; private set; }

    public bool Next()
    {
        if (position >= end)
        {
            return false;
        }

        ReadOnlySpan<byte> rest = bytes.AsSpan(position, end - position);
        int found = separator is null ? rest.IndexOfAny((byte)'\n', (byte)'\r') : rest.IndexOf(separator);
        LineStart = position;
        LineLength = found < 0 ? rest.Length : found;
        int skip = found < 0 ? 0
            : separator is not null ? separator.Length
            : rest[found] == '\r' && found + 1 < rest.Length && rest[found + 1] == '\n' ? 2 : 1;
        position += LineLength + skip;
        return true;
    }
}
