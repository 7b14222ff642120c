namespace Microsoft.Spark.Sql.Catalog;

/// <summary>A function of the catalog.</summary>
public sealed class Function
{
    private readonly Row row;

    internal Function(Row row) => this.row = row;

    /// <summary>The function's name.</summary>
    public string Name => row.GetAs<string>("name");

    /// <summary>Null for a built-in function.</summary>
    public string Database => null;

    /// <summary>What the function does, where that is known; null otherwise.</summary>
    public string Description => row.GetAs<string>("description");

    /// <summary>Null: no class of Spark's is here.</summary>
    public string ClassName => row.GetAs<string>("className");

    /// <summary>True for built-in functions, which are in no database.</summary>
    public bool IsTemporary => row.GetAs<bool>("isTemporary");
}
