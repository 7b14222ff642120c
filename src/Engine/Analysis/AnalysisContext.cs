using Grader.Engine.Expressions;
using Grader.Engine.Files;
using Grader.Engine.Streaming;

namespace Grader.Engine.Analysis;

/// <summary>What analysis may ask of its session.</summary>
/// <param name="FindView">The plan of a temporary view or memory sink by name, compared without case; null where there is none.</param>
/// <param name="Conf">A setting of the session; null where it is not set.</param>
/// <param name="Files">Where the paths of file sources must exist.</param>
/// <param name="Ids">The session's ids.</param>
public sealed record AnalysisContext(
    Func<string, ResolvedPlan?> FindView, Func<string, string?> Conf, IFileSystem Files, FunctionRegistry Functions, ExpressionIdSource Ids)
{
    /// <summary>Rows that the session holds under an id; null where it holds none.</summary>
    internal Func<string, LocalRows?> FindHeldRows { get; init; } = _ => null;

    /// <summary>The program's function of that name, compared without case; null where there is none.</summary>
    internal Func<string, UserDefinedFunction?> FindFunction { get; init; } = _ => null;

    /// <summary>The session's zone; UTC where none is set.</summary>
    internal TimeZoneInfo TimeZone => SessionConf.ZoneOf(Conf("spark.sql.session.timeZone") ?? "UTC");
}
