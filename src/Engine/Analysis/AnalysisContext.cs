using Grader.Engine.Expressions;
using Grader.Engine.Files;
using Grader.Engine.Sources;
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

    /// <summary>Runs a plan as a batch: a pivot must know its values before it is planned.</summary>
    internal Func<ResolvedPlan, IReadOnlyList<Datum[]>> RunBatch { get; init; } = _ => throw AnalysisErrors.Unsupported("A query inside of an analysis");

    /// <summary>Does what a statement says, and answers with its rows.</summary>
    internal Func<Sql.Syntax.SqlCommand, Plans.Logical.LocalRelation> RunCommand { get; init; } = _ => throw AnalysisErrors.Unsupported("The statement");

    /// <summary>Answers what a program asks of the catalog.</summary>
    internal Func<Plans.Logical.Catalog, Plans.Logical.LocalRelation> QueryCatalog { get; init; } = _ => throw AnalysisErrors.Unsupported("The catalog");

    /// <summary>What becomes of files that are gone or broken, where a source's options do not say.</summary>
    internal Func<UnreadableFiles> UnreadableFiles { get; init; } = () => Sources.UnreadableFiles.Fail;

    /// <summary>The session's zone; UTC where none is set.</summary>
    internal TimeZoneInfo TimeZone => SessionConf.ZoneOf(Conf("spark.sql.session.timeZone") ?? "UTC");
}
