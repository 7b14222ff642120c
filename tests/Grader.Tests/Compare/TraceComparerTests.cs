using Grader.Compare;
using Grader.Engine.Expressions;
using Grader.Engine.Streaming;
using Grader.Plans;
using Grader.Plans.Expressions;
using Grader.Plans.Logical;
using Grader.Plans.Types;
using Grader.Replay;
using Grader.Scenarios;
using Grader.Score;
using static Grader.Tests.Compare.Clicks;

namespace Grader.Tests.Compare;

public sealed class TraceComparerTests
{
    private static readonly Scenario TwoBatches = Scenario(
        File(1, "1.json", Row("12:00:01"), Row("12:00:02", "b", "2.5"), Row("12:00:03")),
        File(7, "2.json", Row("12:00:06", "a", "4.0"), Row("12:00:12", "c")));

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void A_trace_is_identical_to_itself_and_to_every_permutation_of_its_rows(int seed)
    {
        var random = new Random(seed);
        Scenario scenario = Generated(random);
        ScenarioAnswer answer = Answer(scenario, Write(Windowed()));
        ScenarioTrace shuffled = Map(answer.Trace, batch =>
        {
            Datum[][] rows = [.. batch.Rows];
            random.Shuffle(rows);
            return batch with { Rows = rows.ToSeq() };
        });

        Assert.Equal(ComparisonLevel.Identical, TraceComparer.Compare(answer, answer.Trace, Prescribed).Level);
        Assert.Equal(ComparisonLevel.Identical, TraceComparer.Compare(answer, shuffled, Prescribed).Level);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void One_changed_cell_makes_exactly_one_trigger_differ(int seed)
    {
        var random = new Random(seed);
        ScenarioAnswer answer = Answer(Generated(random), Write(Windowed()));
        Seq<MicroBatch> batches = answer.Trace.Runs[0].Queries[0].Batches;
        MicroBatch[] filled = [.. batches.Where(batch => batch.Rows.Count > 0)];
        MicroBatch chosen = filled[random.Next(filled.Length)];
        int row = random.Next(chosen.Rows.Count), column = random.Next(4);
        ScenarioTrace changed = Map(answer.Trace, batch => batch.BatchId != chosen.BatchId ? batch : batch with
        {
            Rows = batch.Rows.Select((cells, i) => i != row ? cells : cells.Select((cell, c) => c == column ? Perturbed(cell, c) : cell).ToArray()).ToSeq(),
        });

        TraceComparison comparison = TraceComparer.Compare(answer, changed, Prescribed);

        Assert.False(comparison.IsRight);
        Assert.Equal(1, comparison.DifferingTriggers);
        Assert.Equal(chosen.TriggerTimeMs, comparison.Differences[0].TriggerTimeMs);
        BatchDifference difference = comparison.Differences[0];
        Assert.Equal(column < 2 ? (1, 1, 0) : (0, 0, 1), (difference.MissingCount, difference.UnexpectedCount, difference.ChangedCount));
    }

    [Fact]
    public void Doubles_may_differ_by_a_billionth_and_no_more()
    {
        ScenarioAnswer answer = Answer(TwoBatches, Write(Windowed()));

        Assert.True(TraceComparer.Compare(answer, Map(answer.Trace, batch => Scaled(batch, 1 + 5e-10)), Prescribed).IsRight);
        Assert.False(TraceComparer.Compare(answer, Map(answer.Trace, batch => Scaled(batch, 1 + 5e-9)), Prescribed).IsRight);
    }

    [Fact]
    public void Columns_come_in_any_order_and_a_count_may_be_INT()
    {
        ScenarioAnswer answer = Answer(TwoBatches, Write(Windowed()));

        Assert.True(Compare(answer, Write(Selected(Windowed(), "mean", "CAST(n AS INT) AS n", "k", "window"))).IsRight);
        Assert.True(Compare(answer, Write(Selected(Windowed(), "window", "k AS K", "n", "mean"))).IsRight);
    }

    [Theory]
    [InlineData("a column is named `total`, expected `n`", "window", "k", "n AS total", "mean")]
    [InlineData("the column `mean` is missing", "window", "k", "n")]
    [InlineData("the column `extra` is not asked for", "window", "k", "n", "mean", "1 AS extra")]
    [InlineData("the column `n` is STRING, expected BIGINT", "window", "k", "CAST(n AS STRING) AS n", "mean")]
    [InlineData("the column `n` is SMALLINT, expected BIGINT", "window", "k", "CAST(n AS SMALLINT) AS n", "mean")]
    [InlineData("the column `mean` is FLOAT, expected DOUBLE", "window", "k", "n", "CAST(mean AS FLOAT) AS mean")]
    [InlineData("the column `window` is TIMESTAMP, expected STRUCT<start: TIMESTAMP, end: TIMESTAMP>", "window.start AS window", "k", "n", "mean")]
    [InlineData("the column `window` is STRUCT<from: TIMESTAMP, end: TIMESTAMP>, expected", "named_struct('from', window.start, 'end', window.end) AS window", "k", "n", "mean")]
    public void Other_columns_are_named_in_words_and_no_rows_are_compared(string problem, params string[] columns)
    {
        TraceComparison comparison = Compare(Answer(TwoBatches, Write(Windowed())), Write(Selected(Windowed(), columns)));

        Assert.Equal(ComparisonLevel.Different, comparison.Level);
        Assert.Contains(problem, comparison.Differences[0].SchemaProblem, StringComparison.Ordinal);
        Assert.Equal(0, comparison.Differences[0].MissingCount + comparison.Differences[0].UnexpectedCount + comparison.Differences[0].ChangedCount);
        Assert.Equal(2, comparison.DifferingTriggers);
    }

    [Fact]
    public void A_batch_without_rows_equals_no_batch_and_ids_do_not_matter()
    {
        ScenarioAnswer answer = Answer(TwoBatches, Write(Windowed()));
        ScenarioTrace other = MapFirst(answer.Trace, run => run with
        {
            Queries =
            [
                run.Queries[0] with
                {
                    Batches =
                    [
                        run.Queries[0].Batches[0] with { Rows = [], TriggerTimeMs = Ms("12:00:00"), Schema = StructType.Empty },
                        .. run.Queries[0].Batches.Where(batch => batch.Rows.Count > 0).Select(batch => batch with { BatchId = batch.BatchId + 7 }),
                    ],
                },
            ],
        });

        Assert.Equal(ComparisonLevel.Identical, TraceComparer.Compare(answer, other, Prescribed).Level);
    }

    [Fact]
    public void A_difference_shows_the_key_with_both_values_the_watermarks_and_the_rows_that_fed_it()
    {
        Scenario late = Scenario(
            File(1, "1.json", Row("12:00:01")), File(31, "2.json", Row("12:00:30")), File(41, "3.json", Row("12:00:05"), Row("12:00:31"), "{oops"));

        TraceComparison comparison = Compare(Answer(late, Write(Windowed("30 seconds"))), Write(Windowed("1 second")));

        BatchDifference difference = Assert.Single(comparison.Differences);
        Assert.Equal(Ms("12:00:45"), difference.TriggerTimeMs);
        Assert.Equal(["window", "k", "n", "mean"], difference.Columns);
        Assert.Equal(["{2024-03-01 12:00:00, 2024-03-01 12:00:10}", "a", "2", "1.0"], Assert.Single(difference.Missing));
        Assert.Equal(new WatermarkMove(Ms("12:00:00"), Ms("12:00:01")), difference.Watermark);
        Assert.Equal(new WatermarkMove(Ms("12:00:29"), Ms("12:00:30")), difference.SubmissionWatermark);
        Assert.Equal([Lateness.Late, Lateness.OnTime, Lateness.Malformed], difference.Fed.Select(row => row.Lateness));
    }

    [Fact]
    public void A_window_that_came_to_another_count_is_a_changed_row()
    {
        TraceComparison comparison = Compare(
            Answer(TwoBatches, Write(Windowed())), Write(Windowed(aggregates: ["count(1) + 1 AS n", "avg(v) AS mean"])));

        ChangedRow changed = comparison.Differences[0].Changed[0];
        Assert.Equal(("2", "3"), (changed.Expected[2], changed.Actual[2]));
        Assert.Equal("the window 12:00:00–12:00:10, k \"a\" has n 3, expected 2 (and 1 more row differs)", DifferenceWords.Rows(comparison.First!));
    }

    [Fact]
    public void Another_trigger_is_wrong_where_one_is_prescribed_though_the_table_is_the_same()
    {
        TraceComparison comparison = Compare(Answer(TwoBatches, Write(Windowed())), Write(Windowed(), everyMs: null));

        Assert.Equal(ComparisonLevel.SameTableAfterEachTrigger, comparison.Level);
        Assert.False(comparison.IsRight);
    }

    [Theory]
    [InlineData("append", 5000L)]
    [InlineData("append", 3000L)]
    [InlineData("update", 60_000L)]
    public void Any_trigger_is_right_where_none_is_prescribed(string mode, long everyMs)
    {
        Scenario scenario = Scenario(
            File(1, "1.json", Row("12:00:01", "a", "95.0")), File(4, "2.json", Row("12:00:02", "b", "91.0"), Row("12:00:02", "b", "10.0")),
            File(6.5, "3.json", Row("12:00:03", "c", "99.0")), Restart(20, 3), File(25, "4.json", Row("12:00:04", "d", "99.5")));
        ScenarioAnswer answer = Answer(scenario, Write(Filtered(), "append", null));

        TraceComparison comparison = Compare(answer, Write(Filtered(), mode, everyMs), Free);

        Assert.Equal(ComparisonLevel.SameTableAfterEachTrigger, comparison.Level);
        Assert.True(comparison.IsRight);
        Assert.Empty(comparison.Differences);
    }

    [Fact]
    public void With_another_trigger_rows_are_compared_at_the_later_of_the_two_cuts()
    {
        Scenario scenario = Scenario(
            File(1, "1.json", Row("12:00:01", "a", "95.0")), File(4, "2.json", Row("12:00:02", "b", "91.0")), File(11, "3.json", Row("12:00:03", "c", "99.0")));

        TraceComparison comparison = Compare(Answer(scenario, Write(Filtered(), "append", null)), Write(Filtered("v > 92"), "append", 10_000), Free);

        BatchDifference difference = Assert.Single(comparison.Differences);
        Assert.Equal(Ms("12:00:10"), difference.TriggerTimeMs);
        Assert.Equal(["2024-03-01 12:00:02", "b", "91.0"], Assert.Single(difference.Missing));
        Assert.Equal(0, difference.UnexpectedCount);
        Assert.Equal(ComparisonLevel.Different, comparison.Level);
    }

    [Fact]
    public void A_file_limit_that_nobody_asked_for_must_not_change_a_batch()
    {
        Scenario apart = Scenario(File(1, "1.json", Row("12:00:01", "a", "95.0")), File(4, "2.json", Row("12:00:02", "b", "91.0")));
        Scenario together = Scenario(File(1, "1.json", Row("12:00:01", "a", "95.0")), File(1, "2.json", Row("12:00:02", "b", "91.0")));
        WriteStreamOperation limited = Write(Filtered("v > 90", new Setting("maxFilesPerTrigger", "1")), "append", null);

        Assert.True(Compare(Answer(apart, Write(Filtered(), "append", null)), limited, Free).IsRight);
        TraceComparison cut = Compare(Answer(together, Write(Filtered(), "append", null)), limited, Free);
        Assert.False(cut.IsRight);
        Assert.Equal(ComparisonLevel.SameTableAfterEachTrigger, cut.Level);
        Assert.Equal("the rows come in 2 batches, expected one batch", cut.Differences[0].Remark);
        Assert.True(Compare(Answer(apart, Write(Filtered(), "append", null)), limited with { Trigger = new ProcessingTimeTrigger(2000, null) }, Free).IsRight);
        Assert.False(Compare(Answer(apart, Write(Filtered(), "append", null)), limited with { Trigger = new ProcessingTimeTrigger(10_000, null) }, Free).IsRight);
    }

    [Fact]
    public void A_query_without_checkpoint_counts_old_files_again_after_a_restart()
    {
        Scenario scenario = Scenario(File(1, "1.json", Row("12:00:01")), Restart(12), File(14, "2.json", Row("12:00:12")));
        ScenarioAnswer answer = Answer(scenario, Write(Windowed()));

        Assert.True(Compare(answer, Write(Windowed(), checkpoint: "elsewhere")).IsRight);
        TraceComparison lost = Compare(answer, Write(Windowed(), checkpoint: null));
        Assert.False(lost.IsRight);
        Assert.Equal(1, lost.First!.Run);
    }

    [Fact]
    public void A_batch_delivered_again_after_a_crash_is_expected_again_but_stands_in_the_table_once()
    {
        ScenarioAnswer answer = Answer(TwoBatches, Write(Filtered("v > 0"), "append", null));
        ScenarioTrace again = MapFirst(answer.Trace, run => run with
        {
            Queries = [run.Queries[0] with { Batches = [.. run.Queries[0].Batches, run.Queries[0].Batches[^1] with { IsRerun = true, TriggerTimeMs = Ms("12:00:20") }] }],
        });

        Assert.True(TraceComparer.Compare(answer with { Trace = again }, again, Prescribed).IsRight);
        TraceComparison once = TraceComparer.Compare(answer with { Trace = again }, answer.Trace, Prescribed);
        Assert.False(once.IsRight);
        Assert.Equal(ComparisonLevel.SameTableAfterEachTrigger, once.Level);
    }

    [Fact]
    public void A_sort_is_honoured_only_where_the_reference_sorts()
    {
        var counts = new Aggregate(Source(), GroupType.GroupBy, [new ExpressionString("k")], [new ExpressionString("count(1) AS n")]);
        LogicalPlan Sorted(bool descending) => new Sort(counts, [new SortOrder(new ExpressionString("n"), descending ? SortDirection.Descending : SortDirection.Ascending, default)]);
        Scenario scenario = Scenario(File(1, "1.json", Row("12:00:01"), Row("12:00:02"), Row("12:00:02", "b")));
        ScenarioAnswer sorted = Answer(scenario, Write(Sorted(true), "complete"));

        Assert.True(Compare(sorted, Write(Sorted(true), "complete")).IsRight);
        Assert.True(Compare(Answer(scenario, Write(counts, "complete")), Write(Sorted(true), "complete")).IsRight);
        TraceComparison other = Compare(sorted, Write(Sorted(false), "complete"));
        Assert.False(other.IsRight);
        Assert.Equal("the rows are sorted in another way, from row 1 on", other.Differences[0].Remark);
    }

    [Fact]
    public void The_same_end_by_other_ways_is_told_apart_from_another_end()
    {
        ScenarioAnswer answer = Answer(TwoBatches, Write(Windowed()));
        ScenarioTrace wrongOnTheWay = Map(answer.Trace, batch => batch.BatchId == 0 ? Scaled(batch, 3) : batch);
        ScenarioTrace repaired = MapFirst(wrongOnTheWay, run => run with
        {
            Queries = [run.Queries[0] with { Batches = [.. run.Queries[0].Batches.Take(1), .. answer.Trace.Runs[0].Queries[0].Batches.Select(batch => batch with { TriggerTimeMs = batch.TriggerTimeMs + 5000 })] }],
        });

        Assert.Equal(ComparisonLevel.SameFinalTable, TraceComparer.Compare(answer, repaired, Prescribed).Level);
        Assert.Equal(ComparisonLevel.Different, TraceComparer.Compare(answer, wrongOnTheWay, Prescribed).Level);
    }

    [Fact]
    public void Lists_are_bounded_and_counts_are_not()
    {
        Scenario scenario = Scenario(
            [.. Enumerable.Range(0, 60).Select(i => File(1 + (5 * i), $"{i:00}.json", [.. Enumerable.Range(0, 70).Select(n => Row("12:00:01", $"k{n}"))]))]);
        ScenarioAnswer answer = Answer(scenario, Write(Filtered("v > 0"), "append"));

        TraceComparison comparison = Compare(answer, Write(Filtered("v > 1000"), "append"));

        Assert.Equal(60, comparison.DifferingTriggers);
        Assert.Equal(50, comparison.Differences.Count);
        Assert.All(comparison.Differences, difference => Assert.Equal((50, 70, 50, 70), (difference.Missing.Count, difference.MissingCount, difference.Fed.Count, difference.FedCount)));
    }

    [Fact]
    public void Nothing_is_compared_after_a_program_failed()
    {
        ScenarioAnswer answer = Answer(TwoBatches, Write(Windowed()));
        ScenarioTrace half = MapFirst(answer.Trace, run => run with { Queries = [run.Queries[0] with { Batches = run.Queries[0].Batches.Take(1).ToSeq() }] });

        Assert.Equal(0, TraceComparer.Compare(answer, half, Prescribed, Ms("12:00:05")).DifferingTriggers);
        Assert.Equal(1, TraceComparer.Compare(answer, half, Prescribed).DifferingTriggers);
    }

    [Fact]
    public void Rows_of_foreign_types_are_never_read_as_the_references()
    {
        ScenarioAnswer answer = Answer(TwoBatches, Write(Filtered("v > 0"), "append", null));
        WriteStreamOperation other = Write(Selected(Filtered("v > 0"), "v AS k", "k AS v", "t"), "append", 10_000);

        TraceComparison comparison = Compare(answer, other, Free);

        Assert.Equal(ComparisonLevel.Different, comparison.Level);
        Assert.NotNull(comparison.First!.SchemaProblem);
    }

    private static TraceComparison Compare(ScenarioAnswer answer, WriteStreamOperation submission, ComparisonRules? rules = null) =>
        TraceComparer.Compare(answer, ScenarioRun.Of(answer.Scenario, submission), rules ?? Prescribed);

    private static MicroBatch Scaled(MicroBatch batch, double factor) =>
        batch with { Rows = batch.Rows.Select(row => (Datum[])[.. row[..3], Datum.Of(row[3].Double * factor)]).ToSeq() };

    private static Datum Perturbed(Datum cell, int column) => column switch
    {
        0 => Datum.Of([Datum.Of(cell.Items[0].Int64 - 60_000_000), Datum.Of(cell.Items[1].Int64 - 60_000_000)]),
        1 => Datum.Of(cell.String + "x"),
        2 => Datum.Of(cell.Int64 + 1),
        _ => Datum.Of(cell.Double + 0.001),
    };

    private static Scenario Generated(Random random) => Scenario(
        [.. Enumerable.Range(0, 8).Select(i => File(1 + (4 * i), $"{i}.json",
            [.. Enumerable.Range(0, random.Next(1, 9)).Select(_ => Row($"12:00:{Math.Max(0, (4 * i) + random.Next(-15, 5)):00}", $"k{random.Next(3)}", $"{random.Next(100)}.5"))]))]);
}
