using System.Buffers.Binary;
using Grader.Engine.Files;
using Grader.Engine.Parquet;
using Grader.Plans;
using Grader.Plans.Types;
using Parquet;

namespace Grader.Engine.Tests.Parquet;

/// <summary>Files of anybody: broken ones are errors of Spark's kind, and no file takes more than it may.</summary>
public sealed class HostileParquetTests
{
    // More than the largest page and dictionary take, and far less than what the files below ask for.
    private const long AllocationLimit = 600L * 1024 * 1024;

    private const int RowLimit = 10_000;

    private static readonly StructType Narrow = new(Seq.Create<StructField>([new("a", new LongType()), new("s", new StringType()), new("l", new ArrayType(new IntegerType()))]));

    public static TheoryData<int> Seeds => [.. Enumerable.Range(1, 8)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public void A_file_with_bytes_changed_is_read_or_refused(int seed)
    {
        var random = new Random(seed);
        bool isWide = seed % 2 == 0;
        StructType schema = isWide ? ParquetRows.EveryType : Narrow;
        byte[] file = ParquetRows.File(schema, ParquetRows.Random(schema, 40, seed), seed % 3 == 0 ? CompressionCodec.Uncompressed : seed % 3 == 1 ? CompressionCodec.Snappy : CompressionCodec.Gzip);
        TryMutations(file, schema, 2_000, random);
    }

    [Theory]
    [InlineData(CompressionMethod.None, false)]
    [InlineData(CompressionMethod.Snappy, true)]
    [InlineData(CompressionMethod.Brotli, true)]
    public async Task A_file_with_dictionaries_and_differences_and_bytes_changed_is_read_or_refused(CompressionMethod method, bool delta)
    {
        (byte[] file, _, _, _) = await OtherLibraryTests.WrittenByTheOther(method, delta);
        TryMutations(file, ParquetRows.Reader(file).Schema(), 300, new Random(9));
    }

    private static void TryMutations(byte[] file, StructType schema, int count, Random random)
    {
        int read = 0, refused = 0;
        for (int i = 0; i < count; i++)
        {
            if (Try(Mutated(file, random), schema, random.Next(2) == 0))
            {
                read++;
            }
            else
            {
                refused++;
            }
        }

        Assert.True(read > count / 100 && refused > count / 10, $"{read} read, {refused} refused: the mutations do not try both.");
    }

    [Fact]
    public void A_file_cut_anywhere_is_refused()
    {
        byte[] file = ParquetRows.File(Narrow, ParquetRows.Random(Narrow, 10, 3));
        for (int length = 0; length < file.Length; length++)
        {
            Assert.Equal("CANNOT_READ_FILE_FOOTER", Assert.Throws<SparkException>(() => ParquetRows.Read(file[..length])).Error.ErrorClass);
        }
    }

    [Fact]
    public void Random_bytes_are_no_file()
    {
        var random = new Random(4);
        for (int i = 0; i < 500; i++)
        {
            byte[] bytes = new byte[random.Next(400)];
            random.NextBytes(bytes);
            if (bytes.Length > 12)
            {
                "PAR1"u8.CopyTo(bytes.AsSpan(bytes.Length - 4));
                BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(bytes.Length - 8), random.Next(bytes.Length));
            }

            Assert.Equal("CANNOT_READ_FILE_FOOTER", Assert.Throws<SparkException>(() => ParquetRows.Read(bytes)).Error.ErrorClass);
        }
    }

    [Fact]
    public void A_schema_that_is_too_deep_is_refused()
    {
        List<SchemaElement> elements = [.. Enumerable.Repeat(Group(1), 5_000), Leaf()];
        SparkError error = Refused(new FileMetadata(1, elements, [], new Dictionary<string, string>()));
        Assert.Contains("more than 64 levels", error.Help, StringComparison.Ordinal);
    }

    [Fact]
    public void A_schema_that_promises_more_columns_than_it_has_is_refused() =>
        Assert.Contains("more than there are", Refused(new FileMetadata(1, [Group(int.MaxValue), Leaf()], [], new Dictionary<string, string>())).Help, StringComparison.Ordinal);

