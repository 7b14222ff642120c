using System.Globalization;
using Grader.Engine.Analysis;
using Grader.Plans;

namespace Grader.Engine.Sinks;

/// <summary>The console sink's options.</summary>
internal static class ConsoleOptions
{
    private const int DefaultRows = 20;
    private const int DefaultTruncation = 20;

    public static int RowCount(CaseInsensitiveOptions options) => options["numRows"] switch
    {
        null => DefaultRows,
        var text when int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int rows) => rows,
        var text => throw new SparkException(new SparkError("NumberFormatException", null, $"For input string: \"{text}\"")),
    };

    /// <summary>Characters that a cell may have; 0 for all.</summary>
    public static int Truncate(CaseInsensitiveOptions options) => options["truncate"]?.ToLowerInvariant() switch
    {
        null or "true" => DefaultTruncation,
        "false" => 0,
        _ => throw SparkException.IllegalArgument($"{options["truncate"]} is not a boolean string."),
    };
}
