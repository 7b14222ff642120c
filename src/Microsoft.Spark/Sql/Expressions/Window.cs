namespace Microsoft.Spark.Sql.Expressions;

/// <summary>Bounds of window frames. Specifications are not here yet; the class exists so that programs may import its namespace.</summary>
public static class Window
{
    public static long CurrentRow => 0;

    public static long UnboundedFollowing => long.MaxValue;

    public static long UnboundedPreceding => long.MinValue;
}
