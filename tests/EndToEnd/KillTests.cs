using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Grader.Compile;

namespace Grader.EndToEnd;

/// <summary>A program that is killed again and again, at moments that a seed picks, and goes on from its checkpoints.</summary>
public sealed partial class KillTests : IDisposable
{
    private const int Kills = 50;

    // A batch each: those of one run print more than it is allowed to before its kill, however fast the machine is.
    private const int FilesOfRun = 20;

    // Of printed text: about the tables of ten batches.
    private const int MostCharacters = 2000;

    private const string Text = """
        using Microsoft.Spark.Sql;
        using static Microsoft.Spark.Sql.Functions;

        SparkSession spark = SparkSession.Builder().GetOrCreate();
        DataFrame events = spark.ReadStream().Schema("k STRING, v INT").Option("maxFilesPerTrigger", 1).Json("in");
        var copy = events.WriteStream().Format("json").Option("checkpointLocation", "ck-copy").Start("out");
        var sums = events.GroupBy("k").Agg(Count(Lit(1)).Alias("n"), Sum("v").Alias("s"))
            .WriteStream().OutputMode("update").Format("console").Option("checkpointLocation", "ck-sums").Start();
        if (args.Length == 0)
        {
            sums.AwaitTermination();
        }

        sums.ProcessAllAvailable();
        copy.ProcessAllAvailable();
        """;

    private readonly TemporaryFolder folder = new();
    private int files;

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Killed_fifty_times_nothing_is_lost_or_doubled_in_what_is_committed()
    {
        string program = Compile();
        var random = new Random(20260101);
        var printed = new SortedDictionary<int, int>();
        for (int kill = 0; kill < Kills; kill++)
        {
            AddFiles();
            int committed = Committed();
            int batches = Check(await RunAsync(program, random.Next(MostCharacters), random.Next(1_000_000)), committed, printed);
            Assert.InRange(Committed(), committed, committed + batches);
        }

        AddFiles();
        int beforeLast = Committed();
        Check(await RunAsync(program, killAfter: null, spins: 0), beforeLast, printed);
        Assert.Equal(Enumerable.Range(0, printed.Count), printed.Keys);
        Assert.Equal((printed.Count - 1, files), (Committed(), printed.Values.Last()));
        Assert.Equal(printed.Values.Distinct().Order(), printed.Values);
        Assert.Equal(Enumerable.Range(0, files), Copied().Order());
    }

    private void AddFiles()
    {
        for (int last = files + FilesOfRun; files < last; files++)
        {
            File.SetLastWriteTimeUtc(folder.Write($"in/f{files:0000}.json", $$"""{"k":"a","v":{{files}}}"""), DateTime.UnixEpoch.AddSeconds(1_700_000_000 + files));
        }
    }

    /// <summary>
    /// The whole tables go on where the committed batches end, without a gap; one that was printed before its commit comes again as it was; and each holds
    /// every event of the files that it counts, once.
    /// </summary>
    /// <remarks>A batch after a kill may hold a file more: as in Spark, a source that noted a file before the batch was planned reads it with the next one.</remarks>
    /// <param name="printed">The events that each batch has counted, of all runs.</param>
    /// <returns>The number of tables.</returns>
    private static int Check(string output, int committed, SortedDictionary<int, int> printed)
    {
        MatchCollection tables = Table().Matches(output);
        for (int i = 0; i < tables.Count; i++)
        {
            int batch = Number(tables[i], "batch"), count = Number(tables[i], "count");
            Assert.Equal(committed + 1 + i, batch);
            Assert.Equal((long)count * (count - 1) / 2, Number(tables[i], "sum"));
            Assert.Equal(printed.GetValueOrDefault(batch, count), count);
            printed[batch] = count;
        }

        return tables.Count;
    }

    private static int Number(Match table, string group) => int.Parse(table.Groups[group].Value, CultureInfo.InvariantCulture);

    /// <summary>The last batch that the checkpoint says is done; -1 before the first.</summary>
    private int Committed() => Directory.Exists(folder.In("ck-sums/commits"))
        ? Directory.EnumerateFiles(folder.In("ck-sums/commits")).Select(file => int.TryParse(Path.GetFileName(file), CultureInfo.InvariantCulture, out int batch) ? batch : -1).DefaultIfEmpty(-1).Max()
        : -1;

    /// <summary>The values in the files that the sink's log names.</summary>
    private IEnumerable<int> Copied() => Directory.EnumerateFiles(folder.In("out/_spark_metadata"))
        .Where(log => !Path.GetFileName(log).StartsWith('.'))
        .SelectMany(log => File.ReadLines(log).Skip(1))
        .Select(line => new Uri((string)JsonNode.Parse(line)!["path"]!).LocalPath).Distinct()
        .SelectMany(File.ReadLines)
        .Select(line => (int)JsonNode.Parse(line)!["v"]!);

    /// <param name="killAfter">Characters of output after which it is killed; null lets it come to its end.</param>
    /// <param name="spins">Work of this process between the last of them and the kill.</param>
    private async Task<string> RunAsync(string program, int? killAfter, int spins)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "live", "Grader.Live.dll"), program, "-", "-", .. killAfter is null ? new[] { "all" } : []])
        {
            WorkingDirectory = folder.Path,
            RedirectStandardOutput = true,
            StandardOutputEncoding = Encoding.UTF8,
        };
        using Process process = Process.Start(start)!;
        var output = new StringBuilder();
        char[] block = new char[512];
        while (killAfter is null || output.Length < killAfter)
        {
            int length = await process.StandardOutput.ReadAsync(block);
            if (length == 0)
            {
                break;
            }

            output.Append(block, 0, length);
        }

        if (killAfter is not null)
        {
            Thread.SpinWait(spins);
            process.Kill();
        }

        output.Append(await process.StandardOutput.ReadToEndAsync());
        await process.WaitForExitAsync();
        Assert.Equal(killAfter is null ? 0 : 137, process.ExitCode);
        return output.ToString();
    }

    private string Compile()
    {
        var compiler = new SubmissionCompiler(ReferenceAssemblies.BesideProgram());
        var compiled = Assert.IsType<Compiled>(compiler.CompileAsWritten(new Submission("sums", [new SourceFile("Program.cs", Text)]), CompileLimits.Trusted));
        string path = folder.In("Submission.dll");
        File.WriteAllBytes(path, compiled.Assembly.Span);
        return path;
    }

    [GeneratedRegex(@"-{43}\nBatch: (?<batch>\d+)\n-{43}\n\+-+\+-+\+-+\+\n\| *k\| *n\| *s\|\n\+-+\+-+\+-+\+\n\| *a\| *(?<count>\d+)\| *(?<sum>\d+)\|\n\+-+\+-+\+-+\+\n\n")]
    private static partial Regex Table();
}
