using Microsoft.Spark.Hosting;

namespace Microsoft.Spark.Sql.Catalog;

/// <summary>The session's temporary views. Databases and stored tables are not here.</summary>
public sealed class Catalog
{
    internal Catalog() { }

    public bool DropTempView(string viewName) => SparkCall.Invoke("dropTempView", client => client.DropTempView(viewName, isGlobal: false));

    public bool DropGlobalTempView(string viewName) => SparkCall.Invoke("dropGlobalTempView", client => client.DropTempView(viewName, isGlobal: true));
}
