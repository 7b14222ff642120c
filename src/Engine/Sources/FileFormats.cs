using Grader.Plans;

namespace Grader.Engine.Sources;

/// <summary>The formats of files, in lower case.</summary>
internal static class FileFormats
{
    /// <summary>Those that Spark has.</summary>
    public static readonly Seq<string> All = ["json", "csv", "text", "parquet", "orc"];

    /// <summary>Those that this engine reads and writes.</summary>
    public static readonly Seq<string> Here = ["json", "csv", "text", "parquet"];

    /// <param name="does">"Reading" or "Writing".</param>
    public static SparkException NotHere(string format, string does) => new(new SparkError(
        "SparkException", null, $"{does} {format} files is not supported by this engine.", "Use parquet, json, csv or text: Format(\"parquet\")."));

    /// <summary>As messages name them.</summary>
    public static string Title(string format) => format switch
    {
        "parquet" => "Parquet",
        "text" => "Text",
        _ => format.ToUpperInvariant(),
    };
}
