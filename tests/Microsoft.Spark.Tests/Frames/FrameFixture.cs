using Grader.SparkApi.Tests.Hosting;
using Microsoft.Spark.Sql.Types;

namespace Grader.SparkApi.Tests.Frames;

/// <summary>Tests that use the one session of the process.</summary>
[CollectionDefinition(Name)]
public sealed class SessionTestGroup
{
    public const string Name = "session";
}

/// <summary>Two frames to start from, and what became of them.</summary>
internal sealed class FrameFixture
{
    private const string Folder = "in";

    private static readonly StructType Schema = new(
        [new StructField("t", new TimestampType()), new StructField("k", new StringType()), new StructField("v", new IntegerType())]);

    public RecordingSession Session { get; } = new();

    public SparkSession Spark => SparkSession.Current;

    public DataFrame Stream() => Spark.ReadStream().Schema(Schema).Json(Folder);

    public DataFrame Table() => Spark.Read().Schema(Schema).Json(Folder);

    /// <summary>The plan of a transformation of the stream, without the ids of frames.</summary>
    public static P.LogicalPlan OfStream(Func<DataFrame, DataFrame> transform) => Of(fixture => transform(fixture.Stream()));

    public static P.LogicalPlan OfTable(Func<DataFrame, DataFrame> transform) => Of(fixture => transform(fixture.Table()));

    public static P.LogicalPlan Of(Func<FrameFixture, DataFrame> build)
    {
        var fixture = new FrameFixture();
        DataFrame frame = build(fixture);
        Assert.Equal(RecordingSession.Unidentified(frame.Plan), fixture.Session.LastPlan);
        return fixture.Session.LastPlan;
    }
}
