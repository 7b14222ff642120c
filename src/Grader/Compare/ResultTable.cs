using Grader.Engine.Expressions;
using Grader.Engine.Streaming;
using Grader.Plans;
using Grader.Plans.Types;

namespace Grader.Compare;

/// <summary>The table that a query's batches build up, as someone who reads the sink would keep it.</summary>
/// <remarks>
/// Append: all rows. Update: the last row of each key, or all rows where the query has no keys. Complete: the last batch's rows.
/// A batch that is delivered again after a crash counts once, as in any sink that knows batch ids.
/// </remarks>
/// <param name="types">Types of all columns.</param>
/// <param name="keys">The columns that name a row; null where none do.</param>
internal sealed class ResultTable(IReadOnlyList<DataType> types, Seq<int>? keys)
{
    private readonly HashSet<long> delivered = [];
    private readonly Dictionary<string, Datum[]> byKey = new(StringComparer.Ordinal);
    private readonly DataType[] keyTypes = [.. (keys ?? []).Select(key => types[key])];
    private List<Datum[]> all = [];

    /// <param name="batch">Rows in the order of the columns; batches come in time order.</param>
    public void Add(DeliveredBatch batch)
    {
        bool isNew = delivered.Add(batch.Batch.BatchId);
        if (batch.Batch.Rows.Count == 0 || (batch.Batch.IsRerun && !isNew))
        {
            return;
        }

        switch (batch.Query.OutputMode)
        {
            case OutputMode.Complete:
                byKey.Clear();
                all = [.. batch.Batch.Rows];
                break;
            case OutputMode.Update when keys is { } columns:
                foreach (Datum[] row in batch.Batch.Rows)
                {
                    byKey[RowKeys.Of(row, keyTypes, columns)] = row;
                }

                break;
            default:
                all.AddRange(batch.Batch.Rows);
                break;
        }
    }

    public IReadOnlyList<Datum[]> Rows() => byKey.Count == 0 ? all : [.. all, .. byKey.Values];
}
