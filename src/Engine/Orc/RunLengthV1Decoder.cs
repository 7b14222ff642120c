namespace Grader.Engine.Orc;

/// <summary>Integer run length encoding, version 1: a run with a constant difference, or numbers one by one.</summary>
internal sealed class RunLengthV1Decoder(OrcStream stream, bool isSigned) : IntegerDecoder(stream, isSigned)
{
    private const int MinRepeat = 3, FirstLiteral = 0x80, LiteralsAbove = 0x100;

    protected override int NextRun()
    {
        int control = Stream.ReadByte();
        if (control >= FirstLiteral)
        {
            int literals = LiteralsAbove - control;
            for (int i = 0; i < literals; i++)
            {
                Run[i] = Varint();
            }

            return literals;
        }

        int count = control + MinRepeat;
        long delta = (sbyte)Stream.ReadByte(), value = Varint();
        for (int i = 0; i < count; i++)
        {
            Run[i] = value;
            value = unchecked(value + delta);
        }

        return count;
    }
}
