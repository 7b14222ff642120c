using Grader.Engine.Analysis;
using Grader.Engine.Expressions;
using Grader.Plans.Types;

namespace Grader.Compare;

/// <summary>How a query finds the event time of a source row, and which windows the row falls in.</summary>
/// <param name="SourceId">The source whose rows carry the event time.</param>
/// <param name="Micros">Event time of a row in the source's schema, microseconds since the epoch; null where the row has none.</param>
/// <param name="DropsLateRows">A stateful operator filters rows by the watermark.</param>
/// <param name="LastEnd">Microseconds: the end of the last window that holds a time; the time itself where the query has no window.</param>
internal sealed record EventTimeReading(long SourceId, Func<Datum[], long?> Micros, bool DropsLateRows, Func<long, long> LastEnd)
{
    /// <returns>Null where the query has no watermark, or one on a column that is not computed row by row from one source.</returns>
    public static EventTimeReading? Of(ResolvedPlan plan)
    {
        if (plan.SelfAndDescendants().OfType<EventTimeWatermark>().LastOrDefault() is not { } node
            || node.SelfAndDescendants().OfType<StreamingRelation>().ToList() is not [var source]
            || Inline(node.EventTime, node.Child) is not { } expression
            || expression.References().Any(attribute => !source.Attributes.Any(column => column.Id == attribute.Id)))
        {
            return null;
        }

        Evaluator evaluate = ExpressionCompiler.Compile(expression, source.Attributes, new EvaluationContext(0, TimeZoneInfo.Utc));
        DataType type = node.EventTime.Type;
        return new EventTimeReading(
            source.SourceId,
            row => evaluate(row) is { IsNull: false } value ? (type is StructType ? value.Items[1] : value).Int64 : null,
            plan.SelfAndDescendants().Any(DropsLate),
            LastWindowEnd(plan));
    }

    /// <summary>Only operators whose keys carry event time filter by the watermark.</summary>
    private static bool DropsLate(ResolvedPlan plan) => plan switch
    {
        AggregatePlan aggregate => aggregate.Groupings.Any(grouping =>
            (grouping is NamedExpression named ? named.ToAttribute() : grouping as AttributeReference)?.Metadata.WatermarkDelayMs is not null),
        DeduplicatePlan deduplicate => deduplicate.WithinWatermark || deduplicate.Keys.Any(key => key.Metadata.WatermarkDelayMs is not null),
        _ => false,
    };

    /// <summary>Replaces columns computed by projections below, down to the source's own.</summary>
    private static ResolvedExpression? Inline(ResolvedExpression expression, ResolvedPlan plan) => plan switch
    {
        StreamingRelation => expression,
        ProjectPlan project => Inline(
            expression.ReplaceDown(node => node is AttributeReference attribute
                ? project.Expressions.OfType<NamedExpression>().FirstOrDefault(named => named.Id == attribute.Id)?.Child
                : null),
            project.Child),
        ResolvedUnary unary => Inline(expression, unary.Child),
        _ => null,
    };

    private static Func<long, long> LastWindowEnd(ResolvedPlan plan)
    {
        FunctionCall? window = plan.SelfAndDescendants().SelectMany(Expressions).SelectMany(expression => expression.SelfAndDescendants())
            .OfType<FunctionCall>().FirstOrDefault(call => call.Function.Name == "window_struct");
        if (window is null || window.Arguments.Skip(1).Any(argument => argument is not Constant))
        {
            return time => time;
        }

        long Parameter(int i) => ((Constant)window.Arguments[i]).Value.Int64;
        long duration = Parameter(1), slide = Parameter(2), offset = Parameter(3);
        return time =>
        {
            // The latest window that holds a time starts at the last step of the grid before it.
            long remainder = (time - offset) % slide;
            return time - (remainder < 0 ? remainder + slide : remainder) + duration;
        };
    }

    private static IEnumerable<ResolvedExpression> Expressions(ResolvedPlan plan) => plan switch
    {
        ProjectPlan project => project.Expressions,
        ExpandPlan expand => expand.Projections.SelectMany(projection => projection),
        _ => [],
    };
}
