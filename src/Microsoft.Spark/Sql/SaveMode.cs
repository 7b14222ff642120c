namespace Microsoft.Spark.Sql;

public enum SaveMode
{
    Append = 0,
    Overwrite = 1,
    ErrorIfExists = 2,
    Ignore = 3,
}
