using System.Buffers.Binary;
using Grader.Engine.Files;
using Grader.Plans;

namespace Grader.Engine.Parquet;

/// <summary>Reads the footer and the headers of pages. What it returns keeps within <see cref="ParquetLimits"/>.</summary>
/// <remarks>Source: parquet.thrift; the numbers are its fields'.</remarks>
internal static class MetadataReader
{
    private const int TailLength = 8; // The footer's length and the magic number.

    private static ReadOnlySpan<byte> Magic => "PAR1"u8;

    /// <exception cref="FileFormatException"/>
    public static FileMetadata Footer(FileBytes file)
    {
        if (file.Length < Magic.Length + TailLength)
        {
            throw new FileFormatException($"it is not a Parquet file (length is too low: {file.Length})");
        }

        ReadOnlySpan<byte> tail = file.Read(file.Length - TailLength, TailLength).Span;
        if (!tail[4..].SequenceEqual(Magic))
        {
            throw new FileFormatException(tail[4..].SequenceEqual("PARE"u8)
                ? "its footer is encrypted"
                : $"it is not a Parquet file. Expected magic number at tail, but found [{string.Join(", ", tail[4..].ToArray().Select(b => (sbyte)b))}]");
        }

        long length = BinaryPrimitives.ReadUInt32LittleEndian(tail);
        if (length > file.Length - TailLength - Magic.Length || length > ParquetLimits.Footer)
        {
            throw new FileFormatException($"corrupted file: the footer's length {length} is not within the file");
        }

        var reader = new ThriftCompactReader(file.Read(file.Length - TailLength - length, (int)length).Span);
        return Metadata(ref reader);
    }

    /// <param name="length">Bytes that the header takes.</param>
    public static PageHeader Page(ReadOnlySpan<byte> bytes, out int length)
    {
        var reader = new ThriftCompactReader(bytes);
        int type = -1, uncompressed = -1, compressed = -1;
        PageHeader? kind = null;
        reader.BeginStruct(ThriftType.Struct);
        for (int id = 0; reader.NextField(ref id, out ThriftType field);)
        {
            switch (id)
            {
                case 1: type = reader.ReadInt32(field); break;
                case 2: uncompressed = reader.ReadInt32(field); break;
                case 3: compressed = reader.ReadInt32(field); break;
                case 5: kind = PageFields(ref reader, field, PageType.Data); break;
                case 7: kind = PageFields(ref reader, field, PageType.Dictionary); break;
                case 8: kind = PageFields(ref reader, field, PageType.DataV2); break;
                default: reader.Skip(field); break;
            }
        }

        length = reader.Position;
        if (uncompressed is < 0 or > ParquetLimits.Page || compressed is < 0 or > ParquetLimits.Page)
        {
            throw new FileFormatException($"a page of {compressed} bytes, {uncompressed} uncompressed, is larger than the {ParquetLimits.Page} that this engine reads");
        }

        if (type == (int)PageType.Index)
        {
            kind ??= new PageHeader(PageType.Index, 0, 0, 0, PageEncoding.Plain, PageEncoding.Rle, PageEncoding.Rle, 0, 0, true);
        }

        return kind is not null && (int)kind.Type == type
            ? kind with { UncompressedSize = uncompressed, CompressedSize = compressed }
            : throw ThriftCompactReader.Broken("a page's header is not of its type");
    }

    private static PageHeader PageFields(ref ThriftCompactReader reader, ThriftType type, PageType page)
    {
        // The three kinds of headers number their fields differently.
        int encodingField = page == PageType.DataV2 ? 4 : 2;
        int count = -1, encoding = -1, definition = 0, repetition = 0, definitionEncoding = (int)PageEncoding.Rle, repetitionEncoding = (int)PageEncoding.Rle;
        bool isCompressed = true;
        reader.BeginStruct(type);
        for (int id = 0; reader.NextField(ref id, out ThriftType field);)
        {
            if (id == 1)
            {
                count = reader.ReadInt32(field);
            }
            else if (id == encodingField)
            {
                encoding = reader.ReadInt32(field);
            }
            else if (page == PageType.Data && id == 3)
            {
                definitionEncoding = reader.ReadInt32(field);
            }
            else if (page == PageType.Data && id == 4)
            {
                repetitionEncoding = reader.ReadInt32(field);
            }
            else if (page == PageType.DataV2 && id == 5)
            {
                definition = reader.ReadInt32(field);
            }
            else if (page == PageType.DataV2 && id == 6)
            {
                repetition = reader.ReadInt32(field);
            }
            else if (page == PageType.DataV2 && id == 7)
            {
                isCompressed = ThriftCompactReader.ReadBoolean(field);
            }
            else
            {
                reader.Skip(field);
            }
        }

        reader.EndStruct();
        return count >= 0 && encoding >= 0 && definition >= 0 && repetition >= 0
            ? new PageHeader(page, 0, 0, count, (PageEncoding)encoding, (PageEncoding)definitionEncoding, (PageEncoding)repetitionEncoding, definition, repetition, isCompressed)
            : throw ThriftCompactReader.Broken("a page's header lacks a field");
    }

