using System.Diagnostics;
using System.IO.Compression;

namespace Grader.EndToEnd;

/// <summary>Real projects, built by the real SDK from nothing but what is in their folder.</summary>
public sealed class NewCommandTests : IDisposable
{
    // A port where nobody listens: whoever wants the network fails.
    private const string NoNetwork = "http://127.0.0.1:9";

    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task A_new_project_builds_offline_and_dotnet_run_runs_it_live()
    {
        // What folders above have set for their own projects does not reach it.
        folder.Write("Directory.Build.props", "<Project><PropertyGroup><TargetFramework>none</TargetFramework><TreatWarningsAsErrors>true</TreatWarningsAsErrors></PropertyGroup></Project>");
        folder.Write("Directory.Build.targets", "<Project><Target Name=\"Stop\" BeforeTargets=\"Restore;Build\"><Error Text=\"from above\" /></Target></Project>");
        folder.Write("Directory.Packages.props", "<Project><PropertyGroup><ManagePackageVersionsCentrally>true</ManagePackageVersionsCentrally></PropertyGroup></Project>");
        folder.Write("nuget.config", "<configuration><packageSources><add key=\"far\" value=\"https://nuget.invalid/v3/index.json\" /></packageSources></configuration>");
        CommandResult made = await GraderProgram.RunInAsync(folder.Path, "new", "taxi", "mine");
        Assert.Equal((0, ""), (made.ExitCode, made.Error));
        Assert.Contains("mine is ready: Taxi rides per minute.", made.Output);

        CommandResult starter = await DotnetAsync("build");
        Assert.True(starter.ExitCode == 0, starter.Output);
        Assert.Contains("0 Warning(s)", starter.Output);

        string right = File.ReadAllText(Path.Combine(GraderProgram.Samples, "taxi", "02-count-when", "Program.cs"));
        folder.Write("mine/Program.cs", right.Replace("Trigger.ProcessingTime(10_000)", "Trigger.Once()", StringComparison.Ordinal));
        Assert.Equal(0, (await GraderProgram.RunInAsync(folder.In("mine"), "feed", "taxi", "--speed", "1000")).ExitCode);
        CommandResult run = await DotnetAsync("run");

        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.Equal(
            """
            -------------------------------------------
            Batch: 0
            -------------------------------------------
            +------------------------------------------+-------------+-----------+----------+
            |window                                    |started_rides|ended_rides|total_fare|
            +------------------------------------------+-------------+-----------+----------+
            |{2023-10-27 12:00:00, 2023-10-27 12:01:00}|3            |2          |1550.5    |
            |{2023-10-27 12:01:00, 2023-10-27 12:02:00}|1            |2          |510.15    |
            |{2023-10-27 12:02:00, 2023-10-27 12:03:00}|1            |0          |0.0       |
            +------------------------------------------+-------------+-----------+----------+


            """.ReplaceLineEndings("\n"), run.Output.ReplaceLineEndings("\n"));

        // Build output, package and input folder beside the program are none of its text.
        folder.Write("mine/Program.cs", right);
        CommandResult check = await GraderProgram.RunInAsync(folder.Path, "check", "taxi", "mine");
        Assert.Equal((0, ""), (check.ExitCode, check.Error));
    }

