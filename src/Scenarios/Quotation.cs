namespace Grader.Scenarios;

/// <summary>Quotes an author's text inside a message.</summary>
internal static class Quotation
{
    private const int Longest = 60;

    /// <summary>One line of at most 60 characters.</summary>
    public static string Shorten(string text)
    {
        string line = text.ReplaceLineEndings(" ");
        return line.Length <= Longest ? line : line[..(Longest - 1)] + "…";
    }
}
