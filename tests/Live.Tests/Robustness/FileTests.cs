using Grader.Engine.Files;
using Grader.Live.Errors;
using Grader.Plans;
using Grader.Plans.Logical;
using Grader.Plans.Session;

namespace Grader.Live.Tests.Robustness;

/// <summary>Folders and files that change under a running query.</summary>
public sealed class FileTests : IDisposable
{
    private readonly LiveMachine machine = new();

    public void Dispose() => machine.Dispose();

    [Fact]
    public void A_file_that_grows_after_it_was_read_is_not_read_again()
    {
        machine.AddFile("in", """{"k":"a"}""");
        StreamingQueryHandle query = machine.Session.StartQuery(machine.Counts("in", new DefaultTrigger()));
        machine.ProcessAll(query);
        File.AppendAllText(Path.Combine(machine.Folder, "in", "f000.json"), "\n{\"k\":\"a\"}\n");
        machine.ProcessAll(query);
        Assert.Single(machine.Progress);
    }

    [Fact]
    public void A_file_that_vanishes_before_it_is_read_fails_the_query_or_is_passed_over()
    {
        var disk = new FaultyFiles(new DiskFileSystem(machine.Folder)) { OnOpen = path => File.Delete(path) };
        machine.Reopen(disk);
        machine.AddFile("in", """{"k":"a"}""");
        WriteStreamOperation counts = machine.Counts("in", new OnceTrigger(), checkpoint: "ck");
        SparkError error = Failure(counts);
        Assert.Contains($"terminated with exception: File file:{machine.Folder}/in/f000.json does not exist\nIt is possible the underlying files have been updated.", error.Message, StringComparison.Ordinal);
        Assert.StartsWith("A file went away before it was read.", ErrorHelp.For(error), StringComparison.Ordinal);

        machine.Session.SetConf("spark.sql.files.ignoreMissingFiles", "true");
        Assert.True(machine.Session.AwaitTermination(machine.Session.StartQuery(counts).Id, null));
        Assert.Equal([0L], machine.Progress.Select(report => report.NumInputRows));
        Assert.Equal([$"Skipped missing file: file://{machine.Folder}/in/f000.json"], machine.Warnings);
    }

    [Fact]
    public void A_file_that_cannot_be_read_is_passed_over_where_corrupt_ones_are()
    {
        var disk = new FaultyFiles(new DiskFileSystem(machine.Folder)) { OnOpen = path => throw new IOException($"{path} (Input/output error)") };
        machine.Reopen(disk);
        machine.AddFile("in", """{"k":"a"}""");
        machine.Session.SetConf("spark.sql.files.ignoreCorruptFiles", "true");

        Assert.True(machine.Session.AwaitTermination(machine.Session.StartQuery(machine.Counts("in", new OnceTrigger())).Id, null));

        Assert.Equal([0L], machine.Progress.Select(report => report.NumInputRows));
        Assert.Equal([$"Skipped the rest of the content in the corrupted file: file://{machine.Folder}/in/f000.json"], machine.Warnings);
    }

    [Fact]
    public void A_file_that_cannot_be_read_fails_the_query_and_is_read_once_it_can_be()
    {
        var disk = new FaultyFiles(new DiskFileSystem(machine.Folder)) { OnOpen = path => throw new IOException($"{path} (Permission denied)") };
        machine.Reopen(disk);
        machine.AddFile("in", """{"k":"a"}""");
        WriteStreamOperation counts = machine.Counts("in", new OnceTrigger(), checkpoint: "ck");
        SparkError error = Failure(counts);
        Assert.Contains($"{machine.Folder}/in/f000.json (Permission denied)", error.Message, StringComparison.Ordinal);
        Assert.StartsWith("This user may not read or write there", ErrorHelp.For(error), StringComparison.Ordinal);

        disk.OnOpen = _ => { };
        machine.Session.AwaitTermination(machine.Session.StartQuery(counts).Id, null);
        Assert.Equal([(0L, 1L)], machine.Progress.Select(report => (report.BatchId, report.NumInputRows)));
    }

    [Fact]
    public void A_folder_that_goes_and_comes_back_is_watched_again()
    {
        machine.AddFile("in", """{"k":"a"}""");
        StreamingQueryHandle query = machine.Session.StartQuery(machine.Counts("in", new DefaultTrigger()));
        machine.ProcessAll(query);
        Directory.Delete(Path.Combine(machine.Folder, "in"), recursive: true);
        machine.ProcessAll(query);
        machine.AddFile("in", """{"k":"a"}""");
        machine.ProcessAll(query);
        Assert.Equal([(0L, 1L), (1L, 1L)], machine.Progress.Select(report => (report.BatchId, report.NumInputRows)));
    }

    [Fact]
    public void Wherever_the_disk_is_full_nothing_is_lost_or_doubled_once_there_is_room()
    {
        string[] whole = Rows(new FaultyFiles(new DiskFileSystem(machine.Folder)), "whole", out int writes);
        Assert.True(writes > 15, $"only {writes} writes");
        for (int room = 0; room < writes; room++)
        {
            string name = $"full{room}";
            var disk = new FaultyFiles(new DiskFileSystem(machine.Folder)) { FullAfterWrites = room };
            SparkException full = Assert.Throws<SparkException>(() => Rows(disk, name, out _));
            Assert.Contains("No space left on device", full.Message, StringComparison.Ordinal);
            Assert.StartsWith("The disk is full.", ErrorHelp.For(full.Error), StringComparison.Ordinal);

            Assert.Equal(whole, Rows(new FaultyFiles(new DiskFileSystem(machine.Folder)), name, out _));
        }
    }

    /// <summary>Passes on the rows of three files to another folder, which keeps each batch once.</summary>
    private string[] Rows(FaultyFiles disk, string name, out int writes)
    {
        if (!Directory.Exists(Path.Combine(machine.Folder, "in")))
        {
            machine.AddFile("in", """{"k":"a"}""", """{"k":"b"}""");
            machine.AddFile("in", """{"k":"c"}""");
            machine.AddFile("in", """{"k":"d"}""", """{"k":"e"}""");
        }

        machine.Reopen(disk);
        var source = new DataSource("json", null, "k STRING", [new("maxFilesPerTrigger", "1")], ["in"], IsStreaming: true);
        StreamingQueryHandle query = machine.Session.StartQuery(
            LiveMachine.Write(new Deduplicate(source, ["k"]), new DefaultTrigger(), checkpoint: $"ck-{name}", format: "json") with { Path = $"out-{name}" });
        machine.ProcessAll(query);
        machine.Session.StopQuery(query.Id);
        writes = disk.Writes;
        CollectedRows rows = machine.Session.Collect(new DataSource("json", null, "k STRING", [], [$"out-{name}"], IsStreaming: false));
        return [.. rows.Rows.Select(row => (string)row[0]!).Order(StringComparer.Ordinal)];
    }

    private SparkError Failure(WriteStreamOperation operation)
    {
        StreamingQueryHandle query = machine.Session.StartQuery(operation);
        return Assert.Throws<SparkException>(() => machine.Session.AwaitTermination(query.Id, null)).Error;
    }
}
