using System.Globalization;
using System.Text;
using Grader.Plans;

namespace Grader.Engine.Sources;

/// <summary>A column's value in the name of a folder.</summary>
/// <param name="Text">Not escaped; null for <see cref="PartitionPath.DefaultName"/>.</param>
internal readonly record struct PartitionValue(string Name, string? Text);

/// <summary>Folders <c>column=value</c>, as Hive and Spark name them.</summary>
/// <remarks>Source: Spark's ExternalCatalogUtils and PartitioningUtils.</remarks>
internal static class PartitionPath
{
    /// <summary>Stands for null, and for an empty text.</summary>
    public const string DefaultName = "__HIVE_DEFAULT_PARTITION__";

    private const string Escaped = "\"#%'*/:=?\\\x7F{[]^";

    /// <summary>The folder's name for one column.</summary>
    /// <param name="text">The value, cast to STRING.</param>
    public static string Folder(string column, string? text) => $"{Escape(column)}={(string.IsNullOrEmpty(text) ? DefaultName : Escape(text))}";

    /// <summary>The values in a file's path below a folder, outermost first: of the lowest folders in a row that are so named.</summary>
    /// <param name="file">Absolute.</param>
    /// <param name="basePath">Absolute; null where folders say nothing.</param>
    public static Seq<PartitionValue> Values(string file, string? basePath)
    {
        if (basePath is null || !file.StartsWith(basePath.TrimEnd('/') + "/", StringComparison.Ordinal))
        {
            return [];
        }

        string[] folders = file[(basePath.TrimEnd('/').Length + 1)..].Split('/')[..^1];
        int end = folders.Length;
        while (end > 0 && !IsPartition(folders[end - 1]))
        {
            end--;
        }

        int start = end;
        while (start > 0 && IsPartition(folders[start - 1]))
        {
            start--;
        }

        return folders[start..end].Select(Parse).ToSeq();
    }

    public static bool IsPartition(string folder) => folder.Contains('=', StringComparison.Ordinal);

    private static PartitionValue Parse(string folder)
    {
        int equals = folder.IndexOf('=', StringComparison.Ordinal);
        string text = folder[(equals + 1)..];
        return equals == 0 ? throw Empty("name", folder)
            : text.Length == 0 ? throw Empty("value", folder)
            : new PartitionValue(Unescape(folder[..equals]), text == DefaultName ? null : Unescape(text));
    }

    private static SparkException Empty(string what, string folder) => new(new SparkError("AssertionError", null, $"assertion failed: Empty partition column {what} in '{folder}'"));

    private static string Escape(string text)
    {
        if (!text.Any(IsEscaped))
        {
            return text;
        }

        var escaped = new StringBuilder();
        foreach (char c in text)
        {
            _ = IsEscaped(c) ? escaped.Append('%').Append(((int)c).ToString("X2", CultureInfo.InvariantCulture)) : escaped.Append(c);
        }

        return escaped.ToString();
    }

    private static bool IsEscaped(char c) => c < ' ' || Escaped.Contains(c, StringComparison.Ordinal);

    private static string Unescape(string text)
    {
        if (!text.Contains('%', StringComparison.Ordinal))
        {
            return text;
        }

        var unescaped = new StringBuilder();
        for (int i = 0; i < text.Length; i++)
        {
            if (text[i] == '%' && i + 2 < text.Length && byte.TryParse(text.AsSpan(i + 1, 2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out byte code))
            {
                unescaped.Append((char)code);
                i += 2;
            }
            else
            {
                unescaped.Append(text[i]);
            }
        }

        return unescaped.ToString();
    }
}
