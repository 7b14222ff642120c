namespace Microsoft.Spark.Sql.Catalog;

/// <summary>A database of the catalog.</summary>
public sealed class Database
{
    private readonly Row row;

    internal Database(Row row) => this.row = row;

    public string Name => row.GetAs<string>("name");

    public string Description => row.GetAs<string>("description");

    /// <summary>Where tables of the session's own are.</summary>
    public string LocationUri => row.GetAs<string>("locationUri");
}
