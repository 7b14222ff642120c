using System.Buffers.Binary;

namespace Grader.Engine.Parquet;

/// <summary>Writes page headers and the footer.</summary>
/// <remarks>Source: parquet.thrift; the numbers are its fields'.</remarks>
internal static class MetadataWriter
{
    public const string SparkVersionKey = "org.apache.spark.version", SparkVersion = "3.5.9";

    private const string CreatedBy = "grader version 0.1.0";

    public static ReadOnlySpan<byte> Magic => "PAR1"u8;

    /// <summary>The header of a page of version 1, plainly encoded.</summary>
    public static void Page(Stream output, int values, int uncompressed, int compressed) => new ThriftCompactWriter(output).Struct(header => header
        .Int32(1, (int)PageType.Data)
        .Int32(2, uncompressed)
        .Int32(3, compressed)
        .Struct(5, data => data.Int32(1, values).Int32(2, (int)PageEncoding.Plain).Int32(3, (int)PageEncoding.Rle).Int32(4, (int)PageEncoding.Rle)));

    /// <summary>The footer with its length and the magic number.</summary>
    public static void Footer(Stream output, FileMetadata metadata)
    {
        long start = output.Position;
        new ThriftCompactWriter(output).Struct(footer => footer
            .Int32(1, 1)
            .Structs(2, metadata.Schema, Element)
            .Int64(3, metadata.RowCount)
            .Structs(4, metadata.RowGroups, Group)
            .Structs(5, metadata.KeyValues, (item, pair) => item.Text(1, pair.Key).Text(2, pair.Value))
            .Text(6, CreatedBy));
        Span<byte> length = stackalloc byte[sizeof(int)];
        BinaryPrimitives.WriteInt32LittleEndian(length, (int)(output.Position - start));
        output.Write(length);
        output.Write(Magic);
    }

    private static void Element(ThriftCompactWriter item, SchemaElement element)
    {
        bool isDecimal = element.Converted == ConvertedType.Decimal;
        if (element.Type is { } type)
        {
            item.Int32(1, (int)type);
        }

        item.Int32(2, element.TypeLength > 0 ? element.TypeLength : null)
            .Int32(3, (int)element.Repetition)
            .Text(4, element.Name)
            .Int32(5, element.Type is null ? element.ChildCount : null)
            .Int32(6, (int?)element.Converted)
            .Int32(7, isDecimal ? element.Scale : null)
            .Int32(8, isDecimal ? element.Precision : null);
        if (element.Logical is { } logical)
        {
            item.Struct(10, union => union.Struct((int)logical.Kind, kind => Annotation(kind, element, logical)));
        }
    }

    private static void Annotation(ThriftCompactWriter kind, SchemaElement element, LogicalType logical)
    {
        switch (logical.Kind)
        {
            case LogicalKind.Decimal:
                kind.Int32(1, element.Scale).Int32(2, element.Precision);
                break;
            case LogicalKind.Timestamp:
                kind.Boolean(1, logical.IsAdjustedToUtc).Struct(2, unit => unit.Struct((int)logical.Unit, _ => { }));
                break;
            case LogicalKind.Integer:
                kind.Byte(1, logical.BitWidth).Boolean(2, logical.IsSigned);
                break;
        }
    }

    private static void Group(ThriftCompactWriter item, RowGroup group) => item
        .Structs(1, group.Columns, Chunk)
        .Int64(2, group.ByteSize)
        .Int64(3, group.RowCount);

    private static void Chunk(ThriftCompactWriter item, ColumnChunk chunk) => item
        .Int64(2, chunk.DataOffset)
        .Struct(3, column => column
            .Int32(1, (int)chunk.Type)
            .Int32s(2, [(int)PageEncoding.Plain, (int)PageEncoding.Rle])
            .Texts(3, chunk.Path)
            .Int32(4, (int)chunk.Codec)
            .Int64(5, chunk.ValueCount)
            .Int64(6, chunk.UncompressedSize)
            .Int64(7, chunk.CompressedSize)
            .Int64(9, chunk.DataOffset));
}
