namespace Grader.Engine.Orc;

/// <summary>Byte run length encoding.</summary>
internal sealed class ByteEncoder(MemoryStream output)
{
    private const int MinRepeat = 3, MaxRepeat = 130, MaxLiterals = 128;

    private readonly List<byte> literals = [];
    private byte last;
    private int repeats;

    public void Add(byte value)
    {
        if (repeats > 0 && (value != last || repeats == MaxRepeat))
        {
            EndRun();
        }

        last = value;
        repeats++;
    }

    /// <summary>Writes what is left.</summary>
    public void Flush()
    {
        EndRun();
        EndLiterals();
    }

    private void EndRun()
    {
        if (repeats >= MinRepeat)
        {
            EndLiterals();
            output.WriteByte((byte)(repeats - MinRepeat));
            output.WriteByte(last);
            repeats = 0;
            return;
        }

        for (; repeats > 0; repeats--)
        {
            literals.Add(last);
            if (literals.Count == MaxLiterals)
            {
                EndLiterals();
            }
        }
    }

    private void EndLiterals()
    {
        if (literals.Count > 0)
        {
            output.WriteByte((byte)-literals.Count);
            output.Write([.. literals]);
            literals.Clear();
        }
    }
}
