using Grader.Engine.Expressions;
using Grader.Engine.Sources;
using Grader.Plans;

namespace Grader.Engine.Operators;

/// <summary>Reads what a source gives to an execution, row by row.</summary>
/// <param name="requiredColumns">As in <see cref="ScanRequest"/>.</param>
/// <param name="makeInputTest">Makes the test of which rows count as input, for one thread; null counts all.</param>
/// <param name="rowLimit">The most rows that may be read.</param>
/// <param name="isSplit">Whether the source's partitions are the execution's; otherwise it has one, all rows in order.</param>
/// <param name="interruption">As in <see cref="QueryContext.Interruption"/>.</param>
internal sealed class ScanExec(
    IReadOnlyList<AttributeReference> output, IReadOnlyList<InputPartition> partitions, IReadOnlyList<bool>? requiredColumns,
    Func<Func<Datum[], bool>?> makeInputTest, long rowLimit, bool isSplit, CancellationToken interruption) : PlanExec(output, null), IDisposable
{
    private readonly IReadOnlyList<bool>? requiredColumns = requiredColumns;
    private readonly Func<Func<Datum[], bool>?> makeInputTest = makeInputTest;
    private readonly PartitionScan?[] scans = new PartitionScan?[partitions.Count];
    private long rowsRead;

    public override IEnumerable<Datum[]> Execute() => Scan(keepsRows: true).SelectMany(rows => rows);

    public override IReadOnlyList<IEnumerable<Datum[]>> ExecutePartitions() => isSplit
        ? Scan(keepsRows: false)
        : [Scan(keepsRows: false).SelectMany(rows => rows)];

    /// <summary>
    /// Rows read, and those that count as input. Reads first what the operators above have left unread, so that the numbers, and errors in the
    /// data, do not depend on how far they looked.
    /// </summary>
    public (long Read, long Counted) Finish()
    {
        long counted = 0;
        for (int i = 0; i < scans.Length; i++)
        {
            PartitionScan scan = scans[i] ??= new PartitionScan(this, partitions[i], keepsRows: false);
            while (scan.MoveNext())
            {
                // Only to be counted.
            }

            counted += scan.Counted;
        }

        return (rowsRead, counted);
    }

    /// <summary>Closes what a failed execution has left open.</summary>
    public void Dispose()
    {
        foreach (PartitionScan? scan in scans)
        {
            scan?.Dispose();
        }
    }

    private IEnumerable<Datum[]>[] Scan(bool keepsRows)
    {
        for (int i = 0; i < scans.Length; i++)
        {
            scans[i] = new PartitionScan(this, partitions[i], keepsRows);
        }

        return Array.ConvertAll(scans, scan => scan!.Rows());
    }

    private void TakeRows(long count)
    {
        interruption.ThrowIfCancellationRequested();
        if (Interlocked.Add(ref rowsRead, count) > rowLimit)
        {
            throw new SparkException(new SparkError("SparkException", null, $"One batch reads more than {rowLimit} rows, which is this engine's limit."));
        }
    }

    /// <summary>One pass over a partition, by one thread at a time.</summary>
    private sealed class PartitionScan(ScanExec owner, InputPartition partition, bool keepsRows) : IDisposable
    {
        // The budget is shared between threads, so rows are taken from it by the hundred.
        private const int RowsPerTake = 100;

        private IEnumerator<Datum[]>? rows;
        private Func<Datum[], bool>? isInput;
        private int untaken;
        private bool isAtEnd;

        public long Counted { get; private set; }

        public IEnumerable<Datum[]> Rows()
        {
            while (MoveNext())
            {
                yield return rows!.Current;
            }
        }

        public void Dispose()
        {
            isAtEnd = true;
            rows?.Dispose();
        }

        public bool MoveNext()
        {
            if (rows is null)
            {
                isInput = owner.makeInputTest();
                rows = partition.Read(new ScanRequest(owner.requiredColumns, keepsRows)).GetEnumerator();
            }

            if (!isAtEnd && rows.MoveNext())
            {
                Counted += isInput is null || isInput(rows.Current) ? 1 : 0;
                untaken++;
            }
            else
            {
                Dispose();
            }

            if (untaken == RowsPerTake || (isAtEnd && untaken > 0))
            {
                owner.TakeRows(untaken);
                untaken = 0;
            }

            return !isAtEnd;
        }
    }
}