    [Fact]
    public void A_page_that_would_grow_beyond_all_bounds_is_refused_before_it_does()
    {
        byte[] file = WithPage(header => MetadataWriter.Page(header, 10, int.MaxValue, 20), new byte[20]);
        Assert.Contains("is larger than", Measured(() => Assert.Throws<SparkException>(() => ParquetRows.Read(file))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_snappy_page_that_is_longer_than_it_says_is_refused()
    {
        byte[] bomb = [0xFF, 0xFF, 0xFF, 0xFF, 0x07, 0];
        byte[] file = WithPage(header => MetadataWriter.Page(header, 10, 100, bomb.Length), bomb);
        Assert.Contains("what is compressed in it is broken", Measured(() => Assert.Throws<SparkException>(() => ParquetRows.Read(file))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_row_with_an_endless_array_is_refused()
    {
        // One run says that two billion nulls are elements of one array.
        byte[] levels = [0xFE, 0xFF, 0xFF, 0xFF, 0x0F];
        byte[] page = [.. Length(levels.Length + 1 + 2), 2, 0, .. levels, 1, .. Length(levels.Length + 1), .. levels, 2];
        var list = new List<SchemaElement>
        {
            Group(1), Group(1) with { Name = "l", Repetition = FieldRepetition.Optional, Converted = ConvertedType.List }, Group(1) with { Name = "list", Repetition = FieldRepetition.Repeated },
            Leaf() with { Name = "element", Repetition = FieldRepetition.Optional },
        };
        byte[] file = WithPage(header => MetadataWriter.Page(header, int.MaxValue, page.Length, page.Length), page, list, ["l", "list", "element"], CompressionCodec.Uncompressed, int.MaxValue);
        Assert.Contains("more than 1000000 elements", Measured(() => Assert.Throws<SparkException>(() => ParquetRows.Read(file))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Rows_without_end_cost_no_memory()
    {
        byte[] levels = [0xFE, 0xFF, 0xFF, 0xFF, 0x0F, 0];
        byte[] page = [.. Length(levels.Length), .. levels];
        byte[] file = WithPage(
            header => MetadataWriter.Page(header, int.MaxValue, page.Length, page.Length), page, [Group(1), Leaf() with { Repetition = FieldRepetition.Optional }], ["a"], CompressionCodec.Uncompressed, int.MaxValue);
        int rows = Measured(() => ParquetRows.Reader(file) is var reader ? reader.Rows(reader.Schema(), null).Take(100_000).Count() : 0);
        Assert.Equal(100_000, rows);
    }

    [Fact]
    public void Dictionaries_of_many_columns_are_bounded_together()
    {
        const int columns = 3_000;
        byte[] entries = new byte[8 * 1024 * 1024];
        var output = new MemoryStream();
        output.Write("PAR1"u8);
        long offset = output.Position;
        byte[] compressed = Snappy.Compress(entries);
        new ThriftCompactWriter(output).Struct(header => header
            .Int32(1, (int)PageType.Dictionary).Int32(2, entries.Length).Int32(3, compressed.Length)
            .Struct(7, data => data.Int32(1, 1_000_000).Int32(2, (int)PageEncoding.Plain)));
        output.Write(compressed);
        List<SchemaElement> schema = [Group(columns), .. Enumerable.Range(0, columns).Select(i => Leaf() with { Name = $"c{i}" })];
        ColumnChunk[] chunks = [.. Enumerable.Range(0, columns).Select(i => new ColumnChunk(PhysicalType.Int64, [$"c{i}"], CompressionCodec.Snappy, 10, 0, 0, offset, offset))];
        MetadataWriter.Footer(output, new FileMetadata(10, schema, [new RowGroup(chunks, 0, 10)], new Dictionary<string, string>()));
        Assert.Contains("_LEGACY_ERROR_TEMP_2064", Measured(() => Assert.Throws<SparkException>(() => ParquetRows.Read(output.ToArray()))).Error.ErrorClass, StringComparison.Ordinal);
    }

    private static SparkError Refused(FileMetadata metadata)
    {
        var output = new MemoryStream();
        output.Write("PAR1"u8);
        MetadataWriter.Footer(output, metadata);
        SparkError error = Assert.Throws<SparkException>(() => ParquetRows.Read(output.ToArray())).Error;
        Assert.Equal("CANNOT_READ_FILE_FOOTER", error.ErrorClass);
        return error;
    }

    private static T Measured<T>(Func<T> action)
    {
        long before = GC.GetAllocatedBytesForCurrentThread();
        T result = action();
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, AllocationLimit);
        return result;
    }

    /// <returns>Whether the file was read.</returns>
    private static bool Try(byte[] file, StructType schema, bool usesSchemaOfFile)
    {
        long before = GC.GetAllocatedBytesForCurrentThread();
        try
        {
            ParquetFileReader reader = ParquetRows.Reader(file);
            _ = reader.Rows(usesSchemaOfFile ? reader.Schema() : schema, null).Take(RowLimit).Count();
            return true;
        }
        catch (SparkException)
        {
            return false;
        }
        finally
        {
            Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, AllocationLimit);
        }
    }

    private static byte[] Mutated(byte[] file, Random random)
    {
        byte[] mutated = [.. file];

        // Half of the changes go into the footer, where lies weigh most.
        int footer = BinaryPrimitives.ReadInt32LittleEndian(file.AsSpan(file.Length - 8));
        for (int changes = random.Next(1, 4); changes > 0; changes--)
        {
            int place = random.Next(2) == 0 ? random.Next(file.Length - 8 - footer, file.Length - 8) : random.Next(file.Length);
            mutated[place] = random.Next(4) switch
            {
                0 => 0xFF,
                1 => 0,
                2 => (byte)(mutated[place] ^ 1 << random.Next(8)),
                _ => (byte)random.Next(256),
            };
        }

        return random.Next(10) == 0 ? [.. mutated[..random.Next(mutated.Length)], .. mutated[random.Next(mutated.Length)..]] : mutated;
    }

    private static byte[] WithPage(
        Action<Stream> header, byte[] page, List<SchemaElement>? schema = null, Seq<string>? path = null, CompressionCodec codec = CompressionCodec.Snappy, long rows = 10)
    {
        var output = new MemoryStream();
        output.Write("PAR1"u8);
        long offset = output.Position;
        header(output);
        output.Write(page);
        var chunk = new ColumnChunk(PhysicalType.Int64, path ?? ["a"], codec, rows, 0, 0, offset, 0);
        MetadataWriter.Footer(output, new FileMetadata(rows, schema ?? [Group(1), Leaf()], [new RowGroup([chunk], 0, rows)], new Dictionary<string, string>()));
        return output.ToArray();
    }

    private static byte[] Length(int value) => BitConverter.GetBytes(value);

    private static SchemaElement Group(int children) => new("root", null, 0, FieldRepetition.Required, children, null, 0, 0, null);

    private static SchemaElement Leaf() => new("a", PhysicalType.Int64, 0, FieldRepetition.Required, 0, null, 0, 0, null);
}
