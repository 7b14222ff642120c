namespace Microsoft.Spark.Sql.Streaming;

/// <summary>Which rows a batch of a query gives out.</summary>
public enum OutputMode
{
    /// <summary>Rows that will not change any more, once each: after an aggregation those that the watermark has passed.</summary>
    Append = 0,

    /// <summary>The whole result, with every batch. Only after an aggregation.</summary>
    Complete = 1,

    /// <summary>The rows that the batch has changed or added.</summary>
    Update = 2,
}
