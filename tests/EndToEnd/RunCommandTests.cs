namespace Grader.EndToEnd;

/// <summary><c>grader run</c>: real programs with real sockets, files, signals and exit codes.</summary>
public sealed class RunCommandTests : IDisposable
{
    private const string NoLines = "";

    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Words_from_a_socket_are_counted_and_printed_as_Spark_prints_them()
    {
        using var server = new LineServer();
        using RunningProgram program = Run(WordCount(server.Port));
        await server.AcceptAsync();
        await program.UntilAsync("+----+-----+\n\n");
        await server.SendAsync("hello spark world\nhello big data\r\nspark is cool\n");
        string printed = await program.UntilAsync("cool|    1|");
        await program.SignalAsync("INT");
        CommandResult result = await program.EndAsync();

        Assert.StartsWith(
            """
            -------------------------------------------
            Batch: 0
            -------------------------------------------
            +----+-----+
            |word|count|
            +----+-----+
            +----+-----+

            -------------------------------------------
            Batch: 1
            -------------------------------------------
            +-----+-----+
            | word|count|
            +-----+-----+

            """, printed, StringComparison.Ordinal);
        Assert.Equal((130, NoLines), (result.ExitCode, result.Error));
        Assert.DoesNotContain("after the query", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_socket_that_closes_leaves_the_query_running_and_takes_the_last_line()
    {
        using var server = new LineServer();
        using RunningProgram program = Run(WordCount(server.Port));
        await server.AcceptAsync();
        await program.UntilAsync("Batch: 0");
        await server.SendAsync("one two\nlast");
        server.CloseConnection();
        await program.UntilAsync("|last|    1|");
        await program.SignalAsync("TERM");
        Assert.Equal(143, (await program.EndAsync()).ExitCode);
    }

    [Fact]
    public async Task Bytes_that_are_not_UTF8_become_the_replacement_character_and_a_warning()
    {
        using var server = new LineServer();
        using RunningProgram program = Run(WordCount(server.Port), "--progress");
        await server.AcceptAsync();
        await program.UntilAsync("Batch: 0");
        await server.SendAsync([(byte)'a', 0xFF, (byte)'\n', 0xC3, (byte)'\n']);
        await program.UntilAsync("|  a\uFFFD|    1|");
        await program.SignalAsync("INT");
        CommandResult result = await program.EndAsync();
        Assert.Contains($"warning: What comes from localhost:{server.Port} holds bytes that are not UTF-8", result.Error, StringComparison.Ordinal);
        Assert.Matches("(?m)^batch 1: [12] rows? in, [12] out, [12] in state, [0-9]+ ms$", result.Error);
    }

    [Fact]
    public async Task Nobody_who_listens_is_told_in_Sparks_words_and_ours()
    {
        int port;
        using (var server = new LineServer())
        {
            port = server.Port;
        }

        using RunningProgram program = Run(WordCount(port));
        CommandResult result = await program.EndAsync();

        Assert.Equal((1, NoLines), (result.ExitCode, result.Output));
        Assert.Matches(@"^StreamingQueryException: \[STREAM_FAILED\] Query \[id = [-0-9a-f]{36}, runId = [-0-9a-f]{36}\] terminated with exception: Connection refused \(Connection refused\)\n  at Program.cs:14\nhelp: Nobody listens at localhost:", result.Error);
    }

    [Fact]
    public async Task Arguments_input_and_exit_code_are_the_programs_own()
    {
        using RunningProgram program = Run("""Console.WriteLine(string.Join("|", args) + "|" + Console.ReadLine()); Console.Error.WriteLine("oops"); return 7;""", "--", "a", "b c", "--progress");
        await program.Input.WriteLineAsync("from the keyboard");
        program.Input.Close();
        Assert.Equal(new CommandResult(7, "a|b c|--progress|from the keyboard\n", "oops\n"), await program.EndAsync());
    }

    [Fact]
    public async Task A_program_that_does_not_compile_is_told_with_its_lines()
    {
        using RunningProgram program = Run("int x = \"a\";\nfoo();\n");
        Assert.Equal(
            new CommandResult(1, NoLines, "Program.cs:1: CS0029: Cannot implicitly convert type 'string' to 'int'\nProgram.cs:2: CS0103: The name 'foo' does not exist in the current context\n"),
            await program.EndAsync());
    }

    [Theory]
    [InlineData("throw new InvalidOperationException(\"on purpose\");")]
    [InlineData("new Thread(() => throw new InvalidOperationException(\"on purpose\")).Start(); Thread.Sleep(-1);")]
    public async Task What_leaves_a_program_is_told_with_its_place(string text)
    {
        using RunningProgram program = Run(text);
        CommandResult result = await program.EndAsync();
        Assert.Equal(1, result.ExitCode);
        Assert.StartsWith("Unhandled exception. System.InvalidOperationException: on purpose\n", result.Error, StringComparison.Ordinal);
        Assert.Contains("Program.cs:line 1", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_program_that_answers_interrupts_itself_is_left_alone()
    {
        using RunningProgram program = Run("""
            var ended = new ManualResetEventSlim();
            Console.CancelKeyPress += (_, e) => { e.Cancel = true; ended.Set(); };
            var spark = Microsoft.Spark.Sql.SparkSession.Builder().GetOrCreate();
            var query = spark.ReadStream().Format("rate").Load().WriteStream().Format("noop").Start();
            Console.WriteLine("ready");
            ended.Wait();
            query.Stop();
            Console.WriteLine("stopped by itself");
            return 5;
            """);
        await program.UntilAsync("ready");
        await SignalProgramAsync(program, "INT");
        CommandResult result = await program.EndAsync();
        Assert.Equal((5, "ready\nstopped by itself\n", NoLines), (result.ExitCode, result.Output, result.Error));
    }

    [Fact]
    public async Task A_killed_program_goes_on_from_its_checkpoint()
    {
        folder.Write("in/a.json", """{"k":"a"}""");
        string text = """
            using Microsoft.Spark.Sql;
            SparkSession spark = SparkSession.Builder().GetOrCreate();
            spark.ReadStream().Schema("k STRING").Json("in").GroupBy("k").Count().WriteStream()
                .OutputMode("complete").Format("console").Option("checkpointLocation", "ck").Start().AwaitTermination();
            """;
        using (RunningProgram killed = Run(text))
        {
            await killed.UntilAsync("|  a|    1|");
            await UntilExistsAsync(folder.In("ck/commits/0"));
            await killed.SignalAsync("KILL");
            Assert.Equal(137, (await killed.EndAsync()).ExitCode);
        }

        folder.Write("in/.b.tmp", """{"k":"a"}""");
        File.Move(folder.In("in/.b.tmp"), folder.In("in/b.json"));
        using RunningProgram again = Run(text);
        string printed = await again.UntilAsync("|  a|    2|");
        Assert.StartsWith("-------------------------------------------\nBatch: 1\n", printed, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Functions_of_the_programs_own_are_called_in_its_process()
    {
        folder.Write("in/a.json", """{"k":"a"}""");
        using RunningProgram program = Run("""
            using Microsoft.Spark.Sql;
            using static Microsoft.Spark.Sql.Functions;
            SparkSession spark = SparkSession.Builder().GetOrCreate();
            int calls = 0;
            var shout = Udf<string, string>(text => { calls++; return text.ToUpperInvariant() + "!"; });
            var query = spark.ReadStream().Schema("k STRING").Json("in").Select(shout(Col("k")).Alias("shout")).WriteStream()
                .ForeachBatch((batch, id) => { batch.Show(); Console.WriteLine($"batch {id} has {batch.Count()}"); })
                .Trigger(Microsoft.Spark.Sql.Streaming.Trigger.Once()).Start();
            query.AwaitTermination();
            return calls;
            """);
        Assert.Equal(new CommandResult(1, "+-----+\n|shout|\n+-----+\n|   A!|\n+-----+\n\nbatch 0 has 1\n", NoLines), await program.EndAsync());
    }

    private static async Task UntilExistsAsync(string path)
    {
        while (!File.Exists(path))
        {
            await Task.Yield();
        }
    }

    /// <summary>To the command and to the program that it started, as a terminal does.</summary>
    private static async Task SignalProgramAsync(RunningProgram program, string signal)
    {
        using var children = System.Diagnostics.Process.Start(new System.Diagnostics.ProcessStartInfo("pkill", [$"-{signal}", "-P", $"{program.Id}"]))!;
        await children.WaitForExitAsync();
        await program.SignalAsync(signal);
    }

    private RunningProgram Run(string text, params string[] options)
    {
        folder.Write("program/Program.cs", text);
        return new RunningProgram(folder.Path, ["program", .. options]);
    }

    private static string WordCount(int port) => $"""
        using Microsoft.Spark.Sql;
        using static Microsoft.Spark.Sql.Functions;

        SparkSession spark = SparkSession.Builder().AppName("WordCount").Master("local[2]").GetOrCreate();
        spark.SparkContext.SetLogLevel("ERROR");
        DataFrame lines = spark.ReadStream().Format("socket").Option("host", "localhost").Option("port", {port}).Load();
        var query = lines
            .Select(Explode(Split(Col("value"), " ")).Alias("word"))
            .GroupBy("word").Count()
            .WriteStream()
            .OutputMode("complete")
            .Format("console")
            .Start();
        query.AwaitTermination();
        Console.WriteLine("after the query");
        """;
}
