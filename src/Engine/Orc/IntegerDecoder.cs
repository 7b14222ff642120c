using Grader.Engine.Files;

namespace Grader.Engine.Orc;

/// <summary>Whole numbers of a stream, run by run.</summary>
internal abstract class IntegerDecoder(OrcStream stream, bool isSigned)
{
    private const int MaxVarintBytes = 10;

    private int count;
    private int position;

    /// <summary>The run that is being read.</summary>
    protected long[] Run { get; } = new long[512];

    protected OrcStream Stream { get; } = stream;

    public long Next()
    {
        if (position >= count)
        {
            count = NextRun();
            position = 0;
        }

        return Run[position++];
    }

    public static IntegerDecoder Create(OrcStream stream, bool isSigned, OrcEncodingKind encoding) => encoding is OrcEncodingKind.DirectV2 or OrcEncodingKind.DictionaryV2
        ? new RunLengthV2Decoder(stream, isSigned)
        : new RunLengthV1Decoder(stream, isSigned);

    /// <summary>Fills <see cref="Run"/>.</summary>
    /// <returns>How many there are; at least one.</returns>
    protected abstract int NextRun();

    /// <summary>As the column is signed or not.</summary>
    protected long Varint() => isSigned ? ZigZag(Unsigned()) : (long)Unsigned();

    protected long SignedVarint() => ZigZag(Unsigned());

    protected long Value(ulong bits) => isSigned ? ZigZag(bits) : (long)bits;

    private static long ZigZag(ulong value) => (long)(value >> 1) ^ -(long)(value & 1);

    private ulong Unsigned()
    {
        ulong value = 0;
        for (int i = 0; i < MaxVarintBytes; i++)
        {
            byte part = Stream.ReadByte();
            value |= (ulong)(part & 0x7F) << 7 * i;
            if (part < 0x80)
            {
                return value;
            }
        }

        throw new FileFormatException("a number in a column does not end");
    }
}
