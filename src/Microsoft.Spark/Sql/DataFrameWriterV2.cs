using Microsoft.Spark.Hosting;

namespace Microsoft.Spark.Sql;

/// <summary>Writes to a table by name. Without a catalog of its own Spark can only create tables in this way, and so it is here.</summary>
[Since("3.0.0")]
public sealed class DataFrameWriterV2
{
    private readonly List<Setting> options = [];
    private readonly List<Setting> properties = [];
    private readonly DataFrame frame;
    private readonly string table;
    private string provider;
    private Seq<E.Expression> partitioning;

    internal DataFrameWriterV2(DataFrame frame, string table) => (this.frame, this.table) = (frame, table);

    /// <summary>The format of a table that is made.</summary>
    /// <param name="provider">Format of the table's files.</param>
    public DataFrameWriterV2 Using(string provider)
    {
        this.provider = provider;
        return this;
    }

    /// <summary>An option of the format. Names are not case-sensitive; the engine warns of options that nobody knows.</summary>
    public DataFrameWriterV2 Option(string key, string value)
    {
        options.Add(new(key, value));
        return this;
    }

    /// <inheritdoc cref="Option(string, string)"/>
    public DataFrameWriterV2 Option(string key, bool value) => Option(key, SourceOptions.Text(value));

    /// <inheritdoc cref="Option(string, string)"/>
    public DataFrameWriterV2 Option(string key, long value) => Option(key, SourceOptions.Text(value));

    /// <inheritdoc cref="Option(string, string)"/>
    public DataFrameWriterV2 Option(string key, double value) => Option(key, SourceOptions.Text(value));

    /// <summary>Several options of the format.</summary>
    public DataFrameWriterV2 Options(Dictionary<string, string> options)
    {
        this.options.AddRange(SourceOptions.Settings(options));
        return this;
    }

    /// <summary>A property of the table that is made.</summary>
    public DataFrameWriterV2 TableProperty(string property, string value)
    {
        properties.Add(new(property, value));
        return this;
    }

    /// <summary>What a table that is made is partitioned by.</summary>
    /// <param name="column">A column, or a transform of one: <c>Years</c>, <c>Months</c>, <c>Days</c>, <c>Hours</c>, <c>Bucket</c>.</param>
    public DataFrameWriterV2 PartitionedBy(Column column, params Column[] columns)
    {
        partitioning = columns.Prepend(column).Select(each => each.Expression).ToSeq();
        return this;
    }

    /// <summary>Makes the table from the rows; one of that name must not be there.</summary>
    public void Create() => Write("create", P.WriteModeV2.Create);

    /// <summary>Puts a new table of these rows in the place of one that is there.</summary>
    public void Replace() => Write("replace", P.WriteModeV2.Replace);

    /// <summary>Makes a table of these rows, in the place of one that is there.</summary>
    public void CreateOrReplace() => Write("createOrReplace", P.WriteModeV2.CreateOrReplace);

    /// <summary>Adds the rows to a table that is there.</summary>
    public void Append() => Write("append", P.WriteModeV2.Append);

    /// <summary>Replaces the rows of a table for which a condition holds.</summary>
    public void Overwrite(Column condition) => Write("overwrite", P.WriteModeV2.Overwrite, condition);

    /// <summary>Replaces the partitions of a table that the rows belong to.</summary>
    public void OverwritePartitions() => Write("overwritePartitions", P.WriteModeV2.OverwritePartitions);

    private void Write(string method, P.WriteModeV2 mode, Column condition = null) => SparkCall.Invoke(frame.Session, method, client => client.Execute(
        new P.WriteOperationV2(frame.Plan, table, provider, mode, options.ToSeq(), properties.ToSeq(), partitioning, condition?.Expression)));
}
