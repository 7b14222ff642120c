namespace Grader.SparkApi.Tests.Frames;

/// <summary>Short names for the plans that tests expect.</summary>
internal static class Built
{
    public static P.DataSource StreamPlan { get; } = new("json", RecordingSessionColumns, null, [], ["in"], true);

    public static P.DataSource TablePlan { get; } = StreamPlan with { IsStreaming = false };

    private static T.StructType RecordingSessionColumns => Hosting.RecordingSession.Columns;

    public static E.UnresolvedAttribute Attr(string name) => new(name);

    public static E.Literal Lit(int value) => new(value, new T.IntegerType());

    public static E.Literal Lit(string value) => new(value, new T.StringType());

    public static E.UnresolvedFunction Fn(string name, params E.Expression[] arguments) => new(name, arguments.ToSeq());

    public static E.ExpressionString SqlText(string text) => new(text);
}
