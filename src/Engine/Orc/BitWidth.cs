namespace Grader.Engine.Orc;

/// <summary>The widths that version 2 of the run length encoding has, and their codes.</summary>
/// <remarks>Source: the ORC specification, "Integer Run Length Encoding, version 2".</remarks>
internal static class BitWidth
{
    private const int LastDense = 24;

    private static readonly int[] Wider = [26, 28, 30, 32, 40, 48, 56, 64];

    /// <param name="code">0 to 31.</param>
    public static int Decode(int code) => code < LastDense ? code + 1 : Wider[code - LastDense];

    /// <summary>The least of the widths that is not below so many bits.</summary>
    /// <param name="bits">0 to 64.</param>
    public static int Closest(int bits) => bits <= LastDense ? Math.Max(bits, 1) : Wider.First(width => width >= bits);

    /// <param name="width">One of the widths.</param>
    public static int Encode(int width) => width <= LastDense ? width - 1 : LastDense + Array.IndexOf(Wider, width);
}
