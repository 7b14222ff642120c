namespace Grader.Engine.Orc;

/// <summary>Byte run length encoding: a byte repeated, or bytes one by one.</summary>
internal sealed class ByteDecoder(OrcStream stream)
{
    private const int MinRepeat = 3, FirstLiteral = 0x80, LiteralsAbove = 0x100;

    private int left;
    private bool isRepeat;
    private byte value;

    public byte Next()
    {
        if (left == 0)
        {
            int control = stream.ReadByte();
            isRepeat = control < FirstLiteral;
            left = isRepeat ? control + MinRepeat : LiteralsAbove - control;
            value = isRepeat ? stream.ReadByte() : (byte)0;
        }

        left--;
        return isRepeat ? value : stream.ReadByte();
    }
}
