using Grader.Engine;

namespace Grader.Live;

/// <summary>Budgets of a live session: the machine is the program's own, so they only stop what would bring it down.</summary>
internal static class LiveLimits
{
    public static EngineLimits Default { get; } = new(StateRows: 20_000_000, RowsPerBatch: 50_000_000, ConsoleCharacters: long.MaxValue)
    {
        CellsPerBatch = 400_000_000,
        KeptCells = 200_000_000,
    };
}
