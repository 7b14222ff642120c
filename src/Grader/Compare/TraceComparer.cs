using System.Globalization;
using Grader.Engine.Expressions;
using Grader.Plans;
using Grader.Plans.Types;
using Grader.Replay;
using Grader.Scenarios;
using Grader.Score;

namespace Grader.Compare;

/// <summary>Compares what a submission did with what the reference did on the same scenario, trigger by trigger.</summary>
/// <remarks>
/// Batches are aligned by trigger time, never by id; a batch without rows equals no batch. Several batches at one instant, which the default
/// trigger may run, are compared in order.
/// </remarks>
internal sealed class TraceComparer
{
    private readonly Scenario scenario;
    private readonly ComparisonRules rules;
    private readonly Seq<TimelineRow> timeline;
    private readonly Seq<DeliveredBatch> expectedAll;
    private readonly Seq<DeliveredBatch> actualAll;
    private readonly QueryTrace reference;
    private readonly StructType schema;
    private readonly DataType[] types;
    private readonly Seq<int>? groupKeys;
    private readonly Seq<int> keys;
    private readonly Seq<int>? order;
    private readonly Dictionary<DeliveredBatch, string> schemaProblems = new(ReferenceEqualityComparer.Instance);

    private TraceComparer(ScenarioAnswer answer, ScenarioTrace submission, ComparisonRules rules, long untilMs)
    {
        scenario = answer.Scenario;
        timeline = answer.Timeline;
        this.rules = rules;
        expectedAll = GradedQuery.Batches(answer.Trace).Where(batch => batch.TimeMs <= untilMs).ToSeq();
        reference = answer.Trace.Runs.Select(GradedQuery.Of).OfType<QueryTrace>().First();
        schema = reference.Schema;
        types = [.. schema.Fields.Select(field => field.DataType)];
        groupKeys = KeyColumns.OfGroups(reference.Plan);
        keys = KeyColumns.ForReport(reference.Plan);
        order = RequiredOrder.Of(reference.Plan);
        actualAll = InOurColumns(GradedQuery.Batches(submission).Where(batch => batch.TimeMs <= untilMs));
    }

    /// <param name="untilMs">Nothing after this instant is compared: where a program failed, what it could not do any more is no difference.</param>
    public static TraceComparison Compare(ScenarioAnswer answer, ScenarioTrace submission, ComparisonRules rules, long untilMs = long.MaxValue) =>
        new TraceComparer(answer, submission, rules, untilMs).Compare();

    private TraceComparison Compare()
    {
        List<TriggerDifference> differences = [.. PerTrigger()];
        if (differences.Count == 0)
        {
            return new TraceComparison(ComparisonLevel.Identical, IsRight: true, [], 0, null);
        }

        Seq<long> cuts = CommonCuts.Of(scenario, [.. expectedAll.Select(batch => batch.TimeMs)], [.. actualAll.Select(batch => batch.TimeMs)]);
        ComparisonLevel level = LevelOfTables(cuts);
        if (level == ComparisonLevel.SameTableAfterEachTrigger && rules.SameTableSuffices
            && (rules.PrescribesFileLimit || !ReadLimit.HeldFilesBack(scenario, actualAll)))
        {
            return new TraceComparison(level, IsRight: true, [], 0, null);
        }

        // Where the batches may be cut otherwise and are, trigger by trigger nearly everything would differ.
        if (rules.SameTableSuffices && schemaProblems.Count == 0 && IsCutOtherwise() && PerStretch(cuts).ToList() is { Count: > 0 } stretches)
        {
            differences = stretches;
        }

        var writer = new DifferenceWriter(timeline, expectedAll, actualAll);
        return new TraceComparison(level, IsRight: false, differences.Take(DifferenceWriter.MostDifferences).Select(writer.Write).ToSeq(), differences.Count,
            differences.Find(difference => difference.SchemaProblem is not null) ?? differences[0]);
    }

    private bool IsCutOtherwise() => actualAll.FirstOrDefault()?.Query.TriggerIntervalMs != reference.TriggerIntervalMs;

    /// <summary>The submission's batches with their rows in the reference's columns. Where the columns do not match, rows stay as they are and are never looked at.</summary>
    private Seq<DeliveredBatch> InOurColumns(IEnumerable<DeliveredBatch> batches)
    {
        var matches = new Dictionary<StructType, SchemaMatch>();
        var mapped = new List<DeliveredBatch>();
        foreach (DeliveredBatch batch in batches)
        {
            if (!matches.TryGetValue(batch.Batch.Schema, out SchemaMatch? match))
            {
                match = SchemaMatch.Of(schema, batch.Batch.Schema);
                matches.Add(batch.Batch.Schema, match);
            }

            DeliveredBatch own = match.IsIdentity || match.Problem is not null
                ? batch
                : batch with { Batch = batch.Batch with { Rows = batch.Batch.Rows.Select(row => match.Positions.Select(position => row[position]).ToArray()).ToSeq() } };
            mapped.Add(own);
            if (match.Problem is { } problem && HasRows(own))
            {
                schemaProblems.Add(own, problem);
            }
        }

        return mapped.ToSeq();
    }

