using Grader.Engine.Analysis;
using Grader.Engine.Expressions;
using Grader.Plans;

namespace Grader.Engine.Catalog;

/// <summary>What has a name in a session: temporary views, and tables of the one database <c>default</c>. Names compare without case.</summary>
/// <param name="shared">The catalog of another session, whose tables and global views this one has too; null for the first.</param>
internal sealed class SessionCatalog(ExpressionIdSource ids, SessionCatalog? shared)
{
    public const string DefaultDatabase = "default", GlobalDatabase = "global_temp", CatalogName = "spark_catalog";

    private readonly SortedDictionary<string, ResolvedPlan> views = new(StringComparer.OrdinalIgnoreCase);
    private readonly SortedDictionary<string, ResolvedPlan> globalViews = shared?.globalViews ?? new(StringComparer.OrdinalIgnoreCase);
    private readonly SortedDictionary<string, StoredTable> tables = shared?.tables ?? new(StringComparer.OrdinalIgnoreCase);

    public IEnumerable<string> ViewNames(bool isGlobal) => Views(isGlobal).Keys;

    public IEnumerable<StoredTable> Tables => tables.Values;

    /// <summary>The plan behind a name as a program writes it (<c>t</c>, <c>default.t</c>, <c>global_temp.v</c>); null where there is none.</summary>
    public ResolvedPlan? Find(string name) => ColumnNames.Parse(name) switch
    {
        [var view] when views.TryGetValue(view, out ResolvedPlan? plan) => plan,
        [var database, var view] when IsGlobal(database) => globalViews.GetValueOrDefault(view),
        _ => Table(name) is { } table ? Scan(table) : null,
    };

    public bool HasView(string name, bool isGlobal) => Views(isGlobal).ContainsKey(name);

    public void AddView(string name, ResolvedPlan plan, bool isGlobal) => Views(isGlobal)[name] = plan;

    public bool DropView(string name, bool isGlobal) => Views(isGlobal).Remove(name);

    /// <summary>A table by its name, with or without database and catalog.</summary>
    public StoredTable? Table(string name) => ColumnNames.Parse(name) is var parts && IsInDefault(parts.SkipLast(1)) ? tables.GetValueOrDefault(parts[^1]) : null;

    public void AddTable(StoredTable table) => tables[table.Name] = table;

    public bool DropTable(string name) => Table(name) is { } table && tables.Remove(table.Name);

    /// <summary>A new scan of the table's files.</summary>
    public FileRelation Scan(StoredTable table) => new(
        table.Format, table.Options, [table.Path], table.Schema.Fields.Select(f => new AttributeReference(f.Name, f.DataType, true, ids.Next())).ToSeq())
    {
        PartitionColumns = table.PartitionColumns,
    };

    /// <summary>The table's own name of one that a program wrote.</summary>
    /// <exception cref="SparkException">SCHEMA_NOT_FOUND: the name leads into another database.</exception>
    public static string TableName(string name) => ColumnNames.Parse(name) is var parts && IsInDefault(parts.SkipLast(1))
        ? parts[^1]
        : throw CatalogErrors.DatabaseNotFound(parts[^2]);

    public static bool IsDatabase(string name) => ColumnNames.Same(name, DefaultDatabase) || IsGlobal(name);

    public static bool IsGlobal(string database) => ColumnNames.Same(database, GlobalDatabase);

    private static bool IsInDefault(IEnumerable<string> namespaces) => namespaces.ToArray() switch
    {
        [] => true,
        [var database] => ColumnNames.Same(database, DefaultDatabase),
        [var catalog, var database] => ColumnNames.Same(catalog, CatalogName) && ColumnNames.Same(database, DefaultDatabase),
        _ => false,
    };

    private SortedDictionary<string, ResolvedPlan> Views(bool isGlobal) => isGlobal ? globalViews : views;
}
