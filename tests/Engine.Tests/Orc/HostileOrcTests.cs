using Grader.Engine.Expressions;
using Grader.Engine.Orc;
using Grader.Engine.Tests.Parquet;
using Grader.Plans;
using Grader.Plans.Types;

namespace Grader.Engine.Tests.Orc;

/// <summary>Files of anybody: broken ones are errors of Spark's kind, and no file takes more than it may.</summary>
public sealed class HostileOrcTests
{
    private const long AllocationLimit = 600L * 1024 * 1024;

    private const int RowLimit = 10_000;

    private static readonly StructType Narrow = OrcRows.Schema(("a", new LongType()), ("s", new StringType()), ("l", new ArrayType(new IntegerType())));

    public static TheoryData<int> Seeds => [.. Enumerable.Range(1, 6)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public void A_file_with_bytes_changed_is_read_or_refused(int seed)
    {
        var random = new Random(seed);
        StructType schema = seed % 2 == 0 ? ParquetRows.EveryType : Narrow;
        byte[] file = OrcRows.File(schema, ParquetRows.Random(schema, 40, seed), (OrcCompression)(seed % 3));
        int read = 0, refused = 0;
        for (int i = 0; i < 1500; i++)
        {
            byte[] mutated = [.. file];
            for (int changes = random.Next(1, 4); changes > 0; changes--)
            {
                mutated[random.Next(mutated.Length)] = (byte)random.Next(256);
            }

            if (Try(mutated, schema, random.Next(2) == 0))
            {
                read++;
            }
            else
            {
                refused++;
            }
        }

        Assert.True(read > 15 && refused > 150, $"{read} read, {refused} refused: the mutations do not try both.");
    }

    [Fact]
    public void A_file_cut_anywhere_is_refused()
    {
        byte[] file = OrcRows.File(Narrow, ParquetRows.Random(Narrow, 10, 3));
        for (int length = 0; length < file.Length; length++)
        {
            Assert.Equal("CANNOT_READ_FILE_FOOTER", Assert.Throws<SparkException>(() => OrcRows.Read(file[..length])).Error.ErrorClass);
        }
    }

    [Fact]
    public void A_small_file_that_would_grow_beyond_all_bounds_is_refused_before_it_does()
    {
        // Compression twice over: rows of one long text, 256 MiB and more of them in a file of a few hundred KiB at most.
        StructType schema = OrcRows.Schema(("s", new StringType()));
        var text = Datum.Of(new string('x', 8 * 1024 * 1024));
        byte[] file = OrcRows.File(schema, Enumerable.Repeat(new[] { text }, 33), OrcCompression.Zlib);
        long before = GC.GetAllocatedBytesForCurrentThread();
        OrcFileReader reader = OrcRows.Reader(file);
        SparkError error = Assert.Throws<SparkException>(() => reader.Rows(schema, null).Count()).Error;
        Assert.Equal("_LEGACY_ERROR_TEMP_2064", error.ErrorClass);
        Assert.Contains("which is this engine's limit for a file of its length", error.Message, StringComparison.Ordinal);
        Assert.True(GC.GetAllocatedBytesForCurrentThread() - before < 2 * AllocationLimit);
    }

    [Fact]
    public void An_array_that_says_it_is_endless_is_refused()
    {
        byte[] lengths = new byte[16];
        var output = new MemoryStream(lengths);
        var encoder = new IntegerEncoder(output, isSigned: false);
        encoder.Add(int.MaxValue);
        encoder.Flush();
        var stream = new OrcStream(new Grader.Engine.Files.FileBytes(Grader.Engine.Files.WholeContent.Stream(lengths)), 0, output.Position, new OrcPostscript(0, OrcCompression.None, 1024), new OrcBudget(16));
        var list = new OrcListReader(null, new OrcBudget(16), IntegerDecoder.Create(stream, false, OrcEncodingKind.DirectV2), new OrcValueReader(null, new OrcBudget(16), () => Datum.Null));
        Assert.Contains("this engine's limit is 1000000", Assert.Throws<Grader.Engine.Files.FileFormatException>(() => list.Next()).Message, StringComparison.Ordinal);
    }

    private static bool Try(byte[] file, StructType schema, bool isGiven)
    {
        long before = GC.GetAllocatedBytesForCurrentThread();
        try
        {
            OrcFileReader reader = OrcRows.Reader(file);
            _ = reader.Rows(isGiven ? schema : reader.Schema(), null).Take(RowLimit).Count();
            return true;
        }
        catch (SparkException)
        {
            return false;
        }
        finally
        {
            Assert.True(GC.GetAllocatedBytesForCurrentThread() - before < AllocationLimit);
        }
    }
}