    private static FileMetadata Metadata(ref ThriftCompactReader reader)
    {
        long rows = 0;
        List<SchemaElement> schema = [];
        List<RowGroup> groups = [];
        var keyValues = new Dictionary<string, string>(StringComparer.Ordinal);
        reader.BeginStruct(ThriftType.Struct);
        for (int id = 0; reader.NextField(ref id, out ThriftType field);)
        {
            switch (id)
            {
                case 2:
                    for (int left = Structs(ref reader, field, ParquetLimits.SchemaElements); left > 0; left--)
                    {
                        schema.Add(Element(ref reader));
                    }

                    break;
                case 3: rows = reader.ReadInt64(field); break;
                case 4:
                    for (int left = Structs(ref reader, field, int.MaxValue); left > 0; left--)
                    {
                        groups.Add(Group(ref reader));
                    }

                    break;
                case 5:
                    for (int left = Structs(ref reader, field, int.MaxValue); left > 0; left--)
                    {
                        AddKeyValue(ref reader, keyValues);
                    }

                    break;
                default: reader.Skip(field); break;
            }
        }

        return new FileMetadata(rows, schema, groups, keyValues);
    }

    private static int Structs(ref ThriftCompactReader reader, ThriftType type, int most)
    {
        int count = reader.BeginList(type, out ThriftType elementType);
        return (count == 0 || elementType == ThriftType.Struct) && count <= most ? count : throw ThriftCompactReader.Broken("a list is too long or of another type");
    }

    private static void AddKeyValue(ref ThriftCompactReader reader, Dictionary<string, string> keyValues)
    {
        string key = "", value = "";
        reader.BeginStruct(ThriftType.Struct);
        for (int id = 0; reader.NextField(ref id, out ThriftType field);)
        {
            switch (id)
            {
                case 1: key = reader.ReadText(field); break;
                case 2: value = reader.ReadText(field); break;
                default: reader.Skip(field); break;
            }
        }

        reader.EndStruct();
        keyValues[key] = value;
    }

    private static SchemaElement Element(ref ThriftCompactReader reader)
    {
        var element = new SchemaElement("", null, 0, FieldRepetition.Required, 0, null, 0, 0, null);
        reader.BeginStruct(ThriftType.Struct);
        for (int id = 0; reader.NextField(ref id, out ThriftType field);)
        {
            switch (id)
            {
                case 1: element = element with { Type = Known<PhysicalType>(reader.ReadInt32(field)) }; break;
                case 2: element = element with { TypeLength = reader.ReadInt32(field) }; break;
                case 3: element = element with { Repetition = Known<FieldRepetition>(reader.ReadInt32(field)) }; break;
                case 4: element = element with { Name = reader.ReadText(field) }; break;
                case 5: element = element with { ChildCount = reader.ReadInt32(field) }; break;
                case 6: element = element with { Converted = Known<ConvertedType>(reader.ReadInt32(field)) }; break;
                case 7: element = element with { Scale = reader.ReadInt32(field) }; break;
                case 8: element = element with { Precision = reader.ReadInt32(field) }; break;
                case 10: element = Annotated(ref reader, field, element); break;
                default: reader.Skip(field); break;
            }
        }

        reader.EndStruct();
        return element;
    }

