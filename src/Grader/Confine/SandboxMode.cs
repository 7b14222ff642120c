namespace Grader.Confine;

/// <summary>What <c>--sandbox</c> asks for.</summary>
public enum SandboxMode
{
    /// <summary>Confined where the machine can, else unconfined, which is said.</summary>
    Auto,

    /// <summary>Confined or not at all.</summary>
    Require,

    /// <summary>With the grader's own rights.</summary>
    Off,
}
