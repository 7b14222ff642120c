using Grader.Engine.Analysis;
using Grader.Plans;
using Grader.Plans.Types;

namespace Grader.Engine.Catalog;

/// <summary>A table of the session: files with a schema under a name. It lives as long as the session; its files stay.</summary>
/// <param name="Format">Lower case.</param>
/// <param name="IsManaged">Its folder belongs to the table and goes with it.</param>
internal sealed record StoredTable(
    string Name, string Format, StructType Schema, CaseInsensitiveOptions Options, string Path, bool IsManaged, string? Description)
{
    /// <summary>The columns that are folders; they stand last in the schema.</summary>
    public Seq<string> PartitionColumns { get; init; }
}
