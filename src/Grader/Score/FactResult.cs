using Grader.Scenarios;

namespace Grader.Score;

/// <summary>Whether a prescribed fact holds in every run.</summary>
/// <param name="Problem">Why not; null where it holds, or where no query was started and so there is nothing to say about it.</param>
internal sealed record FactResult(PrescribedFact Fact, bool Holds, Cause? Problem);
