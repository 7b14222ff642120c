using System.Globalization;
using Grader.Engine.Expressions;
using Grader.Plans;
using Grader.Plans.Types;

namespace Grader.Compare;

/// <summary>A difference as one sentence: the first row that differs, in words, and how many more do.</summary>
internal static class DifferenceWords
{
    private const int LongestValue = 60;

    /// <returns>Without capital letter and full stop: "the window 12:00:00–12:00:10 has count 3, expected 2 (and 1 more row differs)".</returns>
    public static string Rows(TriggerDifference difference)
    {
        RowDifference rows = difference.Rows;
        int count = rows.Changed.Count + rows.Missing.Count + rows.Unexpected.Count;
        string first = rows switch
        {
            { Changed: [var pair, ..] } => Changed(difference, pair.Expected, pair.Actual),
            { Missing: [var row, ..] } => $"{Whole(difference, row)} is missing",
            { Unexpected: [var row, ..] } => $"{Whole(difference, row)} is not expected",
            _ => difference.Remark ?? "nothing differs",
        };
        return count switch
        {
            <= 1 => first,
            2 => $"{first} (and 1 more row differs)",
            _ => string.Create(CultureInfo.InvariantCulture, $"{first} (and {count - 1} more rows differ)"),
        };
    }

    private static string Changed(TriggerDifference difference, Datum[] expected, Datum[] actual)
    {
        StructType schema = difference.Schema;
        int[] others = [.. Enumerable.Range(0, schema.Fields.Count).Where(i => !difference.Keys.Contains(i) && !IsSame(expected, actual, schema, i))];
        string has = string.Join(" and ", others.Select(i => $"{schema.Fields[i].Name} {Value(actual[i], schema.Fields[i].DataType)}"));
        string wanted = string.Join(" and ", others.Select(i => Value(expected[i], schema.Fields[i].DataType)));
        string key = difference.Keys.Count == 0 ? "the row" : Columns(schema, expected, difference.Keys);
        return $"{key} has {has}, expected {wanted}";
    }

    private static bool IsSame(Datum[] expected, Datum[] actual, StructType schema, int column)
    {
        DataType[] type = [schema.Fields[column].DataType];
        ComparableRow left = ComparableRow.Of(expected, type, [column]), right = ComparableRow.Of(actual, type, [column]);
        return left.Exact == right.Exact && left.IsNear(right);
    }

    private static string Whole(TriggerDifference difference, Datum[] row)
    {
        int[] others = [.. Enumerable.Range(0, row.Length).Where(i => !difference.Keys.Contains(i))];
        string values = string.Join(", ", others.Select(i => $"{difference.Schema.Fields[i].Name} {Value(row[i], difference.Schema.Fields[i].DataType)}"));
        return difference.Keys.Count == 0 ? $"the row with {values}"
            : others.Length == 0 ? Columns(difference.Schema, row, difference.Keys)
            : $"{Columns(difference.Schema, row, difference.Keys)} with {values}";
    }

    private static string Columns(StructType schema, Datum[] row, Seq<int> columns)
    {
        string text = string.Join(", ", columns.Select(i => $"{schema.Fields[i].Name} {Value(row[i], schema.Fields[i].DataType)}"));
        return $"the {text}";
    }

    private static string Value(Datum value, DataType type)
    {
        if (!value.IsNull && type is StructType { Fields: [{ DataType: TimestampType }, { DataType: TimestampType }] } && value.Items is [{ IsNull: false } start, { IsNull: false } end])
        {
            return $"{ClockText.Of(start.Int64 / 1000)}–{ClockText.Of(end.Int64 / 1000)}";
        }

        string text = ValueText.Shown(value, type, TimeZoneInfo.Utc);
        string shown = value.IsNull || type is not StringType ? text : $"\"{text}\"";
        return shown.Length <= LongestValue ? shown : shown[..LongestValue] + "…";
    }
}
