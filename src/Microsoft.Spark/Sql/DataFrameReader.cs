using Microsoft.Spark.Sql.Types;

namespace Microsoft.Spark.Sql;

/// <summary>Reads files and tables as a frame.</summary>
public sealed class DataFrameReader
{
    private readonly SourceOptions source = new();
    private readonly SparkSession session;

    internal DataFrameReader(SparkSession session) => this.session = session;

    /// <summary>The format: <c>json</c>, <c>csv</c>, <c>text</c>, <c>parquet</c>, <c>orc</c>. Without one it is the setting <c>spark.sql.sources.default</c>.</summary>
    public DataFrameReader Format(string source)
    {
        this.source.Format = source;
        return this;
    }

    /// <summary>The columns to read. Without them they are looked for in the data, where the format allows it.</summary>
    public DataFrameReader Schema(StructType schema)
    {
        (source.Schema, source.SchemaText) = (schema.ToPlanStruct(), null);
        return this;
    }

    /// <inheritdoc cref="Schema(StructType)"/>
    public DataFrameReader Schema(string schemaString)
    {
        (source.Schema, source.SchemaText) = (null, schemaString);
        return this;
    }

    /// <summary>An option of the format. Names are not case-sensitive; the engine warns of options that nobody knows.</summary>
    public DataFrameReader Option(string key, bool value)
    {
        source.Add(key, SourceOptions.Text(value));
        return this;
    }

    /// <inheritdoc cref="Option(string, bool)"/>
    public DataFrameReader Option(string key, double value)
    {
        source.Add(key, SourceOptions.Text(value));
        return this;
    }

    /// <inheritdoc cref="Option(string, bool)"/>
    public DataFrameReader Option(string key, long value)
    {
        source.Add(key, SourceOptions.Text(value));
        return this;
    }

    /// <inheritdoc cref="Option(string, bool)"/>
    public DataFrameReader Option(string key, string value)
    {
        source.Add(key, value);
        return this;
    }

    /// <summary>Several options of the format.</summary>
    public DataFrameReader Options(Dictionary<string, string> options)
    {
        source.AddAll(options);
        return this;
    }

    /// <summary>The frame of what lies at these paths: files, folders or patterns.</summary>
    public DataFrame Load() => DataFrame.Create(session, "load", () => source.ToPlan([], false));

    /// <inheritdoc cref="Load()"/>
    public DataFrame Load(string path) => DataFrame.Create(session, "load", () => source.ToPlan([path], false));

    /// <inheritdoc cref="Load()"/>
    public DataFrame Load(params string[] paths) => DataFrame.Create(session, "load", () => source.ToPlan(paths.ToSeq(), false));

    /// <summary>The frame of these CSV files.</summary>
    public DataFrame Csv(params string[] paths) => Format("csv").Load(paths);

    /// <summary>The frame of these files with one JSON object a line.</summary>
    public DataFrame Json(params string[] paths) => Format("json").Load(paths);

    /// <summary>The frame of these ORC files.</summary>
    public DataFrame Orc(params string[] paths) => Format("orc").Load(paths);

    /// <summary>The frame of these Parquet files.</summary>
    public DataFrame Parquet(params string[] paths) => Format("parquet").Load(paths);

    /// <summary>The frame of the lines of these files, in one column <c>value</c>.</summary>
    public DataFrame Text(params string[] paths) => Format("text").Load(paths);

    /// <summary>The frame of a table or view.</summary>
    public DataFrame Table(string tableName) => DataFrame.Create(session, "table", () => new P.NamedTable(tableName));
}
