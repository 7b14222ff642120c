using System.Text;
using Grader.Engine.Sources;

namespace Grader.Engine.Tests.Sources;

public class LineReaderTests
{
    [Theory]
    [InlineData("a\nb\r\nc\rd", "a|b|c|d")]
    [InlineData("a\n\n\r\n\rb\n", "a||||b")]
    [InlineData("", "")]
    [InlineData("\r\n", "")]
    [InlineData("\uFEFFa\n\uFEFFb", "a|\uFEFFb")]
    [InlineData("a\r", "a")]
    public void A_line_ends_at_any_line_end_and_a_mark_at_the_start_is_no_content(string text, string lines) =>
        Assert.Equal(lines, string.Join('|', Lines(text, null, 1000)));

    [Fact]
    public void Lines_do_not_depend_on_how_the_stream_cuts_them()
    {
        for (int seed = 0; seed < 300; seed++)
        {
            var random = new Random(seed);
            string text = string.Concat(Enumerable.Range(0, random.Next(60)).Select(_ => random.Next(6) switch { 0 => "\n", 1 => "\r", 2 => "\r\n", 3 => "--", 4 => "-", _ => "xy" }));
            foreach (string? separator in new[] { null, "--", "\r\n" })
            {
                Assert.True(Lines(text, separator, int.MaxValue).SequenceEqual(Lines(text, separator, 1 + random.Next(4))), $"seed {seed}, separator {separator}");
            }
        }
    }

    [Fact]
    public void A_line_longer_than_a_block_is_whole()
    {
        string line = new('x', 1_000_000);
        Assert.Equal([line, "y"], Lines(line + "\ny", null, 100_000));
    }

    private static List<string> Lines(string text, string? separator, int mostPerRead)
    {
        var reader = new LineReader(new Trickle(Encoding.UTF8.GetBytes(text), mostPerRead), separator);
        List<string> lines = [];
        while (reader.Next())
        {
            lines.Add(Encoding.UTF8.GetString(reader.Buffer, reader.LineStart, reader.LineLength));
        }

        return lines;
    }

    /// <summary>A stream that gives a few bytes at a time and does not know its length, as a pipe.</summary>
    private sealed class Trickle(byte[] bytes, int mostPerRead) : MemoryStream(bytes)
    {
        public override bool CanSeek => false;

        public override int Read(byte[] buffer, int offset, int count) => base.Read(buffer, offset, Math.Min(count, mostPerRead));
    }
}
