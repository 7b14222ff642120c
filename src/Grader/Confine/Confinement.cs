using System.Globalization;
using Grader.Sandbox;

namespace Grader.Confine;

/// <summary>What was asked for, and what this machine gives.</summary>
public sealed record Confinement(SandboxMode Mode, SandboxSupport Support)
{
    /// <summary>What confines workers; null where they have the grader's own rights.</summary>
    public SandboxSupport? Applied => Mode == SandboxMode.Off || Support.Missing is not null ? null : Support;

    /// <summary>Why a stranger's program must not run, as a sentence; null where it may.</summary>
    public string? Refusal => Mode == SandboxMode.Require && Support.Missing is { } missing
        ? $"The program was not run, because it must be confined and cannot be here: {missing}. 'grader doctor' tells more; --sandbox off runs programs that you trust."
        : null;

    /// <summary>A sentence for whoever asked for no particular confinement and gets none; null where there is nothing to say.</summary>
    public string? Warning => Mode == SandboxMode.Auto && Support.Missing is { } missing
        ? $"The program runs unconfined, with your own rights, because the sandbox is not available here: {missing}."
        : null;

    /// <summary>What held, in the words of a report.</summary>
    /// <param name="hasOwnUsers">Each worker has a user of its own.</param>
    public string Words(bool hasOwnUsers) => Applied is { } support
        ? string.Create(CultureInfo.InvariantCulture,
            $"Landlock (version {support.LandlockAbi}) and seccomp, {(hasOwnUsers ? "a user of its own, " : "")}no capabilities: no network, no other programs, no files but its own")
        : Mode == SandboxMode.Off
            ? "none, as asked for: the program ran with the grader's own rights"
            : $"none, because {Support.Missing}: the program ran with the grader's own rights";
}
