using Microsoft.Spark.Sql.Types;

namespace Microsoft.Spark.Sql;

public sealed class DataFrameReader
{
    private readonly SourceOptions source = new();
    private readonly SparkSession session;

    internal DataFrameReader(SparkSession session) => this.session = session;

    public DataFrameReader Format(string source)
    {
        this.source.Format = source;
        return this;
    }

    public DataFrameReader Schema(StructType schema)
    {
        (source.Schema, source.SchemaText) = (schema.ToPlanStruct(), null);
        return this;
    }

    public DataFrameReader Schema(string schemaString)
    {
        (source.Schema, source.SchemaText) = (null, schemaString);
        return this;
    }

    public DataFrameReader Option(string key, bool value)
    {
        source.Add(key, SourceOptions.Text(value));
        return this;
    }

    public DataFrameReader Option(string key, double value)
    {
        source.Add(key, SourceOptions.Text(value));
        return this;
    }

    public DataFrameReader Option(string key, long value)
    {
        source.Add(key, SourceOptions.Text(value));
        return this;
    }

    public DataFrameReader Option(string key, string value)
    {
        source.Add(key, value);
        return this;
    }

    public DataFrameReader Options(Dictionary<string, string> options)
    {
        source.AddAll(options);
        return this;
    }

    public DataFrame Load() => DataFrame.Create(session, "load", () => source.ToPlan([], false));

    public DataFrame Load(string path) => DataFrame.Create(session, "load", () => source.ToPlan([path], false));

    public DataFrame Load(params string[] paths) => DataFrame.Create(session, "load", () => source.ToPlan(paths.ToSeq(), false));

    public DataFrame Csv(params string[] paths) => Format("csv").Load(paths);

    public DataFrame Json(params string[] paths) => Format("json").Load(paths);

    public DataFrame Orc(params string[] paths) => Format("orc").Load(paths);

    public DataFrame Parquet(params string[] paths) => Format("parquet").Load(paths);

    public DataFrame Text(params string[] paths) => Format("text").Load(paths);

    public DataFrame Table(string tableName) => DataFrame.Create(session, "table", () => new P.NamedTable(tableName));
}
