using Grader.Engine.Analysis;
using Grader.Engine.Files;
using Grader.Engine.Sources;
using Grader.Plans;

namespace Grader.Engine.Tests.Sources;

public sealed class FileListingTests
{
    private readonly SteppingClock clock = new(0);
    private readonly InMemoryFileSystem files;

    public FileListingTests()
    {
        files = new InMemoryFileSystem(clock, "/base");
        foreach (string name in (string[])["in/b.json", "in/a.csv", "in/_hidden", "in/.hidden", "in/x._COPYING_", "in/sub/c.json"])
        {
            clock.NowMs += 1_000;
            files.WriteAtomic(name, "{}"u8.ToArray());
        }
    }

    [Fact]
    public void Hidden_names_and_folders_are_not_listed() => Assert.Equal(["/base/in/a.csv", "/base/in/b.json"], List("in"));

    [Fact]
    public void A_recursive_lookup_goes_into_folders() => Assert.Equal(["/base/in/a.csv", "/base/in/b.json", "/base/in/sub/c.json"], List("in", ("recursiveFileLookup", "true")));

    [Fact]
    public void Patterns_choose_among_paths_and_names()
    {
        Assert.Equal(["/base/in/sub/c.json"], List("in/s*"));
        Assert.Equal(["/base/in/b.json"], List("in", ("pathGlobFilter", "*.{json,txt}")));
    }

    [Fact]
    public void A_batch_reads_files_between_two_moments() =>
        Assert.Equal(["/base/in/b.json"], List("in", ("modifiedBefore", "1970-01-01T00:00:02")));

    [Fact]
    public void Folders_of_columns_are_looked_into()
    {
        files.WriteAtomic("in/day=1/d.json", "{}"u8.ToArray());
        files.WriteAtomic("in/day=1/deeper/e.json", "{}"u8.ToArray());
        files.WriteAtomic("in/_tmp/day=2/f.json", "{}"u8.ToArray());
        Assert.Equal(["/base/in/a.csv", "/base/in/b.json", "/base/in/day=1/d.json", "/base/in/day=1/deeper/e.json"], List("in"));
    }

    [Fact]
    public void A_base_path_must_lead_to_the_files() => Assert.Contains(
        "Wrong basePath file:/base/other for the root path: file:/base/in", Assert.Throws<SparkException>(() => List("in", ("basePath", "other")).ToList()).Message, StringComparison.Ordinal);

    [Fact]
    public void Json_lines_in_another_charset_need_a_separator()
    {
        var options = new CaseInsensitiveOptions([new("encoding", "windows-1251")]);
        Assert.Equal("requirement failed: The lineSep option must be specified for the windows-1251 encoding",
            Assert.Throws<SparkException>(() => new JsonReadOptions(options, TimeZoneInfo.Utc)).Message);
    }

    private IEnumerable<string> List(string path, params (string Key, string Value)[] options) => FileListing.ListForBatch(
        files, path, new CaseInsensitiveOptions(options.Select(option => new Setting(option.Key, option.Value)).ToSeq()), TimeZoneInfo.Utc).Select(file => file.Path);
}
