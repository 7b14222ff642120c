using System.Text;
using Grader.Engine.Files;

namespace Grader.Engine.Tests.Files;

public sealed class SnappyTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void What_was_compressed_comes_back(int seed)
    {
        var random = new Random(seed);
        for (int i = 0; i < 200; i++)
        {
            byte[] bytes = new byte[random.Next(i < 190 ? 3_000 : 200_000)];
            int alphabet = random.Next(1, 256);
            for (int j = 0; j < bytes.Length; j++)
            {
                bytes[j] = j > 50 && random.Next(3) > 0 ? bytes[j - random.Next(1, 50)] : (byte)random.Next(alphabet);
            }

            byte[] compressed = Snappy.Compress(bytes);
            Assert.Equal(bytes, Snappy.Decompress(compressed, bytes.Length));
            Assert.Equal(bytes, Snappier.Snappy.DecompressToArray(compressed));
            Assert.Equal(bytes, Snappy.Decompress(Snappier.Snappy.CompressToArray(bytes), bytes.Length));
        }
    }

    [Fact]
    public void Repeated_text_becomes_short() =>
        Assert.InRange(Snappy.Compress(Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("the same again ", 1000)))).Length, 1, 1_500);

    [Fact]
    public void Broken_bytes_are_refused()
    {
        byte[] compressed = Snappy.Compress(Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("abcabcd", 100))));
        var random = new Random(5);
        int refused = 0;
        for (int i = 0; i < 2_000; i++)
        {
            byte[] changed = [.. compressed];
            changed[random.Next(changed.Length)] = (byte)random.Next(256);
            try
            {
                Assert.Equal(700, Snappy.Decompress(changed, 700).Length);
            }
            catch (FileFormatException)
            {
                refused++;
            }
        }

        Assert.InRange(refused, 100, 2_000);
    }
}
