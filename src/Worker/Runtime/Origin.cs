using Microsoft.Spark.Hosting;

namespace Grader.Worker.Runtime;

/// <summary>Called on the value of every call into Microsoft.Spark in a rewritten program.</summary>
public static class Origin
{
    /// <summary>Notes where in the student's text a value of the API was made, and returns that value.</summary>
    /// <param name="line">Like <paramref name="column"/> counted from 1.</param>
    public static T MarkOrigin<T>(this T value, string file, int line, int column)
    {
        Origins.Mark(value, file, line, column);
        return value;
    }
}
