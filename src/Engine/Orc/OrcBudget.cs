using Grader.Engine.Files;

namespace Grader.Engine.Orc;

/// <summary>What the reading of one file has used: bytes of blocks that are open, bytes of all blocks, fields and elements of the row.</summary>
internal sealed class OrcBudget(long fileLength)
{
    private readonly long most = Math.Max(OrcLimits.BlocksOfSmallFile, fileLength * OrcLimits.Expansion);
    private long open;
    private long all;
    private long cells;

    /// <summary>A stripe begins: the blocks of those before it are closed.</summary>
    public void CloseAll() => open = 0;

    public void BeginRow() => cells = 0;

    /// <exception cref="FileFormatException">More than a file may have open.</exception>
    public void Open(long bytes)
    {
        open += bytes;
        if (open > OrcLimits.OpenBytes)
        {
            throw new FileFormatException($"its columns need more than {OrcLimits.OpenBytes} bytes at one time, which is this engine's limit");
        }
    }

    /// <exception cref="FileFormatException">More than a file of this length may hold.</exception>
    public void Decompress(long bytes)
    {
        all += bytes;
        if (all > most)
        {
            throw new FileFormatException($"it grows to more than {most} bytes, which is this engine's limit for a file of its length");
        }
    }

    /// <exception cref="FileFormatException">The row has more than <see cref="OrcLimits.CellsPerRow"/>.</exception>
    public void TakeCell()
    {
        if (++cells > OrcLimits.CellsPerRow)
        {
            throw new FileFormatException($"a row has more than {OrcLimits.CellsPerRow} fields and elements, which is this engine's limit");
        }
    }
}
