using System.Globalization;
using System.Text;

namespace Grader.Report;

/// <summary>Makes a student's text safe to show: one line, no control sequences, no workflow commands of a CI log, bounded.</summary>
internal static class PlainText
{
    /// <summary>Control characters, and marks that turn the reading direction, become visible escapes; the rest is cut after <paramref name="limit"/> characters.</summary>
    public static string Of(string text, int limit = 200)
    {
        var shown = new StringBuilder();
        char last = ' ';
        foreach (Rune rune in text.EnumerateRunes())
        {
            if (shown.Length >= limit)
            {
                return shown.Append('…').ToString();
            }

            shown.Append(rune.Value switch
            {
                '\n' => "\\n",
                '\r' => "\\r",
                '\t' => "\\t",
                _ when IsInvisible(rune) => $"\\u{rune.Value:X4}",

                // "::error::" at a line's begin, and "##[error]" anywhere, are commands to a CI's log. A wrapped line may begin with any word.
                ':' when char.IsWhiteSpace(last) => "\\u003A",
                '#' when last == '#' => "\\u0023",
                _ => rune.ToString(),
            });
            last = rune.IsBmp ? (char)rune.Value : 'x';
        }

        return shown.ToString();
    }

    /// <summary>Controls, marks that turn the reading direction or join letters, other line ends: what a reader cannot see and a terminal may obey.</summary>
    public static bool IsInvisible(Rune rune) => Rune.GetUnicodeCategory(rune)
        is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator;
}
