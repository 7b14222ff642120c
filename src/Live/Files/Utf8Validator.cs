using System.Buffers;
using System.Text;
using System.Text.Unicode;

namespace Grader.Live.Files;

/// <summary>Looks for the first bytes that are not UTF-8 in a text that comes in pieces.</summary>
internal sealed class Utf8Validator
{
    private const int LongestSequence = 4;

    private byte[] begun = [];
    private int line = 1;

    /// <summary>The line of the first such bytes, from 1; null while there are none.</summary>
    public int? InvalidLine { get; private set; }

    public void Add(ReadOnlySpan<byte> bytes)
    {
        if (InvalidLine is not null)
        {
            return;
        }

        if (begun.Length > 0)
        {
            // The end of a sequence that was cut in two.
            int taken = Math.Min(bytes.Length, LongestSequence - begun.Length);
            byte[] whole = [.. begun, .. bytes[..taken]];
            switch (Rune.DecodeFromUtf8(whole, out _, out int length))
            {
                case OperationStatus.NeedMoreData:
                    begun = whole;
                    return;
                case OperationStatus.InvalidData:
                    InvalidLine = line;
                    return;
                default:
                    bytes = bytes[(length - begun.Length)..];
                    begun = [];
                    break;
            }
        }

        int complete = bytes.Length - BegunAtEnd(bytes);
        begun = [.. bytes[complete..]];
        Check(bytes[..complete]);
    }

    /// <summary>The text has ended.</summary>
    public void End()
    {
        if (begun.Length > 0)
        {
            InvalidLine ??= line;
        }
    }

    private static int BegunAtEnd(ReadOnlySpan<byte> bytes)
    {
        for (int length = 1; length < LongestSequence && length <= bytes.Length; length++)
        {
            if (Rune.DecodeFromUtf8(bytes[^length..], out _, out _) == OperationStatus.NeedMoreData)
            {
                return length;
            }
        }

        return 0;
    }

    private void Check(ReadOnlySpan<byte> bytes)
    {
        if (Utf8.IsValid(bytes))
        {
            line += bytes.Count((byte)'\n');
            return;
        }

        while (Rune.DecodeFromUtf8(bytes, out Rune rune, out int length) == OperationStatus.Done)
        {
            line += rune.Value == '\n' ? 1 : 0;
            bytes = bytes[length..];
        }

        InvalidLine = line;
    }
}
