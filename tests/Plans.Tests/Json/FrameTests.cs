using Grader.Plans.Json;

namespace Grader.Plans.Tests.Json;

public class FrameTests
{
    [Fact]
    public async Task Frames_come_out_as_they_went_in_whatever_pieces_the_stream_gives()
    {
        var stream = new MemoryStream();
        var writer = new FrameWriter(stream);
        writer.Write([1, 2, 3]);
        await writer.WriteAsync(new byte[] { 4 });
        var reader = new FrameReader(new OneByteAtATime(stream.ToArray()));
        Assert.Equal([1, 2, 3], reader.Read());
        Assert.Equal([4], reader.Read());
        Assert.Null(reader.Read());
    }

    [Fact]
    public void The_length_is_four_bytes_little_endian()
    {
        var stream = new MemoryStream();
        new FrameWriter(stream).Write([7, 8]);
        Assert.Equal([2, 0, 0, 0, 7, 8], stream.ToArray());
    }

    [Theory]
    [InlineData(new byte[] { 1, 0, 0 })]
    [InlineData(new byte[] { 5, 0, 0, 0, 1 })]
    [InlineData(new byte[] { 0, 0, 0, 0 })]
    [InlineData(new byte[] { 255, 255, 255, 255 })]
    [InlineData(new byte[] { 11, 0, 0, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11 })]
    public void A_cut_off_or_oversized_frame_is_refused(byte[] bytes)
    {
        Assert.Throws<WireFormatException>(() => new FrameReader(new MemoryStream(bytes), maxBytes: 10).Read());
    }

    [Fact]
    public void A_frame_over_the_bound_is_not_written()
    {
        var stream = new MemoryStream();
        Assert.Throws<WireFormatException>(() => new FrameWriter(stream, maxBytes: 2).Write([1, 2, 3]));
        Assert.Equal(0, stream.Length);
    }

    private sealed class OneByteAtATime(byte[] bytes) : MemoryStream(bytes)
    {
        public override int Read(Span<byte> buffer) => base.Read(buffer[..Math.Min(1, buffer.Length)]);
    }
}
