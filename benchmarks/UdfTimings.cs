using System.Collections.Immutable;
using System.Diagnostics;
using System.Globalization;
using Grader.Compile;
using Grader.Lanes;
using Grader.Replay;
using Grader.Sandbox;
using Grader.Scenarios;

namespace Grader.Benchmarks;

/// <summary>A function of the program's over a million rows in a confined worker, beside the same query without it.</summary>
internal static class UdfTimings
{
    private const int Rows = 1_000_000;

    private const string Program = """
        using Microsoft.Spark.Sql;
        using static Microsoft.Spark.Sql.Functions;

        SparkSession spark = SparkSession.Builder().GetOrCreate();
        Func<Column, Column> number = Udf<long, long>(n => n + 1);
        Func<Column, Column, Column> text = Udf<string, double, string>((s, d) => s + (d > 500_000 ? "!" : "?"));
        DataFrame rows = spark.Range(ROWS).WithColumn("s", Concat(Lit("row "), Col("id").Cast("string"))).WithColumn("d", Col("id").Cast("double"));
        rows.Agg(QUERY).Collect().ToArray();
        """;

    public static async Task RunAsync()
    {
        using var scratch = ScratchRoot.Create();
        var launcher = new WorkerLauncher(WorkerLocation.BesideProgram(), scratch.Folder, SandboxSupport.Probe());
        foreach ((string what, string query) in new[]
        {
            ("without a function", "Sum(Col(\"id\") + 1), Max(Concat(Col(\"s\"), Col(\"d\").Cast(\"string\")))"),
            ("BIGINT to BIGINT", "Sum(number(Col(\"id\")))"),
            ("STRING and DOUBLE to STRING", "Max(text(Col(\"s\"), Col(\"d\")))"),
        })
        {
            (TimeSpan wall, TimeSpan engine, TimeSpan worker) = await TimeOf(query, Rows);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"{what,-28} {wall.TotalSeconds:0.00} s, of which engine {engine.TotalSeconds:0.00} s and worker {worker.TotalSeconds:0.00} s of processor time, for {Rows:N0} rows"));
        }

        async Task<(TimeSpan Wall, TimeSpan Engine, TimeSpan Worker)> TimeOf(string query, int rows)
        {
            var compiler = new SubmissionCompiler(ReferenceAssemblies.BesideProgram());
            string source = Program.Replace("ROWS", rows.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal).Replace("QUERY", query, StringComparison.Ordinal);
            var compiled = (Compiled)compiler.Compile(new Submission("udf", [new SourceFile("Program.cs", source)]), CompileLimits.Trusted);
            var limits = ReplayLimits.Default with { ProcessorTime = TimeSpan.FromMinutes(5), WallTime = TimeSpan.FromMinutes(5), EngineTime = TimeSpan.FromMinutes(5) };
            var scenario = new Scenario("udf", "udf.yaml", new LocalizedText("udf", null), 1, [], DateTimeOffset.UnixEpoch, null, ImmutableArray<TimelineEvent>.Empty);
            WorkerProcess? worker = null;
            await using var replay = new ProgramReplay(() => worker = launcher.Start(), compiled, new FolderInput("in"), limits);
            long start = Stopwatch.GetTimestamp();
            TimeSpan before = Environment.CpuUsage.TotalTime;
            ProgramEnd end = (await replay.ReplayAsync(scenario, CancellationToken.None)).Runs[^1].End;
            return end is ProgramReturned(0)
                ? (Stopwatch.GetElapsedTime(start), Environment.CpuUsage.TotalTime - before, worker!.ProcessorTime)
                : throw new InvalidOperationException(end.ToString());
        }
    }
}
