using System.Collections;

namespace Microsoft.Spark.Sql.Catalog;

/// <summary>A table or temporary view of the catalog.</summary>
public sealed class Table
{
    private readonly Row row;

    internal Table(Row row) => this.row = row;

    /// <summary>The table's name.</summary>
    public string Name => row.GetAs<string>("name");

    /// <summary>Null for a temporary view of the session.</summary>
    public string Database => row.Get("namespace") is ArrayList { Count: 1 } parts ? (string)parts[0] : null;

    /// <summary>What was written about the table; null where nothing was.</summary>
    public string Description => row.GetAs<string>("description");

    /// <summary><c>MANAGED</c>, <c>EXTERNAL</c> or <c>TEMPORARY</c>.</summary>
    public string TableType => row.GetAs<string>("tableType");

    /// <summary>Whether it is a view of this session.</summary>
    public bool IsTemporary => row.GetAs<bool>("isTemporary");
}
