using Grader.Engine.Expressions;
using Grader.Engine.Files;

namespace Grader.Engine.Orc;

internal sealed class OrcMapReader(BooleanDecoder? present, OrcBudget budget, IntegerDecoder lengths, OrcColumnReader key, OrcColumnReader value) : OrcColumnReader(present, budget)
{
    protected override Datum Read()
    {
        int count = Elements(lengths);
        List<Datum> keys = [], values = [];
        for (int i = 0; i < count; i++)
        {
            Datum read = key.Next();
            keys.Add(read.IsNull ? throw new FileFormatException("a map has a null as a key") : read);
            values.Add(value.Next());
        }

        return Datum.Of(new MapDatum([.. keys], [.. values]));
    }
}