    [Fact]
    public async Task An_error_that_leaves_a_project_of_its_own_ends_with_Sparks_words_and_ours()
    {
        Assert.Equal(0, (await GraderProgram.RunInAsync(folder.Path, "new", "taxi", "mine")).ExitCode);
        folder.Write(
            "mine/Program.cs",
            """
            using Microsoft.Spark.Sql;

            SparkSession spark = SparkSession.Builder().AppName("mine").GetOrCreate();
            if (args.Length > 0)
            {
                throw new InvalidOperationException("not Spark's");
            }

            spark.Read().Text("not/there").Show();
            """);
        CommandResult spark = await DotnetAsync("run");
        Assert.Equal((1, ""), (spark.ExitCode, spark.Output));
        Assert.StartsWith("Unhandled exception. System.Exception: JVM method execution failed:", spark.Error, StringComparison.Ordinal);
        Assert.Contains("   at Program.<Main>$(String[] args) in ", spark.Error, StringComparison.Ordinal);
        Assert.Matches(@"\n\nAnalysisException: \[PATH_NOT_FOUND\] [^\n]*\n  at [^\n]*Program.cs:9\nhelp: Make the folder before [^\n]*\n$", spark.Error.ReplaceLineEndings("\n"));

        CommandResult other = await DotnetAsync("run", "--no-build", "--", "x");
        Assert.NotEqual(0, other.ExitCode);
        Assert.Contains("Unhandled exception. System.InvalidOperationException: not Spark's", other.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("help:", other.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_new_folder_holds_the_task_the_starter_and_the_documented_package()
    {
        CommandResult made = await GraderProgram.RunInAsync(folder.Path, "new", "word-count");

        Assert.Equal((0, ""), (made.ExitCode, made.Error));
        string target = folder.In("word-count");
        Assert.Equal(
            [".gitignore", "Directory.Build.props", "Program.cs", "README.md", "README.ru.md", "nuget.config", "word-count.csproj"],
            Directory.EnumerateFiles(target).Select(file => Path.GetFileName(file)).Order(StringComparer.Ordinal));
        using ZipArchive package = ZipFile.OpenRead(Assert.Single(Directory.EnumerateFiles(Path.Combine(target, "packages"))));
        using var documentation = new StreamReader(package.GetEntry("ref/net10.0/Microsoft.Spark.xml")!.Open());
        Assert.Contains("M:Microsoft.Spark.Sql.DataFrame.Collect", await documentation.ReadToEndAsync());
        Assert.Equal(
            ["Grader.Engine.dll", "Grader.Live.dll", "Grader.Plans.dll", "Microsoft.Spark.dll"],
            package.Entries.Where(entry => entry.FullName.StartsWith("lib/", StringComparison.Ordinal)).Select(entry => entry.Name));
    }

    [Fact]
    public async Task A_folder_that_holds_something_is_left_as_it_is()
    {
        folder.Write("mine/Program.cs", "// a week of work");
        folder.Write("file", "");
        Directory.CreateDirectory(folder.In("empty"));

        CommandResult full = await GraderProgram.RunInAsync(folder.Path, "new", "taxi", "mine");
        CommandResult file = await GraderProgram.RunInAsync(folder.Path, "new", "taxi", "file");
        CommandResult empty = await GraderProgram.RunInAsync(folder.Path, "new", "taxi", "empty");

        Assert.Equal((2, 2, 0), (full.ExitCode, file.ExitCode, empty.ExitCode));
        Assert.Contains("mine is there already and not an empty folder: nothing was changed.", full.Error);
        Assert.Contains("file is there already", file.Error);
        Assert.Equal("// a week of work", File.ReadAllText(Assert.Single(Directory.EnumerateFileSystemEntries(folder.In("mine")))));
    }

    [Fact]
    public async Task An_assignment_without_a_starter_is_broken()
    {
        folder.Copy(Path.Combine(GraderProgram.RepositoryRoot, "assignments", "taxi"), "course/assignments/taxi");
        folder.Copy(Path.Combine(GraderProgram.RepositoryRoot, "src", "ReferenceSolutions", "Taxi"), "course/src/ReferenceSolutions/Taxi");
        File.Delete(folder.In("course/assignments/taxi/starter/Program.cs"));

        CommandResult result = await GraderProgram.RunInAsync(folder.Path, "new", "taxi", "mine", "--assignments", "course/assignments");

        Assert.Equal(2, result.ExitCode);
        Assert.Contains(Path.Combine("taxi", "starter") + ": The folder starter has no .cs file", result.Error);
        Assert.False(Directory.Exists(folder.In("mine")));
    }

    private async Task<CommandResult> DotnetAsync(params string[] command)
    {
        var start = new ProcessStartInfo(GraderProgram.DotnetPath, command)
        {
            WorkingDirectory = folder.In("mine"),
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = System.Text.Encoding.UTF8,
            StandardErrorEncoding = System.Text.Encoding.UTF8,
        };
        foreach ((string name, string value) in new[]
        {
            ("NUGET_PACKAGES", folder.In("nuget")), ("HTTP_PROXY", NoNetwork), ("HTTPS_PROXY", NoNetwork),
            ("DOTNET_CLI_UI_LANGUAGE", "en"), ("DOTNET_NOLOGO", "1"), ("MSBUILDDISABLENODEREUSE", "1"), ("DOTNET_CLI_USE_MSBUILD_SERVER", "0"),
        })
        {
            start.Environment[name] = value;
        }

        using Process process = Process.Start(start)!;
        return await GraderProgram.EndAsync(process, process.StandardError);
    }
}
