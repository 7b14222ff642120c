using System.Text;
using System.Text.RegularExpressions;
using Grader.Plans.Json;
using Grader.Plans.Session;

namespace Grader.Plans.Tests.Json;

public class SessionJsonTests
{
    [Fact]
    public void Reading_what_was_printed_gives_an_equal_message_for_every_kind_of_message()
    {
        var records = new RandomRecords(seed: 11);
        for (int i = 0; i < 3000; i++)
        {
            WorkerMessage fromWorker = records.Make<WorkerMessage>(depth: 4);
            Assert.Equal(fromWorker, SessionJson.ParseWorkerMessage(SessionJson.Print(fromWorker)));
            LaneMessage fromLane = records.Make<LaneMessage>(depth: 4);
            Assert.Equal(fromLane, SessionJson.ParseLaneMessage(SessionJson.Print(fromLane)));
        }

        Type[] roots = [typeof(WorkerMessage), typeof(LaneMessage), typeof(SessionRequest), typeof(SessionReply), typeof(ProgramResult), typeof(FileChange)];
        Assert.Empty(roots.SelectMany(RandomRecords.ConcreteTypesOf).Except(records.Made));
    }

    [Fact]
    public void Mutated_frames_are_read_or_refused_and_nothing_else()
    {
        var records = new RandomRecords(seed: 12);
        var random = new Random(13);
        int refused = 0;
        for (int i = 0; i < 6000; i++)
        {
            byte[] frame = Mutate(SessionJson.Print(records.Make<WorkerMessage>(depth: 3)), random);
            byte[] other = Mutate(SessionJson.Print(records.Make<LaneMessage>(depth: 3)), random);
            refused += IsRefused(() => SessionJson.ParseWorkerMessage(frame)) + IsRefused(() => SessionJson.ParseLaneMessage(other));
        }

        Assert.InRange(refused, 3000, 11_999);
    }

    [Theory]
    [InlineData(21)]
    [InlineData(22)]
    [InlineData(23)]
    public void A_mutated_stream_of_frames_is_read_to_its_end_or_refused(int seed)
    {
        var records = new RandomRecords(seed);
        var random = new Random(seed);
        for (int i = 0; i < 300; i++)
        {
            var stream = new MemoryStream();
            var writer = new FrameWriter(stream);
            for (int frame = 0; frame < 8; frame++)
            {
                writer.Write(SessionJson.Print(records.Make<WorkerMessage>(depth: 3)));
            }

            var reader = new FrameReader(new MemoryStream(Mutate(stream.ToArray(), random)));
            int read = 0;
            try
            {
                while (reader.Read() is { } frame)
                {
                    _ = SessionJson.ParseWorkerMessage(frame);
                    read++;
                }
            }
            catch (WireFormatException)
            {
                // The one error that is defined; the lane reads nothing after it.
            }

            Assert.InRange(read, 0, 9);
        }
    }

    [Theory]
    [InlineData(31)]
    [InlineData(32)]
    public void A_frame_with_other_values_in_its_fields_is_read_or_refused(int seed)
    {
        string[] values = ["0", "-1", "2147483648", "9223372036854775807", "-9223372036854775808", "1e308", "null", "true", "[]", "{}", "\"\"", "\"Join\"", "[0]", "[[]]", "\"\\u0000\""];
        var records = new RandomRecords(seed);
        var random = new Random(seed);
        for (int i = 0; i < 2000; i++)
        {
            string frame = Encoding.UTF8.GetString(SessionJson.Print(records.Make<WorkerMessage>(depth: 4)));
            MatchCollection fields = Regex.Matches(frame, "(?<=\":)(-?[0-9.eE+]+|true|false|\"[^\"]*\"|\\[[^\\[\\]{}]*\\])");
            if (fields.Count > 0)
            {
                Match field = fields[random.Next(fields.Count)];
                string changed = frame[..field.Index] + values[random.Next(values.Length)] + frame[(field.Index + field.Length)..];
                _ = IsRefused(() => SessionJson.ParseWorkerMessage(Encoding.UTF8.GetBytes(changed)));
            }
        }
    }

    [Theory]
    [InlineData("../x")]
    [InlineData("/etc/passwd")]
    [InlineData("a/../../b")]
    [InlineData("a//b")]
    [InlineData("./a")]
    [InlineData("C:/a")]
    [InlineData("a\\b")]
    [InlineData("")]
    public void A_file_change_outside_the_folder_is_refused(string path) => Assert.Throws<WireFormatException>(() =>
        SessionJson.ParseLaneMessage(SessionJson.Print(new CallReply(1, 1, new DoneReply(), "", [new PathDeleted(path)]))));

    private static int IsRefused(Action read)
    {
        try
        {
            read();
            return 0;
        }
        catch (WireFormatException)
        {
            return 1;
        }
    }

    private static byte[] Mutate(byte[] frame, Random random)
    {
        string[] pieces = ["{", "}", "[", "]", "\"", ",", "null", "-1", "1e999", "99999999999", "\\ud800", "\"kind\":", "true", "\u00ff"];
        var bytes = frame.ToList();
        for (int change = random.Next(1, 4); change > 0; change--)
        {
            int at = random.Next(bytes.Count);
            switch (random.Next(4))
            {
                case 0:
                    bytes[at] = (byte)random.Next(256);
                    break;
                case 1:
                    bytes.RemoveRange(at, Math.Min(random.Next(1, 9), bytes.Count - at));
                    break;
                case 2:
                    bytes.InsertRange(at, Encoding.UTF8.GetBytes(pieces[random.Next(pieces.Length)]));
                    break;
                default:
                    bytes[at] = (byte)('0' + random.Next(10));
                    break;
            }

            if (bytes.Count == 0)
            {
                bytes.Add((byte)'{');
            }
        }

        return [.. bytes];
    }
}
