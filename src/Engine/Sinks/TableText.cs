using System.Text;
using Grader.Engine.Expressions;
using Grader.Plans.Types;

namespace Grader.Engine.Sinks;

/// <summary>The table that <c>show</c> prints (Spark's Dataset.showString).</summary>
internal static class TableText
{
    private const int MinColumnWidth = 3;

    /// <summary>The table with its final newline.</summary>
    /// <param name="truncate">UTF-16 units that a cell may have; 0 prints all and aligns left.</param>
    public static string Show(StructType schema, IReadOnlyList<Datum[]> rows, int rowCount, int truncate, TimeZoneInfo zone)
    {
        int shown = Math.Min(Math.Max(rowCount, 0), rows.Count);
        List<string[]> table = [[.. schema.Fields.Select(field => Escape(field.Name))],
            .. rows.Take(shown).Select(row => schema.Fields.Select((field, i) => Cut(Escape(Cell(row[i], field.DataType, zone)), truncate)).ToArray())];
        int[] widths = [.. Enumerable.Range(0, schema.Fields.Count).Select(i => Math.Max(MinColumnWidth, table.Max(cells => Width(cells[i]))))];
        string border = $"+{string.Join('+', widths.Select(width => new string('-', width)))}+\n";
        var text = new StringBuilder(border);
        AppendRow(text, table[0], widths, truncate);
        text.Append(border);
        foreach (string[] cells in table.Skip(1))
        {
            AppendRow(text, cells, widths, truncate);
        }

        text.Append(border);
        if (rows.Count > shown)
        {
            text.Append(System.Globalization.CultureInfo.InvariantCulture, $"only showing top {shown} {(shown == 1 ? "row" : "rows")}\n");
        }

        return text.ToString();
    }

    /// <summary>One block per row, a line per column (<c>show(vertical = true)</c>).</summary>
    public static string ShowVertical(StructType schema, IReadOnlyList<Datum[]> rows, int rowCount, int truncate, TimeZoneInfo zone)
    {
        int shown = Math.Min(Math.Max(rowCount, 0), rows.Count);
        if (shown == 0)
        {
            return "(0 rows)\n";
        }

        string[] names = [.. schema.Fields.Select(field => Escape(field.Name))];
        List<string[]> cells = [.. rows.Take(shown).Select(row => schema.Fields.Select((field, i) => Cut(Escape(Cell(row[i], field.DataType, zone)), truncate)).ToArray())];
        int nameWidth = names.Select(Width).Append(MinColumnWidth).Max();
        int cellWidth = cells.SelectMany(row => row).Select(Width).Append(MinColumnWidth).Max();
        var text = new StringBuilder();
        for (int r = 0; r < cells.Count; r++)
        {
            text.Append($"-RECORD {r}".PadRight(nameWidth + cellWidth + 5, '-')).Append('\n');
            for (int i = 0; i < names.Length; i++)
            {
                text.Append(' ').Append(Pad(names[i], nameWidth, left: false)).Append(" | ").Append(Pad(cells[r][i], cellWidth, left: false)).Append(" \n");
            }
        }

        return rows.Count > shown ? text.Append($"only showing top {shown} {(shown == 1 ? "row" : "rows")}\n").ToString() : text.ToString();
    }

    private static void AppendRow(StringBuilder text, string[] cells, int[] widths, int truncate)
    {
        text.Append('|').AppendJoin('|', cells.Select((cell, i) => Pad(cell, widths[i], left: truncate > 0))).Append("|\n");
    }

    private static string Pad(string cell, int width, bool left)
    {
        string blanks = new(' ', Math.Max(0, width - Width(cell)));
        return left ? blanks + cell : cell + blanks;
    }

    private static string Cell(Datum value, DataType type, TimeZoneInfo zone) => ValueText.Shown(value, type, zone);

    private static string Cut(string cell, int truncate) =>
        truncate <= 0 || cell.Length <= truncate ? cell
        : truncate < 4 ? cell[..truncate]
        : cell[..(truncate - 3)] + "...";

    private static string Escape(string cell)
    {
        if (cell.AsSpan().IndexOfAnyInRange('\a', '\r') < 0)
        {
            return cell;
        }

        return cell.Replace("\n", "\\n", StringComparison.Ordinal).Replace("\r", "\\r", StringComparison.Ordinal).Replace("\t", "\\t", StringComparison.Ordinal)
            .Replace("\f", "\\f", StringComparison.Ordinal).Replace("\b", "\\b", StringComparison.Ordinal).Replace("\v", "\\v", StringComparison.Ordinal)
            .Replace("\a", "\\a", StringComparison.Ordinal);
    }

    /// <summary>Columns of a terminal: wide East Asian characters take two (Spark's stringHalfWidth).</summary>
    private static int Width(string text) => text.Length + text.Count(IsWide);

    private static bool IsWide(char c) => c is (>= '\u1100' and <= '\u115F') or (>= '\u2E80' and <= '\uA4CF') or (>= '\uAC00' and <= '\uD7A3')
        or (>= '\uF900' and <= '\uFAFF') or (>= '\uFE10' and <= '\uFE19') or (>= '\uFE30' and <= '\uFE6F') or (>= '\uFF00' and <= '\uFF60') or (>= '\uFFE0' and <= '\uFFE6');
}
