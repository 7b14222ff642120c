using Grader.Engine.Expressions;

namespace Grader.Engine.Sources;

/// <summary>
/// A part of a source's batch that can be read by itself, and while others are read: a file. A batch is its parts in order.
/// </summary>
internal abstract class InputPartition
{
    /// <summary>Reads the part from its beginning; every call reads anew.</summary>
    public abstract IEnumerable<Datum[]> Read(ScanRequest request);
}

/// <summary>Rows that are already in memory.</summary>
internal sealed class RowsPartition(IReadOnlyList<Datum[]> rows) : InputPartition
{
    public override IEnumerable<Datum[]> Read(ScanRequest request) => rows;
}

/// <summary>What an execution wants of a scan.</summary>
/// <param name="RequiredColumns">By position in the source's schema; a column not required may be left null, and is then not looked at (Spark's column pruning). Null requires all.</param>
/// <param name="KeepsRows">Whether rows are used after the next one was asked for; where they are not, a reader may hand out one array again and again.</param>
internal sealed record ScanRequest(IReadOnlyList<bool>? RequiredColumns, bool KeepsRows)
{
    public static ScanRequest Everything { get; } = new(null, KeepsRows: true);
}
