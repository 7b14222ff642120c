using Grader.Engine.Expressions;
using Grader.Engine.Files;
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
    public void A_block_that_grows_beyond_its_size_is_refused()
    {
        byte[] content = new byte[2 * OrcStreamWriter.BlockSize];
        byte[] compressed = OrcStreamWriter.Compressed(OrcCompression.Zlib, content);
        Assert.Equal(content, Stream(compressed, OrcStreamWriter.BlockSize).ReadAll(content.Length));
        Assert.Contains("longer than it may be", Refused(() => Stream(compressed, OrcStreamWriter.BlockSize - 1).ReadByte()), StringComparison.Ordinal);
        Assert.Contains("which is this engine's limit", Refused(() => Stream(compressed, OrcStreamWriter.BlockSize).ReadAll(content.Length - 1)), StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_may_grow_so_much_and_no_more()
    {
        var budget = new OrcBudget(1000);
        budget.Decompress(OrcLimits.BlocksOfSmallFile);
        Assert.Contains("grows to more than", Refused(() => budget.Decompress(1)), StringComparison.Ordinal);
        budget.Open(OrcLimits.OpenBytes);
        Assert.Contains("at one time", Refused(() => budget.Open(1)), StringComparison.Ordinal);
        budget.CloseAll();
        budget.Open(1);
    }

    [Fact]
    public void An_array_that_says_it_is_endless_is_refused()
    {
        byte[] lengths = new byte[16];
        var output = new MemoryStream(lengths);
        var encoder = new IntegerEncoder(output, isSigned: false);
        encoder.Add(int.MaxValue);
        encoder.Flush();
        OrcStream stream = Stream(lengths[..(int)output.Position], OrcStreamWriter.BlockSize, OrcCompression.None);
        var budget = new OrcBudget(lengths.Length);
        var list = new OrcListReader(null, budget, IntegerDecoder.Create(stream, false, OrcEncodingKind.DirectV2), new OrcValueReader(null, budget, () => Datum.Null));
        Assert.Contains("this engine's limit is 1000000", Refused(() => list.Next()), StringComparison.Ordinal);
    }

    private static string Refused(Action read) => Assert.Throws<FileFormatException>(read).Message;

    private static string Refused<T>(Func<T> read) => Refused(() => { _ = read(); });

    private static OrcStream Stream(byte[] bytes, int blockSize, OrcCompression compression = OrcCompression.Zlib) =>
        new(new FileBytes(WholeContent.Stream(bytes)), 0, bytes.Length, new OrcPostscript(0, compression, blockSize), new OrcBudget(bytes.Length));

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
