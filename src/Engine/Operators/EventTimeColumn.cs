using Grader.Engine.Expressions;
using Grader.Plans.Types;

namespace Grader.Engine.Operators;

/// <summary>The column of event time among an operator's columns: a TIMESTAMP, or a window whose end counts.</summary>
internal sealed record EventTimeColumn(int Index, DataType Type)
{
    /// <summary>The first column that carries the watermark's mark; null where none does.</summary>
    public static EventTimeColumn? In(IReadOnlyList<AttributeReference> columns)
    {
        for (int i = 0; i < columns.Count; i++)
        {
            if (columns[i].Metadata.WatermarkDelayMs is not null)
            {
                return new EventTimeColumn(i, columns[i].Type);
            }
        }

        return null;
    }

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
