namespace Grader.Plans.Json;

/// <summary>Bounds of the wire form. They hold for every frame, so that reading one takes bounded time, memory and stack.</summary>
public static class WireLimits
{
    /// <summary>Version of all forms below; a reader refuses any other.</summary>
    public const int Version = 1;

    /// <summary>UTF-8 bytes of one frame.</summary>
    public const int FrameBytes = 16 * 1024 * 1024;

    /// <summary>Nodes in one list. Shared nodes count once.</summary>
    public const int Nodes = 50_000;

    /// <summary>Nodes of the tree that a list stands for: shared nodes count as often as they are referred to.</summary>
    public const int TreeNodes = 200_000;

    /// <summary>Levels of plans, of expressions and of types, each counted by itself.</summary>
    public const int Depth = Expressions.Expression.MaxDepth;

    /// <summary>Levels of arrays, maps and structs inside one value.</summary>
    public const int ValueDepth = 64;

    /// <summary>UTF-16 units of one text, and bytes of one binary value in a plan.</summary>
    public const int Text = 1024 * 1024;

    /// <summary>Digits of a decimal. DECIMAL holds 38; intermediate literals may hold more.</summary>
    public const int DecimalDigits = 100;

    /// <summary>Levels of JSON in a frame: values nest, nodes do not.</summary>
    internal const int JsonDepth = (2 * ValueDepth) + 32;
}
