using System.Globalization;
using Grader.Engine.Expressions;
using Grader.Plans;
using Grader.Plans.Types;

namespace Grader.Engine.Operators;

/// <summary>The column of event time among an operator's columns: a TIMESTAMP, or a window whose end counts.</summary>
internal sealed record EventTimeColumn(int Index, DataType Type)
{
    /// <summary>The column that carries the watermark's mark; null where none does.</summary>
    /// <exception cref="SparkException">There are several: each row must have one event time.</exception>
    public static EventTimeColumn? In(IReadOnlyList<AttributeReference> columns)
    {
        EventTimeColumn? found = null;
        long foundId = 0;
        for (int i = 0; i < columns.Count; i++)
        {
            if (columns[i].Metadata.WatermarkDelayMs is null)
            {
                continue;
            }

            if (found is not null && foundId != columns[i].Id)
            {
                throw Several(columns);
            }

            found ??= new EventTimeColumn(i, columns[i].Type);
            foundId = columns[found.Index].Id;
        }

        return found;
    }

    private static SparkException Several(IReadOnlyList<AttributeReference> columns) => SparkException.Analysis(null,
        "More than one event time columns are available. Please ensure there is at most one event time column per stream. event time columns: ("
        + string.Join(",", columns.Where(c => c.Metadata.WatermarkDelayMs is not null).Select(c => string.Create(CultureInfo.InvariantCulture, $"{c.Name}-T{c.Metadata.WatermarkDelayMs}ms"))) + ")");

    /// <summary>Microseconds; null where the row has none.</summary>
    public long? Micros(Datum[] row)
    {
        Datum value = row[Index];
        if (!value.IsNull && Type is StructType)
        {
            value = value.Items[1];
        }

        return value.IsNull ? null : value.Int64;
    }

    /// <summary>Spark's WatermarkSupport predicate: at or before the watermark. A row without event time never is.</summary>
    public bool IsAtOrBefore(Datum[] row, long watermarkMs) => Micros(row) is { } micros && micros <= watermarkMs * 1000;
}
