using Grader.Engine.Sql;
using Grader.Plans;
using Grader.Plans.Types;

namespace Grader.Engine.Expressions.Functions;

/// <summary><c>session_window(time, gap)</c> (spark-semantics 3.6).</summary>
internal static class SessionWindowFunction
{
    public static SessionWindow Resolve(Seq<ResolvedExpression> arguments)
    {
        if (arguments.Count != 2)
        {
            throw FunctionErrors.ArgumentCount("session_window", "2", arguments.Count);
        }

        ResolvedExpression time = arguments[0], gap = arguments[1];
        string text = $"session_window({PrettySql.Of(time)}, {PrettySql.Of(gap)})";
        time = time.Type is StringType or DateType or NullType ? time.To(new TimestampType()) : time;
        if (time.Type is not (TimestampType or TimestampNtzType) && !TimeWindowFunction.IsWindowStruct(time.Type))
        {
            throw FunctionErrors.UnexpectedInputType(
                text, 1,
                "(\"(TIMESTAMP OR TIMESTAMP WITHOUT TIME ZONE)\" or \"STRUCT<start: TIMESTAMP, end: TIMESTAMP>\" or \"STRUCT<start: TIMESTAMP_NTZ, end: TIMESTAMP_NTZ>\")", time);
        }

        return new SessionWindow(time, Gap(gap));
    }

    /// <summary>Text that is there at once is read at once; other text is read row by row.</summary>
    private static ResolvedExpression Gap(ResolvedExpression gap) => gap switch
    {
        Constant { DataType: StringType, Value.IsNull: false } text => new Constant(Datum.Of(SqlParser.ParseInterval(text.Value.String)), new CalendarIntervalType()),
        { Type: StringType or CalendarIntervalType or NullType } => gap,
        _ => throw SparkException.Analysis("_LEGACY_ERROR_TEMP_1040",
            $"Gap duration expression used in session window must be CalendarIntervalType, but got {gap.Type.Sql}"),
    };
}
