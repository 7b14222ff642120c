using Microsoft.Spark.Hosting;

namespace Microsoft.Spark.Sql;

/// <summary>Where a batch result would be written. The engine writes streams only: saving is refused in so many words.</summary>
public sealed class DataFrameWriter
{
    internal DataFrameWriter() { }

    public DataFrameWriter Format(string source) => this;

    public DataFrameWriter Mode(SaveMode saveMode) => this;

    public DataFrameWriter Mode(string saveMode) => saveMode.ToLowerInvariant() is "append" or "overwrite" or "ignore" or "error" or "errorifexists" or "default"
        ? this
        : throw SparkCall.Failure("mode", SparkException.IllegalArgument(
            $"Unknown save mode: {saveMode}. Accepted save modes are 'overwrite', 'append', 'ignore', 'error', 'errorifexists', 'default'."));

    public DataFrameWriter Option(string key, bool value) => this;

    public DataFrameWriter Option(string key, double value) => this;

    public DataFrameWriter Option(string key, long value) => this;

    public DataFrameWriter Option(string key, string value) => this;

    public DataFrameWriter Options(Dictionary<string, string> options) => this;

    public DataFrameWriter PartitionBy(params string[] colNames) => this;

    public void Save() => throw Refused("save");

    public void Save(string path) => throw Refused("save");

    public void Csv(string path) => throw Refused("csv");

    public void Json(string path) => throw Refused("json");

    public void Orc(string path) => throw Refused("orc");

    public void Parquet(string path) => throw Refused("parquet");

    public void Text(string path) => throw Refused("text");

    public void SaveAsTable(string tableName) => throw Refused("saveAsTable");

    public void InsertInto(string tableName) => throw Refused("insertInto");

    private static Exception Refused(string method) => SparkCall.Failure(method, new SparkException(
        new SparkError("UnsupportedOperationException", null, "Writing a batch result is not supported here: only streams are written, with WriteStream()")));
}
