using System.Text.Json;
using System.Text.Json.Serialization;
using Grader.Plans;
using Grader.Report;
using Grader.Score;

namespace Grader.Lanes;

/// <summary>What a lane answers to a <see cref="LaneJob"/>: one line of JSON. The set is closed.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "answer")]
[JsonDerivedType(typeof(Graded), "graded")]
[JsonDerivedType(typeof(AssignmentBroken), "assignment-broken")]
public abstract record LaneAnswer
{
    private protected LaneAnswer() { }

    public string ToLine() => JsonSerializer.Serialize(this, ReportJson.SingleLine);

    /// <exception cref="JsonException">The line is no answer.</exception>
    public static LaneAnswer FromLine(string line) =>
        JsonSerializer.Deserialize<LaneAnswer>(line, ReportJson.SingleLine) ?? throw new JsonException("null is no answer");
}

/// <summary>The submission was graded, whatever came of it.</summary>
public sealed record Graded(SubmissionResult Result) : LaneAnswer
{
    /// <summary>A wall-clock backstop decided, which a busy machine reaches sooner: worth another try, alone and in a fresh lane.</summary>
    public bool IsMachineDependent { get; init; }

    /// <summary>The lane is still at work on something that cannot be broken off, and ends.</summary>
    public bool IsLaneSpent { get; init; }

    /// <summary>Refused because the program must be confined and this machine cannot do it.</summary>
    public bool IsForLackOfSandbox { get; init; }
}

/// <summary>The submission could not be graded: the assignment itself, its scenarios or its reference solution do not hold.</summary>
/// <param name="Problems">Each with its file and line, as printed for the instructor.</param>
public sealed record AssignmentBroken(Seq<string> Problems) : LaneAnswer;
