using System.Text;
using Grader.Engine.Files;
using Grader.Engine.Sources;
using Grader.Engine.Streaming;
using Grader.Plans;

namespace Grader.Engine.Tests.Streaming;

/// <summary>A file of a log that is not what it should be is an error of Spark's class that names the file.</summary>
public sealed class CheckpointDamageTests
{
    private const string Good = "v1\n{\"batchWatermarkMs\":0,\"batchTimestampMs\":5,\"conf\":{}}\n{\"logOffset\":0}";

    private readonly InMemoryFileSystem files = new(new SteppingClock(0), "/w");

    [Theory]
    [InlineData("v2\n{}", "UnsupportedLogVersion: maximum supported log version is v1, but encountered v2.")]
    [InlineData("vx\n{}", "Log file was malformed: failed to read correct log version from vx.")]
    [InlineData("", "Log file was malformed: failed to read correct log version from .")]
    [InlineData("v1", "Incomplete log file")]
    [InlineData("v1\n{\"batchWatermarkMs\":0,\"batch", "Log file was malformed")]
    [InlineData("v1\n[]", "Log file was malformed")]
    [InlineData("v1\n{\"batchWatermarkMs\":\"x\",\"batchTimestampMs\":5}", "Log file was malformed")]
    public void A_damaged_offset_log_names_its_file(string content, string reason)
    {
        files.WriteAtomic("offsets/0", Encoding.UTF8.GetBytes(content));
        SparkException error = Assert.Throws<SparkException>(() => new OffsetSeqLog(files, "/w/offsets").Get(0));
        Assert.Equal("IllegalStateException", error.Error.ExceptionClass);
        Assert.StartsWith("Failed to read log file file:/w/offsets/0. ", error.Message, StringComparison.Ordinal);
        Assert.Contains(reason, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Bytes_that_are_no_utf8_are_refused()
    {
        files.WriteAtomic("commits/3", new byte[] { (byte)'v', (byte)'1', (byte)'\n', 0xC3, 0x28 });
        Assert.Contains("file:/w/commits/3", Assert.Throws<SparkException>(() => new CommitLog(files, "/w/commits").Get(3)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_checksum_of_another_content_is_hadoops_error()
    {
        new OffsetSeqLog(files, "/w/offsets").Add(0, new OffsetSeq(0, 5, [], ["{\"logOffset\":0}"]));
        Assert.Equal(5, new OffsetSeqLog(files, "/w/offsets").Get(0)!.BatchTimestampMs);
        files.WriteAtomic("offsets/0", Encoding.UTF8.GetBytes(Good.Replace(":5", ":6", StringComparison.Ordinal)));
        SparkException error = Assert.Throws<SparkException>(() => new OffsetSeqLog(files, "/w/offsets").Get(0));
        Assert.Equal(("ChecksumException", "Checksum error: file:/w/offsets/0 at 0"), (error.Error.ExceptionClass, error.Message));
        files.Delete("offsets/.0.crc");
        Assert.NotNull(new OffsetSeqLog(files, "/w/offsets").Get(0));
    }

    [Fact]
    public void Names_that_are_no_number_are_not_of_the_log()
    {
        files.WriteAtomic("offsets/0", Encoding.UTF8.GetBytes(Good));
        files.WriteAtomic("offsets/.1.uuid.tmp", Encoding.UTF8.GetBytes("half"));
        files.WriteAtomic("offsets/notes.txt", Encoding.UTF8.GetBytes("hello"));
        Assert.Equal(0, new OffsetSeqLog(files, "/w/offsets").Latest());
    }

    [Fact]
    public void Every_tenth_entry_of_a_source_log_holds_all_files_so_far_and_is_read_back()
    {
        var log = new FileStreamSourceLog(files, "/w/sources/0");
        for (int i = 0; i < 13; i++)
        {
            log.Add([new SelectedFile($"file:///in/{i}.json", i, i)]);
        }

        Assert.Equal(11, Encoding.UTF8.GetString(files.Read("sources/0/9.compact").Span).Split('\n').Length);
        var restored = new FileStreamSourceLog(files, "/w/sources/0");
        restored.Restore();
        Assert.Equal(log.Files, restored.Files);
        Assert.Equal(12, restored.Latest);
    }

    [Fact]
    public void A_damaged_source_log_names_its_file()
    {
        files.WriteAtomic("sources/0/0", Encoding.UTF8.GetBytes("v1\n{\"path\":5}"));
        Assert.Contains("file:/w/sources/0/0", Assert.Throws<SparkException>(() => new FileStreamSourceLog(files, "/w/sources/0").Restore()).Message, StringComparison.Ordinal);
    }
}
