namespace Microsoft.Spark.Sql.Catalog;

/// <summary>A database of the catalog.</summary>
public sealed class Database
{
    private readonly Row row;

    internal Database(Row row) => this.row = row;

    /// <summary>The database's name.</summary>
    public string Name => row.GetAs<string>("name");

    /// <summary>What was written about the database; null where nothing was.</summary>
    public string Description => row.GetAs<string>("description");

    /// <summary>Where tables of the session's own are.</summary>
    public string LocationUri => row.GetAs<string>("locationUri");
}
