namespace Grader.Engine.Parquet;

/// <summary>
/// What one file may ask for. A few bytes of a Parquet file can declare any number of rows, elements and bytes, so each number is held against one of these, or
/// against the bytes that are left, before anything is made of it. Real files stay far below.
/// </summary>
internal static class ParquetLimits
{
    /// <summary>Bytes of the footer.</summary>
    public const int Footer = 64 * 1024 * 1024;

    /// <summary>Columns and groups of the schema, and levels of it.</summary>
    public const int SchemaElements = 10_000, SchemaDepth = 64;

    /// <summary>Bytes of one page, compressed and not. Spark writes pages of 1 MiB.</summary>
    public const int Page = 64 * 1024 * 1024;

    /// <summary>Entries of one dictionary. Spark gives up a dictionary above 1 MiB.</summary>
    public const int DictionaryEntries = 1_000_000;

    /// <summary>Bytes of all pages and dictionaries that are open at one time: one of each a column.</summary>
    public const long OpenBytes = 256L * 1024 * 1024;

    /// <summary>Bytes that all pages of a file may come to: this, or <see cref="Expansion"/> times the file, whichever is more.</summary>
    public const long PagesOfSmallFile = 256L * 1024 * 1024;

    public const int Expansion = 64;

    /// <summary>Fields and elements of one row, nested ones included.</summary>
    public const int CellsPerRow = 4_000_000;
}
