namespace Grader.Plans.Session;

/// <summary>Forms in which Spark prints an expression that is not analyzed.</summary>
public enum ExpressionStyle
{
    /// <summary>SQL that could be parsed again.</summary>
    Sql,

    /// <summary>SQL without quotes, as in the names that Spark makes up.</summary>
    Pretty,

    /// <summary>As in trees: names that are not resolved have an apostrophe before them.</summary>
    Tree,
}
