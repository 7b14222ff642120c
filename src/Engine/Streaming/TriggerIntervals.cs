using Grader.Engine.Operators;
using Grader.Engine.Sql;
using Grader.Plans;
using Grader.Plans.Expressions;
using Grader.Plans.Logical;

namespace Grader.Engine.Streaming;

/// <summary>Triggers as intervals (spark-semantics 1.4).</summary>
internal static class TriggerIntervals
{
    private const long MillisecondsPerDay = 86_400_000;

    /// <summary>Zero for the default trigger; null for a trigger that fires once.</summary>
    public static long? Milliseconds(Trigger trigger) => trigger switch
    {
        OnceTrigger => null,
        DefaultTrigger => 0,
        ProcessingTimeTrigger { IntervalMs: { } ms } => NotNegative(ms),
        ProcessingTimeTrigger { IntervalText: { } text } => NotNegative(Parse(text)),
        _ => throw NotSupported.Yet("The continuous trigger"),
    };

    private static long Parse(string text)
    {
        CalendarInterval interval = SqlParser.ParseInterval(text);
        return interval.Months != 0
            ? throw SparkException.IllegalArgument($"Doesn't support month or year interval: {text}")
            : (interval.Days * MillisecondsPerDay) + (interval.Microseconds / 1000);
    }

    private static long NotNegative(long ms) =>
        ms >= 0 ? ms : throw SparkException.IllegalArgument("requirement failed: the interval of trigger should not be negative");
}