    private IEnumerable<TriggerDifference> PerTrigger()
    {
        ILookup<long, DeliveredBatch> expected = expectedAll.Where(HasRows).ToLookup(batch => batch.TimeMs);
        ILookup<long, DeliveredBatch> actual = actualAll.Where(HasRows).ToLookup(batch => batch.TimeMs);
        return expected.Concat(actual).Select(batches => batches.Key).Distinct().Order()
            .Select(time => AtTrigger(time, expected[time].ToSeq(), actual[time].ToSeq())).OfType<TriggerDifference>();
    }

    private static bool HasRows(DeliveredBatch batch) => batch.Batch.Rows.Count > 0;

    private TriggerDifference? AtTrigger(long time, Seq<DeliveredBatch> expected, Seq<DeliveredBatch> actual)
    {
        if (actual.Select(batch => schemaProblems.GetValueOrDefault(batch)).FirstOrDefault(problem => problem is not null) is { } problem)
        {
            return new TriggerDifference(time, expected, actual, schema, keys, problem, null, new RowDifference([], [], []));
        }

        string? remark = expected.Count > 0 && actual.Count > 0 && expected.Count != actual.Count
            ? string.Create(CultureInfo.InvariantCulture, $"the rows come in {Batches(actual.Count)}, expected {Batches(expected.Count)}")
            : null;
        var parts = new List<RowDifference>();
        for (int i = 0; i < Math.Max(expected.Count, actual.Count); i++)
        {
            Seq<Datum[]> wanted = i < expected.Count ? expected[i].Batch.Rows : [], given = i < actual.Count ? actual[i].Batch.Rows : [];
            RowDifference part = RowDifference.Of(wanted, given, types, keys);
            parts.Add(part);
            if (remark is null && part.IsEmpty && order is { } columns && RequiredOrder.FirstBreach(wanted, given, types, columns) is { } row)
            {
                remark = string.Create(CultureInfo.InvariantCulture, $"the rows are sorted in another way, from row {row + 1} on");
            }
        }

        RowDifference rows = RowDifference.Concat(parts);
        return rows.IsEmpty && remark is null ? null : new TriggerDifference(time, expected, actual, schema, keys, null, remark, rows);
    }

    private static string Batches(int count) => count == 1 ? "one batch" : string.Create(CultureInfo.InvariantCulture, $"{count} batches");

    /// <summary>How near the tables are that the batches build up.</summary>
    private ComparisonLevel LevelOfTables(Seq<long> cuts)
    {
        if (schemaProblems.Count > 0)
        {
            return ComparisonLevel.Different;
        }

        ResultTable expected = NewTable(), actual = NewTable();
        int nextExpected = 0, nextActual = 0;
        bool isSame = true;
        foreach (long cut in cuts)
        {
            nextExpected = Add(expected, expectedAll, nextExpected, cut);
            nextActual = Add(actual, actualAll, nextActual, cut);
            if (isSame || cut == long.MaxValue)
            {
                // The last cut decides alone whether the final table is the same.
                bool same = IsSame(expected.Rows(), actual.Rows());
                isSame &= same;
                if (!same && cut == long.MaxValue)
                {
                    return ComparisonLevel.Different;
                }
            }
        }

        return isSame ? ComparisonLevel.SameTableAfterEachTrigger : ComparisonLevel.SameFinalTable;
    }

    private ResultTable NewTable() => new(types, groupKeys);

    private static int Add(ResultTable table, Seq<DeliveredBatch> batches, int next, long until)
    {
        for (; next < batches.Count && batches[next].TimeMs <= until; next++)
        {
            table.Add(batches[next]);
        }

        return next;
    }

    private bool IsSame(IReadOnlyList<Datum[]> expected, IReadOnlyList<Datum[]> actual) =>
        expected.Count == actual.Count && RowDifference.Of(expected, actual, types, keys).IsEmpty;

    private IEnumerable<TriggerDifference> PerStretch(Seq<long> cuts)
    {
        int nextExpected = 0, nextActual = 0;
        foreach (long until in cuts)
        {
            ResultTable wanted = NewTable(), given = NewTable();
            (int fromExpected, int fromActual) = (nextExpected, nextActual);
            nextExpected = Add(wanted, expectedAll, nextExpected, until);
            nextActual = Add(given, actualAll, nextActual, until);
            RowDifference rows = RowDifference.Of(wanted.Rows(), given.Rows(), types, keys);
            if (!rows.IsEmpty)
            {
                Seq<DeliveredBatch> expected = Range(expectedAll, fromExpected, nextExpected), actual = Range(actualAll, fromActual, nextActual);
                long time = until == long.MaxValue ? expected.Concat(actual).Max(batch => batch.TimeMs) : until;
                yield return new TriggerDifference(time, expected, actual, schema, keys, null, null, rows);
            }
        }
    }

    private static Seq<DeliveredBatch> Range(Seq<DeliveredBatch> batches, int from, int to) =>
        batches.Skip(from).Take(to - from).Where(HasRows).ToSeq();
}
