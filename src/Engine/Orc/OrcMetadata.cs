namespace Grader.Engine.Orc;

internal enum OrcCompression
{
    None,
    Zlib,
    Snappy,
    Lzo,
    Lz4,
    Zstd,
    Brotli,
}

internal enum OrcKind
{
    Boolean,
    Byte,
    Short,
    Int,
    Long,
    Float,
    Double,
    String,
    Binary,
    Timestamp,
    List,
    Map,
    Struct,
    Union,
    Decimal,
    Date,
    Varchar,
    Char,
    TimestampInstant,
}

internal enum OrcStreamKind
{
    Present,
    Data,
    Length,
    DictionaryData,
    DictionaryCount,
    Secondary,
    RowIndex,
    BloomFilter,
    BloomFilterUtf8,
}

internal enum OrcEncodingKind
{
    Direct,
    Dictionary,
    DirectV2,
    DictionaryV2,
}

/// <summary>The end of the file.</summary>
/// <param name="FooterLength">Bytes, compressed.</param>
/// <param name="BlockSize">The most bytes that a compressed block has after decompression.</param>
internal sealed record OrcPostscript(int FooterLength, OrcCompression Compression, int BlockSize);

/// <param name="Offset">Of its index, behind which its data and its footer lie.</param>
/// <param name="IndexLength">Bytes, as <paramref name="DataLength"/> and <paramref name="FooterLength"/>.</param>
internal sealed record OrcStripe(long Offset, long IndexLength, long DataLength, long FooterLength, long RowCount);

/// <summary>A type as the footer lists it; the first is the root.</summary>
/// <param name="CatalystType">What Spark wrote the column as, where ORC's own type does not say it; else null.</param>
internal sealed record OrcTypeEntry(OrcKind Kind, IReadOnlyList<int> Subtypes, IReadOnlyList<string> FieldNames, int MaximumLength, int Precision, int Scale, string? CatalystType);

/// <param name="IsProleptic">Whether days of before 1582 are counted by the Gregorian calendar, as Spark counts them, and not by the Julian.</param>
internal sealed record OrcFooter(IReadOnlyList<OrcStripe> Stripes, IReadOnlyList<OrcTypeEntry> Types, bool IsProleptic);

/// <param name="Offset">In the file.</param>
/// <param name="Length">Bytes, compressed.</param>
internal sealed record OrcStreamPlace(OrcStreamKind Kind, int Column, long Offset, long Length);

internal sealed record OrcEncoding(OrcEncodingKind Kind, int DictionarySize);

/// <param name="Encodings">By column.</param>
/// <param name="WriterTimeZone">An IANA name, or empty.</param>
internal sealed record OrcStripeFooter(IReadOnlyList<OrcStreamPlace> Streams, IReadOnlyList<OrcEncoding> Encodings, string WriterTimeZone);
