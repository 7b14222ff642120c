using Grader.Engine.Expressions;
using Grader.Engine.Files;

namespace Grader.Engine.Orc;

/// <summary>
/// The values of one column of a stripe, one by one. What lies below a value has entries only where the value is there, so each call takes of the columns below
/// just what belongs to it.
/// </summary>
/// <param name="present">Which values are there; null where all are.</param>
internal abstract class OrcColumnReader(BooleanDecoder? present, OrcBudget budget)
{
    protected OrcBudget Budget { get; } = budget;

    public Datum Next()
    {
        Budget.TakeCell();
        return present is null || present.Next() ? Read() : Datum.Null;
    }

    protected abstract Datum Read();

    protected static int Elements(IntegerDecoder lengths)
    {
        long count = lengths.Next();
        return count is >= 0 and <= ValueLimits.MaxElements
            ? (int)count
            : throw new FileFormatException($"an array has {count} elements; this engine's limit is {ValueLimits.MaxElements}");
    }
}
