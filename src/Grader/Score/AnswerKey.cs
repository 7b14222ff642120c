using Grader.Plans;
using Grader.Replay;
using Grader.Scenarios;

namespace Grader.Score;

/// <summary>What the reference solution of an assignment does, with its facts and scenarios checked: what submissions are compared with.</summary>
/// <param name="Scenarios">In the assignment's order; a part of them where only some are graded.</param>
public sealed record AnswerKey(Assignment Assignment, Seq<ScenarioAnswer> Scenarios);

/// <summary>The reference's run over one scenario.</summary>
/// <param name="Timeline">Every source row that the reference read, in reading order, with where it stood against the watermark.</param>
public sealed record ScenarioAnswer(Scenario Scenario, ScenarioTrace Trace, Seq<TimelineRow> Timeline);
