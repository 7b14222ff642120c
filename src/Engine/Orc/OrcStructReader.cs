using Grader.Engine.Expressions;

namespace Grader.Engine.Orc;

/// <param name="fields">In the order of the type; null for a field that the file has not, or that nobody asks for.</param>
internal sealed class OrcStructReader(BooleanDecoder? present, OrcBudget budget, OrcColumnReader?[] fields) : OrcColumnReader(present, budget)
{
    protected override Datum Read()
    {
        var values = new Datum[fields.Length];
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = fields[i]?.Next() ?? Datum.Null;
        }

        return Datum.Of(values);
    }
}
