using Microsoft.Spark.Sql.Types;

namespace Microsoft.Spark.Sql.Streaming;

/// <summary>Reads a stream as a frame.</summary>
public sealed class DataStreamReader
{
    private readonly SourceOptions source = new();
    private readonly SparkSession session;

    internal DataStreamReader(SparkSession session) => this.session = session;

    /// <summary>The source: <c>json</c>, <c>csv</c>, <c>text</c>, <c>parquet</c> or <c>orc</c> for files that arrive in a folder, <c>socket</c>, <c>rate</c>.</summary>
    public DataStreamReader Format(string source)
    {
        this.source.Format = source;
        return this;
    }

    /// <summary>The columns to read. A stream of files must have them, unless its format fixes them.</summary>
    public DataStreamReader Schema(StructType schema)
    {
        (source.Schema, source.SchemaText) = (schema.ToPlanStruct(), null);
        return this;
    }

    /// <inheritdoc cref="Schema(StructType)"/>
    public DataStreamReader Schema(string schemaString)
    {
        (source.Schema, source.SchemaText) = (null, schemaString);
        return this;
    }

    /// <summary>An option of the format. Names are not case-sensitive; the engine warns of options that nobody knows.</summary>
    public DataStreamReader Option(string key, bool value)
    {
        source.Add(key, SourceOptions.Text(value));
        return this;
    }

    /// <inheritdoc cref="Option(string, bool)"/>
    public DataStreamReader Option(string key, double value)
    {
        source.Add(key, SourceOptions.Text(value));
        return this;
    }

    /// <inheritdoc cref="Option(string, bool)"/>
    public DataStreamReader Option(string key, long value)
    {
        source.Add(key, SourceOptions.Text(value));
        return this;
    }

    /// <inheritdoc cref="Option(string, bool)"/>
    public DataStreamReader Option(string key, string value)
    {
        source.Add(key, value);
        return this;
    }

    /// <summary>Several options of the source.</summary>
    public DataStreamReader Options(Dictionary<string, string> options)
    {
        source.AddAll(options);
        return this;
    }

    /// <summary>The stream. Files must arrive complete: written elsewhere and renamed into the folder.</summary>
    public DataFrame Load() => DataFrame.Create(session, "load", () => source.ToPlan([], true));

    /// <inheritdoc cref="Load()"/>
    public DataFrame Load(string path) => DataFrame.Create(session, "load", () => source.ToPlan([path], true));

    /// <summary>A stream of CSV files that arrive in a folder.</summary>
    public DataFrame Csv(string path) => Format("csv").Load(path);

    /// <summary>A stream of files that arrive in a folder, one JSON object a line.</summary>
    public DataFrame Json(string path) => Format("json").Load(path);

    /// <summary>A stream of ORC files that arrive in a folder.</summary>
    public DataFrame Orc(string path) => Format("orc").Load(path);

    /// <summary>A stream of Parquet files that arrive in a folder.</summary>
    public DataFrame Parquet(string path) => Format("parquet").Load(path);

    /// <summary>A stream of the lines of files that arrive in a folder, in one column <c>value</c>.</summary>
    public DataFrame Text(string path) => Format("text").Load(path);

    /// <summary>A stream of what is added to a table.</summary>
    public DataFrame Table(string tableName) => DataFrame.Create(session, "table", () => new P.NamedTable(tableName));
}