    private static SchemaElement Annotated(ref ThriftCompactReader reader, ThriftType type, SchemaElement element)
    {
        LogicalType? logical = null;
        int scale = element.Scale, precision = element.Precision;
        reader.BeginStruct(type);
        for (int kind = 0; reader.NextField(ref kind, out ThriftType kindField);)
        {
            logical = new LogicalType((LogicalKind)kind);
            reader.BeginStruct(kindField);
            for (int id = 0; reader.NextField(ref id, out ThriftType field);)
            {
                switch (logical.Kind, id)
                {
                    case (LogicalKind.Decimal, 1): scale = reader.ReadInt32(field); break;
                    case (LogicalKind.Decimal, 2): precision = reader.ReadInt32(field); break;
                    case (LogicalKind.Time or LogicalKind.Timestamp, 1): logical = logical with { IsAdjustedToUtc = ThriftCompactReader.ReadBoolean(field) }; break;
                    case (LogicalKind.Time or LogicalKind.Timestamp, 2): logical = logical with { Unit = Unit(ref reader, field) }; break;
                    case (LogicalKind.Integer, 1): logical = logical with { BitWidth = reader.ReadInt32(field) }; break;
                    case (LogicalKind.Integer, 2): logical = logical with { IsSigned = ThriftCompactReader.ReadBoolean(field) }; break;
                    default: reader.Skip(field); break;
                }
            }

            reader.EndStruct();
        }

        reader.EndStruct();
        return element with { Logical = logical, Scale = scale, Precision = precision };
    }

    private static TimeUnit Unit(ref ThriftCompactReader reader, ThriftType type)
    {
        TimeUnit unit = default;
        reader.BeginStruct(type);
        for (int id = 0; reader.NextField(ref id, out ThriftType field);)
        {
            unit = (TimeUnit)id;
            reader.Skip(field);
        }

        reader.EndStruct();
        return unit;
    }

    private static RowGroup Group(ref ThriftCompactReader reader)
    {
        List<ColumnChunk> columns = [];
        long size = 0, rows = 0;
        reader.BeginStruct(ThriftType.Struct);
        for (int id = 0; reader.NextField(ref id, out ThriftType field);)
        {
            switch (id)
            {
                case 1:
                    for (int left = Structs(ref reader, field, ParquetLimits.SchemaElements); left > 0; left--)
                    {
                        columns.Add(Chunk(ref reader));
                    }

                    break;
                case 2: size = reader.ReadInt64(field); break;
                case 3: rows = reader.ReadInt64(field); break;
                default: reader.Skip(field); break;
            }
        }

        reader.EndStruct();
        return rows >= 0 ? new RowGroup(columns, size, rows) : throw ThriftCompactReader.Broken("a number of rows is negative");
    }

    private static ColumnChunk Chunk(ref ThriftCompactReader reader)
    {
        ColumnChunk? chunk = null;
        reader.BeginStruct(ThriftType.Struct);
        for (int id = 0; reader.NextField(ref id, out ThriftType field);)
        {
            switch (id)
            {
                case 1 when field == ThriftType.Binary: throw new FileFormatException("its columns are in other files, which this engine does not read");
                case 3: chunk = ChunkMetadata(ref reader, field); break;
                case 8: throw new FileFormatException("a column is encrypted");
                default: reader.Skip(field); break;
            }
        }

        reader.EndStruct();
        return chunk ?? throw ThriftCompactReader.Broken("a column has no metadata");
    }

    private static ColumnChunk ChunkMetadata(ref ThriftCompactReader reader, ThriftType type)
    {
        PhysicalType physical = default;
        CompressionCodec codec = default;
        List<string> path = [];
        long values = 0, uncompressed = 0, compressed = 0, data = 0, dictionary = 0;
        reader.BeginStruct(type);
        for (int id = 0; reader.NextField(ref id, out ThriftType field);)
        {
            switch (id)
            {
                case 1: physical = Known<PhysicalType>(reader.ReadInt32(field)); break;
                case 3:
                    int parts = reader.BeginList(field, out ThriftType part);
                    for (int i = 0; i < parts; i++)
                    {
                        path.Add(reader.ReadText(part));
                    }

                    break;
                case 4: codec = Known<CompressionCodec>(reader.ReadInt32(field)); break;
                case 5: values = reader.ReadInt64(field); break;
                case 6: uncompressed = reader.ReadInt64(field); break;
                case 7: compressed = reader.ReadInt64(field); break;
                case 9: data = reader.ReadInt64(field); break;
                case 11: dictionary = reader.ReadInt64(field); break;
                default: reader.Skip(field); break;
            }
        }

        reader.EndStruct();
        return new ColumnChunk(physical, path.ToSeq(), codec, values, uncompressed, compressed, data, dictionary);
    }

    private static T Known<T>(int value) where T : struct, Enum =>
        (T)Enum.ToObject(typeof(T), value) is var known && Enum.IsDefined(known) ? known : throw ThriftCompactReader.Broken($"{value} is no {typeof(T).Name}");
}
