using Microsoft.Spark.Hosting;

namespace Microsoft.Spark.Sql;

/// <summary>Writes the rows of a batch to files and tables.</summary>
public sealed class DataFrameWriter : IHasOrigin
{
    private readonly List<Setting> options = [];
    private readonly DataFrame frame;
    private string format;
    private P.SaveMode mode = P.SaveMode.ErrorIfExists;
    private Seq<string> partitioning;
    private int? bucketCount;
    private Seq<string> bucketColumns;
    private Seq<string> sortColumns;
    private Origin origin;

    internal DataFrameWriter(DataFrame frame) => this.frame = frame;

    /// <summary>What there is at the target: an error, unless it says otherwise.</summary>
    public DataFrameWriter Mode(SaveMode saveMode) => Mode(saveMode.ToString());

    /// <summary>What happens where there is something at the target already.</summary>
    /// <param name="saveMode"><c>append</c>, <c>overwrite</c>, <c>ignore</c>, <c>error</c>, <c>errorifexists</c> or <c>default</c>, in any case.</param>
    public DataFrameWriter Mode(string saveMode)
    {
        mode = saveMode.ToLowerInvariant() switch
        {
            "append" => P.SaveMode.Append,
            "overwrite" => P.SaveMode.Overwrite,
            "ignore" => P.SaveMode.Ignore,
            "error" or "errorifexists" or "default" => P.SaveMode.ErrorIfExists,
            _ => throw SparkCall.Failure("mode", SparkException.IllegalArgument(
                $"Unknown save mode: {saveMode}. Accepted save modes are 'overwrite', 'append', 'ignore', 'error', 'errorifexists', 'default'.")),
        };
        return this;
    }

    /// <summary>The format to write.</summary>
    /// <param name="source"><c>parquet</c>, which is the default, <c>orc</c>, <c>json</c>, <c>csv</c>, <c>text</c>, <c>console</c> or <c>noop</c>.</param>
    public DataFrameWriter Format(string source)
    {
        format = source;
        return this;
    }

    /// <summary>An option of the format. Names are not case-sensitive; the engine warns of options that nobody knows.</summary>
    public DataFrameWriter Option(string key, string value)
    {
        options.Add(new(key, value));
        return this;
    }

    /// <inheritdoc cref="Option(string, string)"/>
    public DataFrameWriter Option(string key, bool value) => Option(key, SourceOptions.Text(value));

    /// <inheritdoc cref="Option(string, string)"/>
    public DataFrameWriter Option(string key, long value) => Option(key, SourceOptions.Text(value));

    /// <inheritdoc cref="Option(string, string)"/>
    public DataFrameWriter Option(string key, double value) => Option(key, SourceOptions.Text(value));

    /// <summary>Several options of the format.</summary>
    public DataFrameWriter Options(Dictionary<string, string> options)
    {
        this.options.AddRange(SourceOptions.Settings(options));
        return this;
    }

    /// <summary>Writes a folder for each combination of values, named after them.</summary>
    public DataFrameWriter PartitionBy(params string[] colNames)
    {
        partitioning = colNames.ToSeq();
        return this;
    }

    /// <summary>Spreads a table's rows over buckets by the columns, which changes no rows. Only for <see cref="SaveAsTable"/>.</summary>
    public DataFrameWriter BucketBy(int numBuckets, string colName, params string[] colNames)
    {
        (bucketCount, bucketColumns) = (numBuckets, [colName, .. colNames]);
        return this;
    }

    /// <summary>Sorts the rows of each bucket. Only with <see cref="BucketBy"/>.</summary>
    public DataFrameWriter SortBy(string colName, params string[] colNames)
    {
        sortColumns = [colName, .. colNames];
        return this;
    }

    /// <summary>Writes to the option <c>path</c>.</summary>
    public void Save() => Write("save", P.SaveTarget.Path, null);

    /// <inheritdoc cref="Save()"/>
    public void Save(string path) => Write("save", P.SaveTarget.Path, path);

    /// <summary>Adds the rows to a table that is there, column by column in order; their names do not matter.</summary>
    public void InsertInto(string tableName) => Write("insertInto", P.SaveTarget.InsertInto, tableName);

    /// <summary>Writes a table of the session. Its files stay in <c>spark-warehouse</c>, its name is forgotten with the session.</summary>
    public void SaveAsTable(string tableName) => Write("saveAsTable", P.SaveTarget.Table, tableName);

    /// <summary>Writes the rows as CSV files into a folder.</summary>
    public void Csv(string path) => Format("csv").Write("csv", P.SaveTarget.Path, path);

    /// <summary>Writes the rows as one JSON object a line into a folder.</summary>
    public void Json(string path) => Format("json").Write("json", P.SaveTarget.Path, path);

    /// <summary>Writes the rows as ORC files into a folder.</summary>
    public void Orc(string path) => Format("orc").Write("orc", P.SaveTarget.Path, path);

    /// <summary>Writes the rows as Parquet files into a folder.</summary>
    public void Parquet(string path) => Format("parquet").Write("parquet", P.SaveTarget.Path, path);

    /// <summary>Writes the rows, which must have one column of texts, as lines into a folder.</summary>
    public void Text(string path) => Format("text").Write("text", P.SaveTarget.Path, path);

    void IHasOrigin.NoteOrigin(Origin origin)
    {
        if (!this.origin.IsKnown)
        {
            this.origin = origin;
        }
    }

    private void Write(string method, P.SaveTarget target, string name) => SparkCall.Invoke(frame.Session, method, client => client.Execute(
        new P.WriteOperation(frame.Plan, format, target, name, mode, options.ToSeq(), partitioning, bucketCount, bucketColumns, sortColumns) { Origin = origin }));
}
