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

    /// <summary>Forgets that a table or view was to be kept in memory.</summary>
    public void UncacheTable(string tableName) => Run("uncacheTable", P.CatalogAction.UncacheTable, tableName);

    /// <summary>Forgets all tables that were to be kept in memory.</summary>
    public void ClearCache() => Run("clearCache", P.CatalogAction.ClearCache, null);

    /// <summary>Whether a table or view was marked to be kept in memory.</summary>
    public bool IsCached(string tableName) => Answer("isCached", P.CatalogOperation.IsCached, null, tableName);

    /// <summary>A table over the files at a path, in the session's default format.</summary>
    public DataFrame CreateTable(string tableName, string path) => Create(tableName, path, null, null, null, null);

    /// <summary>A table over the files at a path, in a format of their own.</summary>
    /// <param name="source">Format of the files.</param>
    public DataFrame CreateTable(string tableName, string path, string source) => Create(tableName, path, source, null, null, null);

    /// <summary>A table over files that the options name, with the schema that the files have.</summary>
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

    /// <summary>The database that names without one refer to.</summary>
    public string CurrentDatabase() => "default";

    /// <summary>There is one database to choose.</summary>
    public void SetCurrentDatabase(string dbName) => Run("setCurrentDatabase", P.CatalogAction.SetCurrentDatabase, dbName);

    /// <summary>Whether there is such a database.</summary>
    public bool DatabaseExists(string dbName) => Answer("databaseExists", P.CatalogOperation.DatabaseExists, null, dbName);

    /// <summary>Whether there is such a table or view.</summary>
    public bool TableExists(string tableName) => Answer("tableExists", P.CatalogOperation.TableExists, null, tableName);

    /// <inheritdoc cref="TableExists(string)"/>
    public bool TableExists(string dbName, string tableName) => Answer("tableExists", P.CatalogOperation.TableExists, dbName, tableName);

    /// <summary>Whether there is such a function, built in or registered.</summary>
    public bool FunctionExists(string functionName) => Answer("functionExists", P.CatalogOperation.FunctionExists, null, functionName);

    /// <inheritdoc cref="FunctionExists(string)"/>
    public bool FunctionExists(string dbName, string functionName) => Answer("functionExists", P.CatalogOperation.FunctionExists, dbName, functionName);

    /// <summary>Drops a view of this session.</summary>
    public bool DropTempView(string viewName) => SparkCall.Invoke(session, "dropTempView", client => client.DropTempView(viewName, isGlobal: false));

    /// <summary>Drops a view of all sessions, which lies in the database <c>global_temp</c>.</summary>
    public bool DropGlobalTempView(string viewName) => SparkCall.Invoke(session, "dropGlobalTempView", client => client.DropTempView(viewName, isGlobal: true));

    /// <summary>A database by its name.</summary>
    public Database GetDatabase(string dbName) => new(One("getDatabase", P.CatalogOperation.GetDatabase, null, dbName));

    /// <summary>A function by its name.</summary>
    public Function GetFunction(string functionName) => new(One("getFunction", P.CatalogOperation.GetFunction, null, functionName));

    /// <inheritdoc cref="GetFunction(string)"/>
    public Function GetFunction(string dbName, string functionName) => new(One("getFunction", P.CatalogOperation.GetFunction, dbName, functionName));

    /// <summary>A table or view by its name.</summary>
    public Table GetTable(string tableName) => new(One("getTable", P.CatalogOperation.GetTable, null, tableName));

    /// <inheritdoc cref="GetTable(string)"/>
    public Table GetTable(string dbName, string tableName) => new(One("getTable", P.CatalogOperation.GetTable, dbName, tableName));

    /// <summary>Name, type and whether it can be null, of each column of a table or view.</summary>
    public DataFrame ListColumns(string tableName) => Query("listColumns", P.CatalogOperation.ListColumns, null, tableName);

    /// <inheritdoc cref="ListColumns(string)"/>
    public DataFrame ListColumns(string dbName, string tableName) => Query("listColumns", P.CatalogOperation.ListColumns, dbName, tableName);

    /// <summary>The databases, a row each.</summary>
    public DataFrame ListDatabases() => Query("listDatabases", P.CatalogOperation.ListDatabases, null, null);

    /// <summary>The functions, built in and registered, a row each.</summary>
    public DataFrame ListFunctions() => Query("listFunctions", P.CatalogOperation.ListFunctions, null, null);

    /// <inheritdoc cref="ListFunctions()"/>
    public DataFrame ListFunctions(string dbName) => Query("listFunctions", P.CatalogOperation.ListFunctions, dbName, null);

    /// <summary>Tables of the database, and the session's temporary views.</summary>
    public DataFrame ListTables() => Query("listTables", P.CatalogOperation.ListTables, null, null);

    /// <inheritdoc cref="ListTables()"/>
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
            new P.CreateTable(name, path, source, schema?.ToPlanStruct(), description, options is null ? [] : SourceOptions.Settings(options).ToSeq())));
        return session.Table(name);
    }
}
