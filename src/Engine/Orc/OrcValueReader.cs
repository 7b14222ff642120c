using Grader.Engine.Expressions;

namespace Grader.Engine.Orc;

/// <summary>A column with nothing below it.</summary>
internal sealed class OrcValueReader(BooleanDecoder? present, OrcBudget budget, Func<Datum> read) : OrcColumnReader(present, budget)
{
    protected override Datum Read() => read();
}
