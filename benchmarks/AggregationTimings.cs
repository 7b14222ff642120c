using System.Diagnostics;
using System.Globalization;
using Grader.Engine;
using Grader.Engine.Analysis;
using Grader.Engine.Expressions;
using Grader.Engine.Files;
using Grader.Engine.Operators;
using Grader.Plans;
using Grader.Plans.Logical;
using Grader.Plans.Types;

namespace Grader.Benchmarks;

/// <summary>Windowed aggregation of rows that are in memory: the engine's inner loop on one core, without reading.</summary>
internal static class AggregationTimings
{
    private const int Rows = 1_000_000;
    private const int Repetitions = 7;

    public static void Run()
    {
        foreach ((string name, string query) in new[]
        {
            ("taxi query (3 conditional sums by window)", TaxiScenarioBenchmark.Query),
            ("count and average by window and key", "SELECT window, event_id, count(*), avg(fare) FROM rides GROUP BY window(event_time, '10 minutes'), event_id"),
            ("sliding windows, 5 a row", "SELECT window, count(*), max(fare) FROM rides GROUP BY window(event_time, '5 minutes', '1 minute')"),
        })
        {
            double[] rates = [.. Enumerable.Range(0, Repetitions).Select(_ => Time(query)).Order()];
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name}: {rates[Repetitions / 2]:0.00} million rows/s on one core (median of {Repetitions})"));
        }
    }

    private static double Time(string query)
    {
        var clock = new SteppedClock();
        var ids = new ExpressionIdSource();
        Seq<AttributeReference> columns =
        [
            new("event_id", new StringType(), true, ids.Next()), new("event_type", new StringType(), true, ids.Next()),
            new("fare", new DoubleType(), true, ids.Next()), new("event_time", new TimestampType(), true, ids.Next()),
        ];
        string[] devices = [.. Enumerable.Range(0, 100).Select(i => string.Create(CultureInfo.InvariantCulture, $"taxi-{i}"))];
        Seq<Datum[]> rows = Enumerable.Range(0, Rows).Select(i => new[]
        {
            Datum.Of(devices[i * 31 % 100]), Datum.Of(i % 2 == 0 ? "start_ride" : "end_ride"), i % 2 == 0 ? Datum.Null : Datum.Of(i % 4000 / 100.0),
            Datum.Of(1_700_000_000_000_000 + i * 2000L - i * 7919L % 60_000 * 1000),
        }).ToSeq();
        var files = new InMemoryFileSystem(clock);
        var analyzer = new Analyzer(new AnalysisContext(name => name == "rides" ? new LocalRows(columns, rows) : null, _ => null, files, FunctionRegistry.BuiltIn, ids));
        ResolvedPlan plan = ColumnPruning.Apply(Optimizer.Optimize(analyzer.Analyze(new Sql(query))));
        var context = new QueryContext(EvaluationContext.Utc(0), files, EngineLimits.Default with { RowsPerBatch = long.MaxValue }, _ => [], Streaming: null);
        using PhysicalPlan physical = PhysicalPlanner.Plan(plan, context);
        long before = Stopwatch.GetTimestamp();
        _ = physical.Root.Execute().Count();
        return Rows / Stopwatch.GetElapsedTime(before).TotalSeconds / 1e6;
    }
}
