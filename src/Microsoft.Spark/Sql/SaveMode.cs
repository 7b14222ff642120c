namespace Microsoft.Spark.Sql;

/// <summary>What to do where the place to write to is taken.</summary>
public enum SaveMode
{
    /// <summary>Adds the rows to what is there.</summary>
    Append = 0,

    /// <summary>Puts the rows in the place of what is there.</summary>
    Overwrite = 1,

    /// <summary>Refuses to write: the default.</summary>
    ErrorIfExists = 2,

    /// <summary>Leaves what is there, and writes nothing.</summary>
    Ignore = 3,
}
