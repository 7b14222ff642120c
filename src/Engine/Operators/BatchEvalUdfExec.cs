using Grader.Engine.Expressions;
using Grader.Plans;
using Grader.Plans.Session;
using Grader.Plans.Types;

namespace Grader.Engine.Operators;

/// <summary>Adds a column for each call of a program's function, many rows at a time.</summary>
internal sealed class BatchEvalUdfExec(PlanExec child, Seq<NamedExpression> calls, IReadOnlyList<AttributeReference> output, QueryContext context)
    : PlanExec(output, child.Watermark)
{
    public override IEnumerable<Datum[]> Execute()
    {
        IProgramCallbacks program = context.Callbacks ?? throw NotSupported.Yet("A user-defined function in this kind of session");
        Function[] functions = [.. calls.Select(call => new Function((UserDefinedCall)call.Child))];
        Evaluator[] arguments = Evaluators.Compile([.. functions.SelectMany(function => function.Call.Arguments)], child.Output, context);
        DataType[] types = [.. functions.SelectMany(function => function.Arguments.Fields).Select(field => field.DataType)];
        IEnumerable<(Datum[] Row, Datum[] Arguments)> rows = child.Execute().Select(row => (row, Evaluators.Evaluate(arguments, row)));
        foreach (List<(Datum[] Row, Datum[] Arguments)> part in ProgramRows.InParts(rows, row => row.Arguments, types))
        {
            context.Interruption.ThrowIfCancellationRequested();
            Datum[][] results = Results(program, functions, [.. part.Select(row => row.Arguments)]);
            for (int i = 0; i < part.Count; i++)
            {
                Datum[] row = part[i].Row;
                var extended = new Datum[row.Length + results.Length];
                row.CopyTo(extended, 0);
                for (int call = 0; call < results.Length; call++)
                {
                    extended[row.Length + call] = results[call][i];
                }

                yield return extended;
            }
        }
    }

    /// <summary>A column for each function; their arguments stand side by side in the rows.</summary>
    private Datum[][] Results(IProgramCallbacks program, Function[] functions, List<Datum[]> arguments)
    {
        var results = new Datum[functions.Length][];
        int first = 0;
        for (int i = 0; i < functions.Length; i++)
        {
            (UserDefinedCall call, StructType schema) = (functions[i].Call, functions[i].Arguments);
            results[i] = ProgramRows.Results(program.CallFunction(call.Function.Id, ProgramRows.Of(schema, arguments, first)), call.Type, arguments.Count);
            first += schema.Fields.Count;
            if (CellBudget.Counts(call.Type) || call.Type is StructType)
            {
                context.Evaluation.Cells.Keep(results[i]);
            }
        }

        return results;
    }

    private sealed record Function(UserDefinedCall Call)
    {
        public StructType Arguments { get; } = new(Call.Arguments.Select((argument, i) =>
            new StructField($"_{i + 1}", argument.Type, argument.Nullable)).ToSeq());
    }
}
