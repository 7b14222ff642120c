using System.Globalization;
using Microsoft.Spark.Hosting;

namespace Microsoft.Spark.Sql.Expressions;

/// <summary>Partitioning, order and frame of a window function. Immutable: every method gives another specification.</summary>
public sealed class WindowSpec
{
    internal WindowSpec(E.WindowSpecification specification) => Specification = specification;

    internal E.WindowSpecification Specification { get; }

    /// <summary>The window over the rows with the same values in these columns.</summary>
    public WindowSpec PartitionBy(string colName, params string[] colNames) => PartitionBy(Named(colName, colNames));

    /// <summary>Rows with equal values are one partition. Replaces an earlier partitioning.</summary>
    public WindowSpec PartitionBy(params Column[] columns) =>
        new(Specification with { PartitionBy = columns.Select(column => column.Expression).ToSeq() });

    /// <summary>The window over rows in this order.</summary>
    public WindowSpec OrderBy(string colName, params string[] colNames) => OrderBy(Named(colName, colNames));

    /// <summary>The order of rows within a partition. Replaces an earlier one.</summary>
    public WindowSpec OrderBy(params Column[] columns) => new(Specification with { OrderBy = columns.Select(column => column.ToSortOrder()).ToSeq() });

    /// <summary>A frame in rows, both ends in: 0 is the current row, -1 the one before it.</summary>
    /// <exception cref="Exception">A bound is no 32-bit number and not one of <see cref="Window"/>'s.</exception>
    public WindowSpec RowsBetween(long start, long end) => Between("rowsBetween", E.WindowFrameType.Rows, start, end);

    /// <summary>A frame in values of the one sort key, both ends in: rows whose key differs from the current row's by no more than that.</summary>
    /// <exception cref="Exception">A bound is no 32-bit number and not one of <see cref="Window"/>'s.</exception>
    public WindowSpec RangeBetween(long start, long end) => Between("rangeBetween", E.WindowFrameType.Range, start, end);

    /// <summary>Spark has no such method since 3.0.</summary>
    /// <exception cref="Exception">Always, as over Spark 3.5.</exception>
    [Deprecated("2.4.0")]
    [Removed("3.0.0")]
    public WindowSpec RangeBetween(Column start, Column end) => throw SparkCall.Removed("rangeBetween");

    private static Column[] Named(string first, string[] others) => others.Prepend(first).Select(name => Column.Named(name)).ToArray();

    private WindowSpec Between(string method, E.WindowFrameType type, long start, long end) => SparkCall.Build(method, () =>
        new WindowSpec(Specification with { Frame = new E.WindowFrame(type, Bound("start", start), Bound("end", end)) }));

    private static E.WindowFrameBound Bound(string side, long distance) => distance switch
    {
        0 => new(E.WindowFrameBoundKind.CurrentRow),
        long.MinValue when side == "start" => new(E.WindowFrameBoundKind.UnboundedPreceding),
        long.MaxValue when side == "end" => new(E.WindowFrameBoundKind.UnboundedFollowing),
        >= int.MinValue and <= int.MaxValue => new(E.WindowFrameBoundKind.Following, ExternalValues.ToLiteral((int)distance)),
        _ => throw SparkException.Analysis(
            side == "start" ? "_LEGACY_ERROR_TEMP_1301" : "_LEGACY_ERROR_TEMP_1302",
            string.Create(CultureInfo.InvariantCulture, $"Boundary {side} is not a valid integer: {distance}.")),
    };
}
