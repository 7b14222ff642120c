using Grader.Lanes;
using Grader.Plans.Json;
using Grader.Plans.Session;

namespace Grader.Tests.Lanes;

public sealed class MessageReceiverTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task Messages_come_in_order_and_then_the_end()
    {
        var receiver = new MessageReceiver(new FrameReader(Frames(Enumerable.Range(0, 1000))));

        Assert.All(Enumerable.Range(0, 1000), i => Assert.Equal(new Pong(i), receiver.Receive(Patience, isOver: () => true)));
        Assert.Throws<EndOfStreamException>(() => receiver.Receive(Patience, isOver: () => true));
        await receiver.StopAsync();
    }

    [Fact]
    public async Task A_flood_that_nobody_takes_is_let_go_when_its_receiver_stops()
    {
        var receiver = new MessageReceiver(new FrameReader(Frames(Enumerable.Range(0, 1000))));

        Assert.Equal(new Pong(0), receiver.Receive(Patience, isOver: () => false));
        await receiver.StopAsync();
    }

    [Theory]
    [InlineData(new byte[] { 255, 255, 255, 255 })]
    [InlineData(new byte[] { 2, 0, 0, 0, (byte)'{', (byte)'}' })]
    [InlineData(new byte[] { 9, 0, 0, 0, (byte)'{' })]
    public async Task What_is_no_message_breaks_the_protocol_unless_the_worker_was_cut_off(byte[] bytes)
    {
        var receiver = new MessageReceiver(new FrameReader(new MemoryStream(bytes)));

        Assert.Throws<WireFormatException>(() => receiver.Receive(Patience, isOver: () => false));
        Assert.Throws<EndOfStreamException>(() => receiver.Receive(Patience, isOver: () => true));
        await receiver.StopAsync();
    }

    [Fact]
    public async Task Where_nothing_comes_in_time_there_is_nothing()
    {
        using var stream = new SilentStream();
        var receiver = new MessageReceiver(new FrameReader(stream));

        Assert.Null(receiver.Receive(TimeSpan.Zero, isOver: () => false));
        stream.End();
        Assert.Throws<EndOfStreamException>(() => receiver.Receive(Patience, isOver: () => true));
        await receiver.StopAsync();
    }

    private static MemoryStream Frames(IEnumerable<int> runIds)
    {
        var stream = new MemoryStream();
        var writer = new FrameWriter(stream);
        foreach (int runId in runIds)
        {
            writer.Write(SessionJson.Print(new Pong(runId)));
        }

        stream.Position = 0;
        return stream;
    }

    /// <summary>Gives nothing until it ends.</summary>
    private sealed class SilentStream : MemoryStream
    {
        private readonly ManualResetEventSlim ended = new();

        public void End() => ended.Set();

        public override int Read(Span<byte> buffer)
        {
            ended.Wait();
            return 0;
        }

        protected override void Dispose(bool disposing)
        {
            ended.Dispose();
            base.Dispose(disposing);
        }
    }
}
