using System.Text;
using Grader.Live.Sockets;

namespace Grader.Live.Tests.Sockets;

public sealed class LineCutterTests
{
    [Theory]
    [InlineData("", "")]
    [InlineData("a", "a")]
    [InlineData("a\nb\n", "a|b")]
    [InlineData("a\r\nb\rc\n\rd", "a|b|c||d")]
    [InlineData("\n\r\n\r", "||")]
    [InlineData("\r\r\n\n", "||")]
    [InlineData("привет\r\nмир", "привет|мир")]
    public void Lines_end_as_in_Java_however_the_bytes_come(string text, string lines)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(text);
        for (int size = 1; size <= Math.Max(1, bytes.Length); size++)
        {
            Assert.Equal(lines, string.Join('|', Cut(bytes.Chunk(size))));
        }
    }

    [Fact]
    public void Cutting_agrees_with_a_text_reader_for_any_bytes_in_any_pieces()
    {
        var random = new Random(7);
        for (int round = 0; round < 500; round++)
        {
            string text = string.Concat(Enumerable.Range(0, random.Next(40)).Select(_ => "ab\n\r"[random.Next(4)]));
            var expected = new List<string>();
            for (var reader = new StringReader(text); reader.ReadLine() is { } line;)
            {
                expected.Add(line);
            }

            byte[] bytes = Encoding.UTF8.GetBytes(text);
            var pieces = new List<byte[]>();
            for (int start = 0; start < bytes.Length;)
            {
                int length = Math.Min(bytes.Length - start, random.Next(1, 6));
                pieces.Add(bytes[start..(start + length)]);
                start += length;
            }

            Assert.Equal(expected, Cut(pieces));
        }
    }

    [Fact]
    public void A_line_without_an_end_is_refused_before_it_fills_the_memory()
    {
        var cutter = new LineCutter(_ => { });
        byte[] block = new byte[1024 * 1024];
        Assert.Throws<InvalidDataException>(() =>
        {
            for (int i = 0; i <= LineCutter.MaxLineLength / block.Length; i++)
            {
                cutter.Add(block);
            }
        });
    }

    private static List<string> Cut(IEnumerable<byte[]> pieces)
    {
        var lines = new List<string>();
        var cutter = new LineCutter(line => lines.Add(Encoding.UTF8.GetString(line)));
        foreach (byte[] piece in pieces)
        {
            cutter.Add(piece);
        }

        cutter.End();
        return lines;
    }
}
