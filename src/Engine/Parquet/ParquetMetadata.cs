using Grader.Plans;

namespace Grader.Engine.Parquet;

internal enum PhysicalType { Boolean, Int32, Int64, Int96, Float, Double, ByteArray, FixedLenByteArray }

internal enum FieldRepetition { Required, Optional, Repeated }

/// <summary>The annotations of before there were logical types; every writer still sets them.</summary>
internal enum ConvertedType
{
    Utf8, Map, MapKeyValue, List, Enum, Decimal, Date, TimeMillis, TimeMicros, TimestampMillis, TimestampMicros,
    UInt8, UInt16, UInt32, UInt64, Int8, Int16, Int32, Int64, Json, Bson, Interval,
}

internal enum TimeUnit { Millis = 1, Micros, Nanos }

/// <summary>Numbers are those of the fields of Parquet's union LogicalType.</summary>
internal enum LogicalKind { String = 1, Map, List, Enum, Decimal, Date, Time, Timestamp, Integer = 10, Unknown, Json, Bson, Uuid, Float16 }

/// <param name="Unit">Of a time or timestamp.</param>
/// <param name="IsAdjustedToUtc">Of a time or timestamp.</param>
/// <param name="BitWidth">Of an integer.</param>
/// <param name="IsSigned">Of an integer.</param>
internal sealed record LogicalType(LogicalKind Kind, TimeUnit Unit = default, bool IsAdjustedToUtc = false, int BitWidth = 0, bool IsSigned = true);

/// <summary>A node of the schema, which is a tree written in pre-order.</summary>
/// <param name="Type">Null for a group.</param>
/// <param name="TypeLength">Bytes of a value of fixed length.</param>
internal sealed record SchemaElement(
    string Name, PhysicalType? Type, int TypeLength, FieldRepetition Repetition, int ChildCount, ConvertedType? Converted, int Scale, int Precision, LogicalType? Logical);

internal enum CompressionCodec { Uncompressed, Snappy, Gzip, Lzo, Brotli, Lz4, Zstd, Lz4Raw }

/// <param name="Path">Names from the schema's root to the leaf, without the root.</param>
/// <param name="DictionaryOffset">0 where there is no dictionary.</param>
internal sealed record ColumnChunk(
    PhysicalType Type, Seq<string> Path, CompressionCodec Codec, long ValueCount, long UncompressedSize, long CompressedSize, long DataOffset, long DictionaryOffset);

internal sealed record RowGroup(IReadOnlyList<ColumnChunk> Columns, long ByteSize, long RowCount);

/// <summary>The footer.</summary>
internal sealed record FileMetadata(long RowCount, IReadOnlyList<SchemaElement> Schema, IReadOnlyList<RowGroup> RowGroups, IReadOnlyDictionary<string, string> KeyValues);

internal enum PageType { Data, Index, Dictionary, DataV2 }

internal enum PageEncoding
{
    Plain = 0, PlainDictionary = 2, Rle = 3, BitPacked = 4, DeltaBinaryPacked = 5, DeltaLengthByteArray = 6, DeltaByteArray = 7, RleDictionary = 8, ByteStreamSplit = 9,
}

/// <param name="ValueCount">Entries, nulls included.</param>
/// <param name="DefinitionBytes">Of a page of version 2, where levels are not compressed.</param>
/// <param name="RepetitionBytes">Of a page of version 2.</param>
/// <param name="IsCompressed">Of a page of version 2.</param>
internal sealed record PageHeader(
    PageType Type, int UncompressedSize, int CompressedSize, int ValueCount, PageEncoding Encoding, PageEncoding DefinitionEncoding, PageEncoding RepetitionEncoding,
    int DefinitionBytes, int RepetitionBytes, bool IsCompressed);
