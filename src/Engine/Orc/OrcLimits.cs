namespace Grader.Engine.Orc;

/// <summary>
/// What one file may ask for. A few bytes of an ORC file can declare any number of rows, elements and bytes, so each number is held against one of these, or
/// against the bytes that are left, before anything is made of it. Real files stay far below.
/// </summary>
internal static class OrcLimits
{
    /// <summary>Bytes of the file's footer and of a stripe's, after decompression.</summary>
    public const int Footer = 64 * 1024 * 1024;

    /// <summary>Types of the schema, and levels of it.</summary>
    public const int Types = 10_000, SchemaDepth = 64;

    /// <summary>Streams that one stripe may list.</summary>
    public const int Streams = 200_000;

    /// <summary>Bytes of one compressed block after decompression. Spark writes blocks of 256 KiB.</summary>
    public const int Block = 16 * 1024 * 1024;

    /// <summary>Entries of one dictionary, and bytes of all of them.</summary>
    public const int DictionaryEntries = 1_000_000, DictionaryBytes = 64 * 1024 * 1024;

    /// <summary>Bytes of all blocks and dictionaries that are open at one time.</summary>
    public const long OpenBytes = 256L * 1024 * 1024;

    /// <summary>Bytes that all blocks of a file may come to: this, or <see cref="Expansion"/> times the file, whichever is more.</summary>
    public const long BlocksOfSmallFile = 256L * 1024 * 1024;

    public const int Expansion = 64;

    /// <summary>Fields and elements of one row, nested ones included.</summary>
    public const int CellsPerRow = 4_000_000;
}
