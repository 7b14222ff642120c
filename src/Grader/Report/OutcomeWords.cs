using System.Diagnostics;
using Grader.Score;

namespace Grader.Report;

/// <summary>How outcomes are shown.</summary>
internal static class OutcomeWords
{
    /// <summary>The outcome in kebab case, as in JSON and in labels.</summary>
    public static string Of(Outcome outcome) => outcome switch
    {
        Outcome.Correct => "correct",
        Outcome.Incorrect => "incorrect",
        Outcome.CompileError => "compile-error",
        Outcome.RuntimeError => "runtime-error",
        Outcome.Timeout => "timeout",
        Outcome.NoResult => "no-result",
        Outcome.Refused => "refused",
        Outcome.GraderFault => "grader-fault",
        _ => throw new UnreachableException(outcome.ToString()),
    };

    /// <summary>A colour of Spectre.Console's markup: ours is not the student's red.</summary>
    public static string Colour(Outcome outcome) => outcome switch
    {
        Outcome.Correct => "green",
        Outcome.GraderFault => "magenta",
        Outcome.Incorrect => "yellow",
        _ => "red",
    };
}
