using Grader.Plans;

namespace Grader.Engine.Sources;

/// <summary>The formats of files, in lower case.</summary>
internal static class FileFormats
{
    /// <summary>Those that Spark has, all of which this engine reads and writes.</summary>
    public static readonly Seq<string> All = ["json", "csv", "text", "parquet", "orc"];

    /// <summary>As messages name them.</summary>
    public static string Title(string format) => format switch
    {
        "parquet" => "Parquet",
        "text" => "Text",
        _ => format.ToUpperInvariant(),
    };
}
