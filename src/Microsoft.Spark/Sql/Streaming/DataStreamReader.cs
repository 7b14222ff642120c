using Microsoft.Spark.Sql.Types;

namespace Microsoft.Spark.Sql.Streaming;

public sealed class DataStreamReader
{
    private readonly SourceOptions source = new();
    private readonly SparkSession session;

    internal DataStreamReader(SparkSession session) => this.session = session;

    public DataStreamReader Format(string source)
    {
        this.source.Format = source;
        return this;
    }

    public DataStreamReader Schema(StructType schema)
    {
        (source.Schema, source.SchemaText) = (schema.ToPlanStruct(), null);
        return this;
    }

    public DataStreamReader Schema(string schemaString)
    {
        (source.Schema, source.SchemaText) = (null, schemaString);
        return this;
    }

    public DataStreamReader Option(string key, bool value)
    {
        source.Add(key, SourceOptions.Text(value));
        return this;
    }

    public DataStreamReader Option(string key, double value)
    {
        source.Add(key, SourceOptions.Text(value));
        return this;
    }

    public DataStreamReader Option(string key, long value)
    {
        source.Add(key, SourceOptions.Text(value));
        return this;
    }

    public DataStreamReader Option(string key, string value)
    {
        source.Add(key, value);
        return this;
    }

    public DataStreamReader Options(Dictionary<string, string> options)
    {
        source.AddAll(options);
        return this;
    }

    public DataFrame Load() => DataFrame.Create(session, "load", () => source.ToPlan([], true));

    public DataFrame Load(string path) => DataFrame.Create(session, "load", () => source.ToPlan([path], true));

    public DataFrame Csv(string path) => Format("csv").Load(path);

    public DataFrame Json(string path) => Format("json").Load(path);

    public DataFrame Orc(string path) => Format("orc").Load(path);

    public DataFrame Parquet(string path) => Format("parquet").Load(path);

    public DataFrame Text(string path) => Format("text").Load(path);

    public DataFrame Table(string tableName) => DataFrame.Create(session, "table", () => new P.NamedTable(tableName));
}
