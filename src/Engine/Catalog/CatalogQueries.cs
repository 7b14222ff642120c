using System.Diagnostics;
using Grader.Engine.Analysis;
using Grader.Engine.Expressions;
using Grader.Plans;
using Grader.Plans.Logical;
using Grader.Plans.Types;

namespace Grader.Engine.Catalog;

/// <summary>What the catalog holds, as the rows of Spark's <c>Catalog</c>.</summary>
/// <param name="warehouse">URI of the folder that holds the session's own tables.</param>
internal sealed class CatalogQueries(SessionCatalog catalog, FunctionRegistry functions, CachedPlans cache, Func<string> warehouse)
{
    private static readonly StructType Databases = Texts("name", "catalog", "description", "locationUri");

    private static readonly StructType TableColumns = new(
    [
        Text("name"), Text("catalog"), Namespace, Text("description"), Text("tableType"), new StructField("isTemporary", new BooleanType(), false),
    ]);

    private static readonly StructType FunctionColumns = new(
    [
        Text("name"), Text("catalog"), Namespace, Text("description"), Text("className"), new StructField("isTemporary", new BooleanType(), false),
    ]);

    private static readonly StructType Columns = new(
    [
        Text("name"), Text("description"), Text("dataType"), new StructField("nullable", new BooleanType(), false),
        new StructField("isPartition", new BooleanType(), false), new StructField("isBucket", new BooleanType(), false),
    ]);

    private static readonly StructType Answer = new([new StructField("value", new BooleanType(), false)]);

    private static StructField Namespace => new("namespace", new ArrayType(new StringType(), true), true);

    /// <exception cref="SparkException">What is asked for by name is not there.</exception>
    public LocalRelation Run(Plans.Logical.Catalog query)
    {
        string? name = query.Name;
        return query.Operation switch
        {
            CatalogOperation.ListDatabases => new LocalRelation(Databases, [Database(SessionCatalog.DefaultDatabase)]),
            CatalogOperation.GetDatabase => new LocalRelation(Databases, [Database(Existing(name))]),
            CatalogOperation.DatabaseExists => Boolean(SessionCatalog.IsDatabase(name ?? "")),
            CatalogOperation.ListTables => new LocalRelation(TableColumns, ListTables(Existing(query.Database)).ToSeq()),
            CatalogOperation.GetTable => new LocalRelation(TableColumns, [FindTable(query.Database, name!) ?? throw AnalysisErrors.TableNotFound(Qualified(query.Database, name!))]),
            CatalogOperation.TableExists => Boolean(FindTable(query.Database, name!) is not null),
            CatalogOperation.ListColumns => new LocalRelation(Columns, ListColumns(Qualified(query.Database, name!)).ToSeq()),
            CatalogOperation.ListFunctions => new LocalRelation(FunctionColumns, ListFunctions(Existing(query.Database)).ToSeq()),
            CatalogOperation.GetFunction => new LocalRelation(FunctionColumns, [FindFunction(query.Database, name!) ?? throw AnalysisErrors.UnresolvedRoutine(Qualified(query.Database, name!))]),
            CatalogOperation.FunctionExists => Boolean(FindFunction(query.Database, name!) is not null),
            CatalogOperation.IsCached => Boolean(cache.LevelOf(catalog.Find(name!) ?? throw AnalysisErrors.TableNotFound(name!)) is not null),
            _ => throw new UnreachableException(query.Operation.ToString()),
        };
    }

    private static LocalRelation Boolean(bool value) => new(Answer, [[value]]);

    private static StructType Texts(params string[] names) => new(names.Select(Text).ToSeq());

    private static StructField Text(string name) => new(name, new StringType());

    private static string Existing(string? database) => database is null ? SessionCatalog.DefaultDatabase
        : SessionCatalog.IsDatabase(database) ? database
        : throw CatalogErrors.DatabaseNotFound(database);

    private static string Qualified(string? database, string name) => database is null ? name : $"`{database}`.`{name}`";

    private static Seq<object?> ViewRow(string name, bool isGlobal) =>
        [name, null, isGlobal ? Seq.Create<object?>([SessionCatalog.GlobalDatabase]) : Seq.Create<object?>([]), null, "TEMPORARY", true];

    private static Seq<object?> TableRow(StoredTable table) =>
        [table.Name, SessionCatalog.CatalogName, Seq.Create<object?>([SessionCatalog.DefaultDatabase]), table.Description, table.IsManaged ? "MANAGED" : "EXTERNAL", false];

    private Seq<object?> Database(string name) => SessionCatalog.IsGlobal(name)
        ? [SessionCatalog.GlobalDatabase, SessionCatalog.CatalogName, "system preserved database", ""]
        : [SessionCatalog.DefaultDatabase, SessionCatalog.CatalogName, "default database", warehouse()];

    /// <summary>The database's tables, then the session's own views.</summary>
    private IEnumerable<Seq<object?>> ListTables(string database) =>
        (SessionCatalog.IsGlobal(database) ? catalog.ViewNames(isGlobal: true).Select(name => ViewRow(name, isGlobal: true)) : catalog.Tables.Select(TableRow))
        .Concat(catalog.ViewNames(isGlobal: false).Select(name => ViewRow(name, isGlobal: false)));

    private Seq<object?>? FindTable(string? database, string name)
    {
        Seq<string> parts = database is null ? ColumnNames.Parse(name) : [database, name];
        return parts switch
        {
            [var view] when catalog.HasView(view, isGlobal: false) => ViewRow(view, isGlobal: false),
            [var global, var view] when SessionCatalog.IsGlobal(global) => catalog.HasView(view, isGlobal: true) ? ViewRow(view, isGlobal: true) : null,
            _ => catalog.Table(Qualified(database, name)) is { } table ? TableRow(table) : null,
        };
    }

    private IEnumerable<Seq<object?>> ListColumns(string name)
    {
        ResolvedPlan found = catalog.Find(name) ?? throw AnalysisErrors.TableNotFound(name);
        Seq<string> partitioning = catalog.Table(name)?.PartitionColumns ?? [];
        return found.Schema.Fields.Select(field => Seq.Create<object?>(
            [field.Name, null, field.DataType.SimpleString, field.Nullable, partitioning.Any(column => ColumnNames.Same(column, field.Name)), false]));
    }

    private IEnumerable<Seq<object?>> ListFunctions(string database) =>
        SessionCatalog.IsDatabase(database) ? functions.Documentation.Select(FunctionRow) : [];

    private Seq<object?>? FindFunction(string? database, string name) => (database is null || SessionCatalog.IsDatabase(database)) && functions.Knows(name)
        ? FunctionRow(functions.Documentation.FirstOrDefault(entry => ColumnNames.Same(entry.Name, name), (Name: name.ToLowerInvariant(), Documentation: "")))
        : null;

    /// <summary>Spark's built-in functions are in no database and count as temporary. Their classes are not here.</summary>
    private static Seq<object?> FunctionRow((string Name, string Documentation) function) => [function.Name, null, null, function.Documentation, null, true];
}
