namespace Grader.Engine.Orc;

/// <summary>Booleans as bits of <see cref="ByteDecoder"/>'s bytes, the highest first.</summary>
internal sealed class BooleanDecoder(OrcStream stream)
{
    private readonly ByteDecoder bytes = new(stream);
    private int current;
    private int bits;

    public bool Next()
    {
        if (bits == 0)
        {
            current = bytes.Next();
            bits = 8;
        }

        return (current >> --bits & 1) != 0;
    }
}
