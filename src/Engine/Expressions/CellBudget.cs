using Grader.Plans;
using Grader.Plans.Types;

namespace Grader.Engine.Expressions;

/// <summary>
/// How much one execution may build and keep. Rows are counted elsewhere, but a row may be wide, and hold long texts or an array of a million elements.
/// A cell is a column of a kept row, an element of an array or a map, or <see cref="BytesPerCell"/> bytes of text. Texts, arrays and maps count as functions make
/// them, rows where an operator keeps them, to sort, join, group or output. Counted, so the same query meets the limit on every machine.
/// </summary>
/// <param name="limit">In cells.</param>
public sealed class CellBudget(long limit)
{
    public const int BytesPerCell = 16;

    // What an object costs beside what it holds, in cells.
    private const int ObjectCells = 2;

    private long used;

    /// <summary>Without a limit: for expressions that are evaluated once.</summary>
    public static CellBudget Unlimited { get; } = new(long.MaxValue);

    /// <summary>Whether functions that give this type are counted.</summary>
    internal static bool Counts(DataType type) => type is ArrayType or MapType or StringType or BinaryType;

    /// <summary>Cells of a row or a nested value, with all that it holds.</summary>
    internal static long CellsOf(Datum[] values)
    {
        long cells = ObjectCells + values.Length;
        foreach (Datum value in values)
        {
            cells += value.Reference switch
            {
                string text => CellsOf(text),
                Datum[] items => CellsOf(items),
                MapDatum map => CellsOf(map.Keys) + CellsOf(map.Values),
                byte[] bytes => ObjectCells + bytes.Length / BytesPerCell,
                _ => 0,
            };
        }

        return cells;
    }

    /// <summary>Counts what a function has made; what it consists of was counted when that was made.</summary>
    /// <exception cref="SparkException">The limit is reached.</exception>
    internal Datum Take(Datum made)
    {
        Take(made.Reference switch
        {
            string text => CellsOf(text),
            Datum[] items => ObjectCells + items.Length,
            MapDatum map => ObjectCells + 2L * map.Count,
            byte[] bytes => ObjectCells + bytes.Length / BytesPerCell,
            _ => 0,
        });
        return made;
    }

    /// <summary>Counts a row, or the values of a group, that stays in memory.</summary>
    /// <exception cref="SparkException">The limit is reached.</exception>
    internal void Keep(Datum[] row)
    {
        if (limit != long.MaxValue)
        {
            Take(CellsOf(row));
        }
    }

    private static long CellsOf(string text) => ObjectCells + text.Length * (long)sizeof(char) / BytesPerCell;

    private void Take(long cells)
    {
        if (cells > 0 && Interlocked.Add(ref used, cells) > limit)
        {
            throw new SparkException(new SparkError(
                "SparkException", null, $"One batch makes or keeps more than {limit} values, which is this engine's limit.",
                "It counts the columns of rows that are sorted, joined, grouped or output, the elements of arrays, and long texts. The limit is the engine's, not Spark's."));
        }
    }
}
