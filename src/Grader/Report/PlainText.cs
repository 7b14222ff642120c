using System.Globalization;
using System.Text;

namespace Grader.Report;

/// <summary>Makes a student's text safe to show: one line, no control sequences, bounded.</summary>
internal static class PlainText
{
    /// <summary>Control characters, and marks that turn the reading direction, become visible escapes; the rest is cut after <paramref name="limit"/> characters.</summary>
    public static string Of(string text, int limit = 200)
    {
        var shown = new StringBuilder();
        foreach (Rune rune in text.EnumerateRunes())
        {
            if (shown.Length >= limit)
            {
                return shown.Append('…').ToString();
            }

            UnicodeCategory category = Rune.GetUnicodeCategory(rune);
            shown.Append(rune.Value switch
            {
                '\n' => "\\n",
                '\r' => "\\r",
                '\t' => "\\t",
                _ when category is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator =>
                    $"\\u{rune.Value:X4}",
                _ => rune.ToString(),
            });
        }

        return shown.ToString();
    }
}
