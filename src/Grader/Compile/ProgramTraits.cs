using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace Grader.Compile;

/// <summary>What a program can do, judged by all that it names. No border of safety: that is the sandbox.</summary>
/// <param name="HasStaticState">Whether it can remember anything in static members.</param>
/// <param name="UsesFiles">Whether its own code can see or change files. What Spark does with files for it does not count.</param>
/// <param name="HasOneThread">Whether none of its code runs but on the thread of its entry point.</param>
/// <param name="IsRepeatable">Whether what it does depends on nothing but what it is told, and on the order of its threads: told the same again, it can do the same again.</param>
/// <param name="ShowsQueryIds">Whether it can see its queries' ids.</param>
public sealed record ProgramTraits(bool HasStaticState, bool UsesFiles, bool HasOneThread, bool IsRepeatable, bool ShowsQueryIds)
{
    /// <summary>Of a program of which nothing is known.</summary>
    public static ProgramTraits Unknown { get; } = new(HasStaticState: true, UsesFiles: true, HasOneThread: false, IsRepeatable: false, ShowsQueryIds: true);

    /// <param name="original">The program as the student wrote it.</param>
    /// <param name="rewritten">The image that runs.</param>
    internal static ProgramTraits Of(Compilation original, ReadOnlyMemory<byte> rewritten)
    {
        ImmutableArray<ApiReference>? references = ApiReference.In(rewritten);
        bool hasStaticState = StaticState.In(original), usesFiles = FileUse.In(references);
        return references is not { } known || usesFiles
            ? Unknown with { HasStaticState = hasStaticState, UsesFiles = usesFiles }
            : new(hasStaticState, usesFiles, Repeatability.HasOneThread(known), Repeatability.Of(known), Repeatability.ShowsQueryIds(known));
    }
}
