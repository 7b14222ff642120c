using Microsoft.Spark.Hosting;
using Microsoft.Spark.Sql.Types;

namespace Microsoft.Spark.Sql.Catalog;

/// <summary>What has a name in a session: temporary views, tables of the database <c>default</c> as long as the session lives, functions.</summary>
public sealed class Catalog
{
    private readonly SparkSession session;

    internal Catalog(SparkSession session) => this.session = session;

    /// <summary>Notes that the table is cached, which changes no rows.</summary>
    public void CacheTable(string tableName) => Run("cacheTable", P.CatalogAction.CacheTable, tableName);

    public void UncacheTable(string tableName) => Run("uncacheTable", P.CatalogAction.UncacheTable, tableName);

    public void ClearCache() => Run("clearCache", P.CatalogAction.ClearCache, null);

    public bool IsCached(string tableName) => Answer("isCached", P.CatalogOperation.IsCached, null, tableName);

    /// <summary>A table over the files at a path, in the session's default format.</summary>
    public DataFrame CreateTable(string tableName, string path) => Create(tableName, path, null, null, null, null);

    /// <param name="source">Format of the files.</param>
    public DataFrame CreateTable(string tableName, string path, string source) => Create(tableName, path, source, null, null, null);

    /// <param name="source">Format of the files.</param>
    /// <param name="options">Options of the format; <c>path</c> says where the files are.</param>
    public DataFrame CreateTable(string tableName, string source, IDictionary<string, string> options) => Create(tableName, null, source, null, null, options);

    /// <inheritdoc cref="CreateTable(string, string, IDictionary{string, string})"/>
    public DataFrame CreateTable(string tableName, string source, StructType schema, IDictionary<string, string> options) =>
        Create(tableName, null, source, schema, null, options);

    /// <inheritdoc cref="CreateTable(string, string, IDictionary{string, string})"/>
    [Since("3.1.0")]
    public DataFrame CreateTable(string tableName, string source, string description, IDictionary<string, string> options) =>
        Create(tableName, null, source, null, description, options);

    /// <inheritdoc cref="CreateTable(string, string, IDictionary{string, string})"/>
    [Since("3.1.0")]
    public DataFrame CreateTable(string tableName, string source, StructType schema, string description, IDictionary<string, string> options) =>
        Create(tableName, null, source, schema, description, options);

    public string CurrentDatabase() => "default";

    /// <summary>There is one database to choose.</summary>
    public void SetCurrentDatabase(string dbName) => Run("setCurrentDatabase", P.CatalogAction.SetCurrentDatabase, dbName);

    public bool DatabaseExists(string dbName) => Answer("databaseExists", P.CatalogOperation.DatabaseExists, null, dbName);

    public bool TableExists(string tableName) => Answer("tableExists", P.CatalogOperation.TableExists, null, tableName);

    public bool TableExists(string dbName, string tableName) => Answer("tableExists", P.CatalogOperation.TableExists, dbName, tableName);

    public bool FunctionExists(string functionName) => Answer("functionExists", P.CatalogOperation.FunctionExists, null, functionName);

    public bool FunctionExists(string dbName, string functionName) => Answer("functionExists", P.CatalogOperation.FunctionExists, dbName, functionName);

    public bool DropTempView(string viewName) => SparkCall.Invoke(session, "dropTempView", client => client.DropTempView(viewName, isGlobal: false));

    public bool DropGlobalTempView(string viewName) => SparkCall.Invoke(session, "dropGlobalTempView", client => client.DropTempView(viewName, isGlobal: true));

    public Database GetDatabase(string dbName) => new(One("getDatabase", P.CatalogOperation.GetDatabase, null, dbName));

    public Function GetFunction(string functionName) => new(One("getFunction", P.CatalogOperation.GetFunction, null, functionName));

    public Function GetFunction(string dbName, string functionName) => new(One("getFunction", P.CatalogOperation.GetFunction, dbName, functionName));

    public Table GetTable(string tableName) => new(One("getTable", P.CatalogOperation.GetTable, null, tableName));

    public Table GetTable(string dbName, string tableName) => new(One("getTable", P.CatalogOperation.GetTable, dbName, tableName));

    /// <summary>Name, type and whether it can be null, of each column of a table or view.</summary>
    public DataFrame ListColumns(string tableName) => Query("listColumns", P.CatalogOperation.ListColumns, null, tableName);

    public DataFrame ListColumns(string dbName, string tableName) => Query("listColumns", P.CatalogOperation.ListColumns, dbName, tableName);

    public DataFrame ListDatabases() => Query("listDatabases", P.CatalogOperation.ListDatabases, null, null);

    public DataFrame ListFunctions() => Query("listFunctions", P.CatalogOperation.ListFunctions, null, null);

    public DataFrame ListFunctions(string dbName) => Query("listFunctions", P.CatalogOperation.ListFunctions, dbName, null);

    /// <summary>Tables of the database, and the session's temporary views.</summary>
    public DataFrame ListTables() => Query("listTables", P.CatalogOperation.ListTables, null, null);

    public DataFrame ListTables(string dbName) => Query("listTables", P.CatalogOperation.ListTables, dbName, null);

    /// <summary>Only for partitioned tables, which are not here.</summary>
    public void RecoverPartitions(string tableName) => Run("recoverPartitions", P.CatalogAction.RecoverPartitions, tableName);

    /// <summary>Forgets what is known of the files at a path. Nothing is kept here: every query lists its files.</summary>
    public void RefreshByPath(string path) => ArgumentNullException.ThrowIfNull(path);

    /// <summary>Forgets what is known of a table's files. Nothing is kept here: every query lists its files.</summary>
    public void RefreshTable(string tableName) => Run("refreshTable", P.CatalogAction.RefreshTable, tableName);

    private DataFrame Query(string method, P.CatalogOperation operation, string database, string name) =>
        DataFrame.Create(session, method, () => new P.Catalog(operation, database, name));

    private Row One(string method, P.CatalogOperation operation, string database, string name) => Query(method, operation, database, name).Collect().Single();

    private bool Answer(string method, P.CatalogOperation operation, string database, string name) => One(method, operation, database, name).GetAs<bool>(0);

    private void Run(string method, P.CatalogAction action, string name) =>
        SparkCall.Invoke(session, method, client => client.Execute(new P.CatalogCommand(action, name)));

    private DataFrame Create(string name, string path, string source, StructType schema, string description, IDictionary<string, string> options)
    {
        SparkCall.Invoke(session, "createTable", client => client.Execute(
            new P.CreateTable(name, path, source, schema?.ToPlanStruct(), description, options?.ToSeq() ?? [])));
        return session.Table(name);
    }
}
