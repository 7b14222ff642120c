using Grader.Engine.Expressions;

namespace Grader.Engine.Orc;

internal sealed class OrcListReader(BooleanDecoder? present, OrcBudget budget, IntegerDecoder lengths, OrcColumnReader element) : OrcColumnReader(present, budget)
{
    protected override Datum Read()
    {
        int count = Elements(lengths);
        var items = new List<Datum>(); // It grows with what is there, not with what is said.
        for (int i = 0; i < count; i++)
        {
            items.Add(element.Next());
        }

        return Datum.Of([.. items]);
    }
}
