namespace Microsoft.Spark.Sql;

/// <summary>What a program does with the rows of a stream, partition by partition.</summary>
public interface IForeachWriter
{
    /// <summary>Begins a partition.</summary>
    /// <param name="epochId">The batch's id; a batch may come again after a failure.</param>
    /// <returns>False to get none of its rows.</returns>
    bool Open(long partitionId, long epochId);

    /// <summary>Takes a row of the partition.</summary>
    void Process(Row row);

    /// <summary>Ends a partition, also one whose <see cref="Open"/> answered false.</summary>
    /// <param name="errorOrNull">What ended it early; null where nothing did.</param>
    void Close(Exception errorOrNull);
}
