using Grader.Replay;
using Grader.Scenarios;
using Grader.Testing;
using static Grader.Tests.Replay.Replayed;

namespace Grader.Tests.Replay;

/// <summary>Code of the program's that the engine calls back, in whole programs and real workers.</summary>
public sealed class CallbackReplayTests
{
    private const string Prelude = """
        using Microsoft.Spark.Sql;
        using Microsoft.Spark.Sql.Streaming;
        using Microsoft.Spark.Sql.Types;
        using static Microsoft.Spark.Sql.Functions;

        SparkSession spark = SparkSession.Builder().AppName("test").GetOrCreate();
        DataFrame stream = spark.ReadStream().Schema("v INT").Json("in");
        string Now() => $"{(DateTime.UtcNow - new DateTime(2024, 5, 1, 12, 0, 1)).TotalSeconds}";

        """;

    private static readonly Scenario TwoFiles = Scenario(File(1, "a", """{"v":1}""", """{"v":2}"""), File(8, "b", """{"v":3}"""));

    [Fact]
    public async Task A_function_runs_in_a_stream()
    {
        Replayed replayed = await Run(TwoFiles, """
            Func<Column, Column> isOdd = Udf<int, bool>(v => v % 2 == 1), square = Udf<int, string>(v => $"{v}^2={v * v}");
            stream.Filter(isOdd(Col("v"))).Select(square(Col("v")).Alias("s")).WriteStream().Format("console").Start().AwaitTermination();
            """);

        Assert.Equal(new ProgramWaited(), replayed.End);
        Assert.Equal(["1^2=1", "3^2=9"], replayed.Trace.Runs[0].Queries[0].Batches.SelectMany(batch => batch.Rows).Select(row => row[0].String));
        Assert.Contains("|3^2=9|", replayed.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_registered_function_groups_a_stream_by_sql()
    {
        Replayed replayed = await Run(TwoFiles, """
            spark.Udf().Register<int, string>("kind", v => v % 2 == 1 ? "odd" : "even");
            stream.CreateOrReplaceTempView("numbers");
            spark.Sql("SELECT kind(v) AS k, count(*) AS n FROM numbers GROUP BY kind(v)")
                .WriteStream().OutputMode("update").Format("console").Start().AwaitTermination();
            """);

        Assert.Equal(
            ["0: even 1,odd 1", "1: odd 2"],
            replayed.Trace.Runs[0].Queries[0].Batches.Select(batch => $"{batch.BatchId}: {string.Join(',', batch.Rows.Select(row => $"{row[0].String} {row[1].Int64}").Order(StringComparer.Ordinal))}"));
    }

    [Fact]
    public async Task A_batch_function_has_a_frame_of_the_batch()
    {
        Replayed replayed = await Run(TwoFiles, """
            Func<Column, Column> twice = Udf<int, int>(v => 2 * v);
            stream.WriteStream().ForeachBatch((df, id) =>
            {
                df.Persist();
                df.CreateOrReplaceTempView("batch");
                Console.WriteLine($"{id} at {Now()}: {df.Count()} rows, {df.IsStreaming()}, {string.Join(',', df.Collect().Select(row => row.GetAs<int>("v")))}");
                df.Select(twice(df["v"]).Alias("w")).Show();
                Console.WriteLine("sum " + spark.Sql("SELECT sum(v) FROM batch").First()[0]);
                df.Union(df).Agg(Max("v")).Show();
            }).Start().AwaitTermination();
            """);

        Assert.Equal("1:0/2 8:1/1", replayed.Batches);
        Assert.Equal("foreachbatch", replayed.Trace.Runs[0].Queries[0].SinkFormat);
        Assert.Equal(
            """
            0 at 1: 2 rows, False, 1,2
            +---+
            |  w|
            +---+
            |  2|
            |  4|
            +---+

            sum 3
            +------+
            |max(v)|
            +------+
            |     2|
            +------+

            1 at 8: 1 rows, False, 3
            +---+
            |  w|
            +---+
            |  6|
            +---+

            sum 3
            +------+
            |max(v)|
            +------+
            |     3|
            +------+


            """.ReplaceLineEndings("\n"),
            replayed.Output);
    }

    [Fact]
    public async Task A_batch_that_takes_its_time_delays_the_next_one()
    {
        Replayed replayed = await Run(
            Scenario(File(1, "a", """{"v":1}"""), File(8, "b", """{"v":3}"""), File(30, "c", """{"v":4}""")), """
            stream.WriteStream().Trigger(Trigger.ProcessingTime("5 seconds")).ForeachBatch((df, id) =>
            {
                Console.WriteLine($"{id} begins at {Now()}");
                Thread.Sleep(7000);
                Console.WriteLine($"{id} ends at {Now()}");
            }).Start().AwaitTermination();
            """);

        Assert.Equal("4:0/1 11:1/1 34:2/1", replayed.Batches);
        Assert.Equal("0 begins at 4\n0 ends at 11\n1 begins at 11\n1 ends at 18\n2 begins at 34\n2 ends at 41\n", replayed.Output);
    }

    [Fact]
    public async Task Two_queries_call_back_side_by_side()
    {
        Replayed replayed = await Run(TwoFiles, """
            void Log(string name, int seconds, DataFrame df, long id)
            {
                Console.WriteLine($"{name}{id} {Now()}");
                Thread.Sleep(1000 * seconds);
                Console.WriteLine($"{name}{id} {Now()}, {df.Count()}");
            }

            stream.WriteStream().ForeachBatch((df, id) => Log("a", 3, df, id)).Start();
            stream.WriteStream().ForeachBatch((df, id) => Log("b", 1, df, id)).Start();
            spark.Streams().AwaitAnyTermination();
            """);

        Assert.Equal("a0 1\nb0 1\nb0 2, 2\na0 4, 2\na1 8\nb1 8\nb1 9, 1\na1 11, 1\n", replayed.Output);
    }

    [Fact]
    public async Task A_writer_is_opened_given_rows_and_closed()
    {
        Replayed replayed = await Run(TwoFiles, """
            stream.WriteStream().Foreach(new Writer()).Start().AwaitTermination();

            class Writer : IForeachWriter
            {
                public bool Open(long partitionId, long epochId)
                {
                    Console.WriteLine($"open {partitionId} {epochId}");
                    return epochId == 0;
                }

                public void Process(Row row) => Console.WriteLine(row.GetAs<int>("v"));

                public void Close(Exception errorOrNull) => Console.WriteLine($"close {errorOrNull?.Message}");
            }
            """);

        Assert.Equal("1:0/2 8:1/1", replayed.Batches);
        Assert.Equal("open 0 0\n1\n2\nclose \nopen 0 1\nclose \n", replayed.Output);
    }

    [Fact]
    public async Task A_writer_that_throws_is_closed_with_what_it_threw()
    {
        Replayed replayed = await Run(TwoFiles, """
            stream.WriteStream().Foreach(new Writer()).Start().AwaitTermination();

            class Writer : IForeachWriter
            {
                public bool Open(long partitionId, long epochId) => true;

                public void Process(Row row) => Console.WriteLine(row.GetAs<int>("v") == 2 ? throw new FormatException("no twos") : "one");

                public void Close(Exception errorOrNull) => Console.WriteLine($"close {errorOrNull?.GetType().Name}");
            }
            """);

        Assert.Contains("System.FormatException: no twos", Assert.IsType<ProgramThrew>(replayed.End).Exception.Spark!.Message, StringComparison.Ordinal);
        Assert.Equal("one\nclose FormatException\n", replayed.Output);
    }

    [Fact]
    public async Task A_repartitioned_stream_is_written_in_so_many_parts()
    {
        Replayed replayed = await Run(Scenario(File(0, "a", """{"v":1}""", """{"v":2}""", """{"v":3}""")), """
            stream.Repartition(2).WriteStream().Trigger(Trigger.Once()).Foreach(new Writer()).Start().AwaitTermination();

            class Writer : IForeachWriter
            {
                public bool Open(long partitionId, long epochId)
                {
                    Console.Write($"{partitionId}:");
                    return true;
                }

                public void Process(Row row) => Console.Write($" {row[0]}");

                public void Close(Exception errorOrNull) => Console.WriteLine();
            }
            """);

        Assert.Equal("0: 1 3\n1: 2\n", replayed.Output);
    }

    [Fact]
    public async Task A_batch_function_writes_files_that_the_program_and_the_session_read()
    {
        Replayed replayed = await Run(Scenario(30, File(1, "a", """{"v":1}""", """{"v":2}"""), File(8, "b", """{"v":3}""")), """
            StreamingQuery query = stream.WriteStream().ForeachBatch((df, id) =>
            {
                df.WithColumn("batch", Lit(id)).Write().Mode(SaveMode.Append).Json("out");
                Console.WriteLine(string.Join(' ', Directory.GetFiles("out", "*.json").SelectMany(File.ReadAllLines).Order()));
            }).Start();
            query.AwaitTermination(20_000);
            spark.Read().Schema("v INT, batch LONG").Json("out").OrderBy("v").Show();
            """);

        Assert.Equal("1:0/2 8:1/1", replayed.Batches);
        Assert.Equal(
            """
            {"v":1,"batch":0} {"v":2,"batch":0}
            {"v":1,"batch":0} {"v":2,"batch":0} {"v":3,"batch":1}
            +---+-----+
            |  v|batch|
            +---+-----+
            |  1|    0|
            |  2|    0|
            |  3|    1|
            +---+-----+


            """.ReplaceLineEndings("\n"),
            replayed.Output);
    }

    [Theory]
    [InlineData("stream.Select(Udf<int, int>(v => v == 2 ? throw new FormatException(\"no twos\") : v)(Col(\"v\"))).WriteStream().Format(\"console\")", "PythonException: System.FormatException: no twos")]
    [InlineData("stream.WriteStream().ForeachBatch((df, id) => throw new FormatException(\"no batches\"))", "DotnetException: System.FormatException: no batches")]
    [InlineData("stream.WriteStream().ForeachBatch((df, id) => df.Select(\"w\"))", "[UNRESOLVED_COLUMN.WITH_SUGGESTION]")]
    [InlineData("stream.WriteStream().ForeachBatch((df, id) => df.Select(Udf<int, int>(v => v / (v - v))(Col(\"v\"))).Show())", "Attempted to divide by zero")]
    public async Task What_the_code_throws_ends_its_query(string query, string message)
    {
        Replayed replayed = await Run(TwoFiles, $$"""
            StreamingQuery query = {{query}}.Start();
            try
            {
                query.AwaitTermination();
            }
            catch (Exception e)
            {
                Console.WriteLine($"{e.GetType().Name} {e.InnerException!.GetType().Name} {query.IsActive()} {query.Exception()!.GetType().Name}");
                throw;
            }
            """);

        ProgramThrew threw = Assert.IsType<ProgramThrew>(replayed.End);
        Assert.Equal("StreamingQueryException", threw.Exception.Spark!.ExceptionClass);
        Assert.Contains(message, threw.Exception.Spark.Message, StringComparison.Ordinal);
        Assert.EndsWith("Exception JvmException False StreamingQueryException\n", replayed.Output, StringComparison.Ordinal);
        Assert.Equal("", replayed.Batches);
    }

    [Fact]
    public async Task The_line_that_threw_is_named()
    {
        Replayed replayed = await Run(TwoFiles, """
            stream.WriteStream().ForeachBatch((df, id) =>
            {
                throw new FormatException("here");
            }).Start().AwaitTermination();
            """);

        Assert.Equal("It was thrown at Program.cs:11.", replayed.Trace.Runs[0].Queries[0].Error!.Help);
    }

    [Fact]
    public async Task A_crash_in_the_middle_of_a_batch_brings_the_same_batch_again()
    {
        Replayed replayed = await Run(
            Scenario(File(1, "a", """{"v":1}"""), File(4, "b", """{"v":2}"""), Restart(6, 2), File(10, "c", """{"v":3}""")), """
            stream.WriteStream().Option("checkpointLocation", "check").ForeachBatch((df, id) =>
            {
                Console.WriteLine($"{id}: {string.Join(',', df.Collect().Select(row => row[0]))}");
                if (id == 1 && !File.Exists("mark"))
                {
                    File.WriteAllText("mark", "");
                    Thread.Sleep(60_000);
                }
            }).Start().AwaitTermination();
            """);

        Assert.Equal(["0: 1\n1: 2\n", "1: 2\n2: 3\n"], replayed.Trace.Runs.Select(run => run.Output));
        Assert.Equal(["1:0/1", "8:1/1 10:2/1"], replayed.Trace.Runs.Select(Short));
        Assert.True(replayed.Trace.Runs[1].Queries[0].Batches[0].IsRerun);
    }

    [Fact]
    public async Task A_crash_after_the_sink_brings_the_same_batch_again()
    {
        Replayed replayed = await Run(
            Scenario(File(1, "a", """{"v":1}"""), File(4, "b", """{"v":2}"""), Restart(6, 2, CrashPoint.AfterSink), File(10, "c", """{"v":3}""")), """
            stream.WriteStream().Option("checkpointLocation", "check").ForeachBatch((df, id) =>
                Console.WriteLine($"{id}: {string.Join(',', df.Collect().Select(row => row[0]))}")).Start().AwaitTermination();
            """);

        Assert.Equal(["0: 1\n1: 2\n", "1: 2\n2: 3\n"], replayed.Trace.Runs.Select(run => run.Output));
    }

    [Fact]
    public async Task Code_that_calls_itself_through_the_engine_is_stopped()
    {
        Replayed replayed = await Run(TwoFiles, """
            Func<Column, Column> deeper = null!;
            deeper = Udf<long, long>(n => spark.Range(1).Select(deeper(Col("id"))).Collect().Count());
            spark.Range(1).Select(deeper(Col("id"))).Collect().ToArray();
            """);

        Assert.Equal(new ProgramExceededLimit("50 calls of the program's code at once", IsMachineDependent: false), replayed.End);
    }

    [Fact]
    public async Task Nothing_that_happens_after_the_end_of_the_scenario_is_waited_for()
    {
        Replayed asleep = await Run(TwoFiles, "stream.WriteStream().ForeachBatch((df, id) => Thread.Sleep(-1)).Start().AwaitTermination();");
        Replayed blocked = await Run(TwoFiles, "stream.WriteStream().ForeachBatch((df, id) => new ManualResetEvent(false).WaitOne()).Start().AwaitTermination();");

        Assert.Equal((new ProgramWaited(IsInCallback: true), ""), (asleep.End, asleep.Batches));
        Assert.Equal((new ProgramWaited(IsInCallback: true), ""), (blocked.End, blocked.Batches));
    }

    [Theory]
    [InlineData("stream.Select(Udf<int, int>(v => { while (true) { } })(Col(\"v\"))).WriteStream().Format(\"console\")")]
    [InlineData("stream.WriteStream().ForeachBatch((df, id) => { while (true) { } })")]
    public async Task Code_that_computes_for_ever_is_stopped(string query)
    {
        Replayed replayed = await Run(TwoFiles, query + ".Start().AwaitTermination();", ReplayLimits.Default with { ProcessorTime = TimeSpan.FromSeconds(1) });

        Assert.Equal(new ProgramExceededLimit("1 s of processor time", IsMachineDependent: false), replayed.End);
    }

    [Theory]
    [InlineData("Environment.Exit(3);", 3)]
    [InlineData("int Deep(int n) => Deep(n + 1) + 1; Deep(0);", 134)]
    [InlineData("new Thread(() => throw new Exception()).Start(); Thread.Sleep(1000);", 134)]
    public async Task Code_that_ends_the_process_ends_the_run(string code, int exitCode)
    {
        Replayed replayed = await Run(TwoFiles, $"stream.WriteStream().ForeachBatch((df, id) => {{ {code} }}).Start().AwaitTermination();");

        Assert.Equal(exitCode, Assert.IsType<ProgramDied>(replayed.End).ExitCode);
    }

    [Fact]
    public async Task A_query_that_is_stopped_by_its_own_batch_ends()
    {
        Replayed replayed = await Run(TwoFiles, """
            StreamingQuery? query = null;
            query = stream.WriteStream().ForeachBatch((df, id) => query!.Stop()).Start();
            query.AwaitTermination();
            Console.WriteLine(query.IsActive());
            """);

        Assert.Equal((new ProgramReturned(0), "False\n"), (replayed.End, replayed.Output));
    }

    [Fact]
    public async Task A_result_that_is_too_large_for_the_wire_fails_the_query()
    {
        Replayed replayed = await Run(TwoFiles, "stream.Select(Udf<int, string>(v => new string('x', 20_000_000))(Col(\"v\"))).WriteStream().Format(\"console\").Start().AwaitTermination();");

        Assert.Contains("too large", Assert.IsType<ProgramThrew>(replayed.End).Exception.Spark!.Message, StringComparison.Ordinal);
    }

    private static async Task<Replayed> Run(Scenario scenario, string source, ReplayLimits? limits = null)
    {
        await using var replay = new ProgramReplay(
            () => TestWorkers.Start(), TestProgram.Compile(Prelude + source), new FolderInput("in"), limits ?? ReplayLimits.Default);
        return new Replayed(await replay.ReplayAsync(scenario, CancellationToken.None), []);
    }
}
