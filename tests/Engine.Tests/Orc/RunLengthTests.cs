using Grader.Engine.Files;
using Grader.Engine.Orc;

namespace Grader.Engine.Tests.Orc;

/// <summary>Runs by hand, most of them the examples of the ORC specification.</summary>
public sealed class RunLengthTests
{
    [Fact]
    public void A_short_repeat() => Assert.Equal(Enumerable.Repeat(10_000L, 5), Unsigned(5, [0x0a, 0x27, 0x10]));

    [Fact]
    public void Numbers_of_one_width() => Assert.Equal([23713, 43806, 57005, 48879], Unsigned(4, [0x5e, 0x03, 0x5c, 0xa1, 0xab, 0x1e, 0xde, 0xad, 0xbe, 0xef]));

    [Fact]
    public void Numbers_with_a_patch() => Assert.Equal(
        [2030, 2000, 2020, 1000000, 2040, 2050, 2060, 2070, 2080, 2090, 2100, 2110, 2120, 2130, 2140, 2150, 2160, 2170, 2180, 2190],
        Unsigned(20, [0x8e, 0x13, 0x2b, 0x21, 0x07, 0xd0, 0x1e, 0x00, 0x14, 0x70, 0x28, 0x32, 0x3c, 0x46, 0x50, 0x5a, 0x64, 0x6e, 0x78, 0x82, 0x8c, 0x96, 0xa0, 0xaa, 0xb4, 0xbe, 0xfc, 0xe8]));

    [Fact]
    public void Differences() => Assert.Equal([2, 3, 5, 7, 11, 13, 17, 19, 23, 29], Unsigned(10, [0xc6, 0x09, 0x02, 0x02, 0x22, 0x42, 0x42, 0x46]));

    [Fact]
    public void The_first_version() => Assert.Equal(
        [.. Enumerable.Repeat(7L, 100), 2, 3, 6, 7, 11],
        Take(OrcEncodingKind.Direct, false, 105, [0x61, 0x00, 0x07, 0xfb, 0x02, 0x03, 0x06, 0x07, 0x0b]));

    [Fact]
    public void The_first_version_with_a_difference_below_zero() => Assert.Equal([.. Enumerable.Range(0, 100).Select(i => 100L - i)], Take(OrcEncodingKind.Direct, false, 100, [0x61, 0xff, 0x64]));

    [Fact]
    public void Bytes_and_bits()
    {
        var bytes = new ByteDecoder(Stream([0x61, 0x00, 0xfe, 0x44, 0x45]));
        Assert.Equal([.. Enumerable.Repeat((byte)0, 100), 0x44, 0x45], Enumerable.Range(0, 102).Select(_ => bytes.Next()));
        var bits = new BooleanDecoder(Stream([0xff, 0x80]));
        Assert.Equal([true, false, false, false, false, false, false, false], Enumerable.Range(0, 8).Select(_ => bits.Next()));
    }

    [Theory]
    [InlineData(new byte[] { 0x0a, 0x27 })]
    [InlineData(new byte[] { 0x5e, 0x03, 0x5c })]
    [InlineData(new byte[] { 0x8e, 0x13, 0xff, 0xff })]
    [InlineData(new byte[] { 0xc6, 0x09, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff })]
    public void A_broken_run_is_refused(byte[] bytes) => Assert.Throws<FileFormatException>(() => Unsigned(3, bytes));

    private static long[] Unsigned(int count, byte[] bytes) => Take(OrcEncodingKind.DirectV2, false, count, bytes);

    private static long[] Take(OrcEncodingKind encoding, bool isSigned, int count, byte[] bytes)
    {
        var decoder = IntegerDecoder.Create(Stream(bytes), isSigned, encoding);
        return [.. Enumerable.Range(0, count).Select(_ => decoder.Next())];
    }

    private static OrcStream Stream(byte[] bytes) =>
        new(new FileBytes(WholeContent.Stream(bytes)), 0, bytes.Length, new OrcPostscript(0, OrcCompression.None, 1024), new OrcBudget(bytes.Length));
}
