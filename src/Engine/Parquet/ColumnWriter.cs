using System.Buffers.Binary;
using System.Numerics;
using System.Text;
using Grader.Engine.Expressions;
using Grader.Plans;
using Grader.Plans.Types;

namespace Grader.Engine.Parquet;

/// <summary>Takes the entries of one column of a row group and makes its pages, plainly encoded.</summary>
internal sealed class ColumnWriter(ParquetField leaf, DataType type)
{
    private const int EntriesPerPage = 20_000, BytesPerPage = 1 << 20; // parquet-mr's, as Spark has it.
    private const long MicrosPerDay = 86_400_000_000, NanosPerMicro = 1000;
    private const int JulianDayOfEpoch = 2_440_588;

    private readonly MemoryStream pages = new();
    private readonly MemoryStream values = new();
    private readonly LevelWriter repetitions = new(leaf.RepetitionLevel);
    private readonly LevelWriter definitions = new(leaf.DefinitionLevel);
    private int entries;
    private long allEntries;
    private long uncompressed;
    private byte bits;
    private int bitCount;

    public ParquetField Leaf => leaf;

    /// <summary>An entry; its value counts where the definition is the highest.</summary>
    public void Add(CompressionCodec codec, Datum value, int repetition, int definition)
    {
        if (repetition == 0 && (entries >= EntriesPerPage || values.Length >= BytesPerPage))
        {
            EndPage(codec);
        }

        repetitions.Add(repetition);
        definitions.Add(definition);
        entries++;
        if (definition == leaf.DefinitionLevel)
        {
            Write(value);
        }
    }

    /// <summary>Writes the pages and says where they are.</summary>
    public ColumnChunk End(CompressionCodec codec, Seq<string> path, Stream output)
    {
        if (entries > 0 || allEntries == 0)
        {
            EndPage(codec);
        }

        long offset = output.Position;
        pages.WriteTo(output);
        return new ColumnChunk(leaf.Element.Type!.Value, path, codec, allEntries, uncompressed, pages.Length, offset, 0);
    }

    private void EndPage(CompressionCodec codec)
    {
        if (bitCount > 0)
        {
            values.WriteByte(bits);
            (bits, bitCount) = (0, 0);
        }

        var page = new MemoryStream();
        repetitions.WriteTo(page);
        definitions.WriteTo(page);
        values.WriteTo(page);
        byte[] content = page.ToArray(), compressed = PageCompression.Compress(codec, content);
        long start = pages.Length;
        MetadataWriter.Page(pages, entries, content.Length, compressed.Length);
        uncompressed += pages.Length - start + content.Length;
        pages.Write(compressed);
        allEntries += entries;
        entries = 0;
        values.SetLength(0);
    }

    private void Write(Datum value)
    {
        switch (leaf.Element.Type)
        {
            case PhysicalType.Boolean:
                bits |= (byte)((value.Boolean ? 1 : 0) << bitCount);
                if (++bitCount == 8)
                {
                    values.WriteByte(bits);
                    (bits, bitCount) = (0, 0);
                }

                break;
            case PhysicalType.Int32:
                WriteInt32(type is DecimalType ? (int)Unscaled(value) : (int)value.Int64);
                break;
            case PhysicalType.Int64:
                WriteInt64(type is DecimalType ? (long)Unscaled(value) : value.Int64);
                break;
            case PhysicalType.Float:
                WriteInt32(BitConverter.SingleToInt32Bits((float)value.Double));
                break;
            case PhysicalType.Double:
                WriteInt64(BitConverter.DoubleToInt64Bits(value.Double));
                break;
            case PhysicalType.Int96:
                long day = Math.DivRem(value.Int64, MicrosPerDay, out long micros);
                WriteInt64((micros < 0 ? micros + MicrosPerDay : micros) * NanosPerMicro);
                WriteInt32((int)(micros < 0 ? day - 1 : day) + JulianDayOfEpoch);
                break;
            case PhysicalType.FixedLenByteArray:
                WriteDecimal(Unscaled(value));
                break;
            default:
                byte[] bytes = type is StringType ? Encoding.UTF8.GetBytes(value.String) : value.Binary;
                WriteInt32(bytes.Length);
                values.Write(bytes);
                break;
        }
    }

    private BigInteger Unscaled(Datum value) => DecimalArithmetic.Rescale(value.Decimal, leaf.Element.Scale).Unscaled;

    private void WriteDecimal(BigInteger unscaled)
    {
        byte[] digits = unscaled.ToByteArray(isUnsigned: false, isBigEndian: true);
        for (int i = digits.Length; i < leaf.Element.TypeLength; i++)
        {
            values.WriteByte((byte)(unscaled.Sign < 0 ? 0xFF : 0));
        }

        values.Write(digits);
    }

    private void WriteInt32(int value)
    {
        Span<byte> bytes = stackalloc byte[sizeof(int)];
        BinaryPrimitives.WriteInt32LittleEndian(bytes, value);
        values.Write(bytes);
    }

    private void WriteInt64(long value)
    {
        Span<byte> bytes = stackalloc byte[sizeof(long)];
        BinaryPrimitives.WriteInt64LittleEndian(bytes, value);
        values.Write(bytes);
    }

    /// <summary>Levels of one page, as runs.</summary>
    private sealed class LevelWriter(int most)
    {
        private readonly MemoryStream runs = new();
        private int level;
        private uint count;

        public void Add(int next)
        {
            if (next != level && count > 0)
            {
                EndRun();
            }

            level = next;
            count++;
        }

        public void WriteTo(Stream page)
        {
            EndRun();
            if (most > 0)
            {
                Span<byte> length = stackalloc byte[sizeof(int)];
                BinaryPrimitives.WriteInt32LittleEndian(length, (int)runs.Length);
                page.Write(length);
                runs.WriteTo(page);
            }

            runs.SetLength(0);
        }

        private void EndRun()
        {
            if (count == 0)
            {
                return;
            }

            uint header = count << 1;
            for (; header >= 0x80; header >>= 7)
            {
                runs.WriteByte((byte)(header | 0x80));
            }

            runs.WriteByte((byte)header);
            for (int width = RleBitPackedHybrid.BitWidth(most), rest = level; width > 0; width -= 8, rest >>= 8)
            {
                runs.WriteByte((byte)rest);
            }

            count = 0;
        }
    }
}
