using System.Globalization;
using Grader.Engine.Expressions;
using Grader.Plans.Types;

namespace Grader.Compare;

/// <summary>The key of a row as text: equal for equal keys.</summary>
internal static class RowKeys
{
    public static string Of(Datum[] row, IReadOnlyList<DataType> types, IReadOnlyList<int> positions)
    {
        ComparableRow key = ComparableRow.Of(row, types, positions);

        // Keys group by value, not by nearness; adding zero makes -0.0 the same key as 0.0, as in Spark.
        return key.Numbers.Length == 0
            ? key.Exact
            : key.Exact + string.Join(';', key.Numbers.Select(number => (number + 0.0).ToString("R", CultureInfo.InvariantCulture)));
    }
}
