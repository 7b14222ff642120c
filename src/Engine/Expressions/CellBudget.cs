using Grader.Plans;
using Grader.Plans.Types;

namespace Grader.Engine.Expressions;

/// <summary>
/// How much one execution's expressions may build: rows are counted elsewhere, but a row may hold an array of a million elements. A cell is an element of
/// an array or a map, or <see cref="BytesPerCell"/> bytes of text; values of fixed size and short texts are free. Counted as they are made, so the
/// same query meets the limit on every machine.
/// </summary>
/// <param name="limit">In cells.</param>
public sealed class CellBudget(long limit)
{
    public const int BytesPerCell = 16;
    private const int FreeCharacters = 256;

    private long used;

    /// <summary>Without a limit: for expressions that are evaluated once.</summary>
    public static CellBudget Unlimited { get; } = new(long.MaxValue);

    /// <summary>Whether values of a type are counted.</summary>
    internal static bool Counts(DataType type) => type is ArrayType or MapType or StringType or BinaryType;

    /// <summary>Cells of one value, without those of its elements, which were counted when they were made.</summary>
    internal static long CellsOf(Datum value) => value.Reference switch
    {
        Datum[] items => items.Length,
        MapDatum map => 2L * map.Count,
        string text when text.Length > FreeCharacters => text.Length * (long)sizeof(char) / BytesPerCell,
        byte[] bytes when bytes.Length > FreeCharacters => bytes.Length / BytesPerCell,
        _ => 0,
    };

    /// <exception cref="SparkException">The limit is reached.</exception>
    internal Datum Take(Datum made)
    {
        long cells = CellsOf(made);
        return cells == 0 || Interlocked.Add(ref used, cells) <= limit ? made : throw new SparkException(new SparkError(
            "SparkRuntimeException", null, $"The expressions of one batch make more than {limit} array elements and pieces of text, which is this engine's limit.",
            "This limit is the engine's, not Spark's: large arrays belong in rows."));
    }
}
