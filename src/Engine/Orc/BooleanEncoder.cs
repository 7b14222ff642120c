namespace Grader.Engine.Orc;

/// <summary>Booleans as bits of <see cref="ByteEncoder"/>'s bytes, the highest first.</summary>
internal sealed class BooleanEncoder(MemoryStream output)
{
    private readonly ByteEncoder bytes = new(output);
    private int current;
    private int bits;

    public void Add(bool value)
    {
        current = current << 1 | (value ? 1 : 0);
        if (++bits == 8)
        {
            bytes.Add((byte)current);
            (current, bits) = (0, 0);
        }
    }

    /// <summary>Writes what is left, the last byte filled up.</summary>
    public void Flush()
    {
        if (bits > 0)
        {
            bytes.Add((byte)(current << 8 - bits));
            (current, bits) = (0, 0);
        }

        bytes.Flush();
    }
}
