using System.Globalization;
using Grader.Engine.Analysis;
using Grader.Engine.Streaming;
using Grader.Plans;
using Grader.Scenarios;

namespace Grader.Compare;

/// <summary>A <c>maxFilesPerTrigger</c> in a query, and whether it held files back.</summary>
internal static class ReadLimit
{
    private const string Option = "maxFilesPerTrigger";

    /// <summary>The limits of all file sources of the plan; null for a source without one.</summary>
    public static Seq<int?> In(ResolvedPlan plan) => plan.SelfAndDescendants().OfType<StreamingRelation>()
        .Select(relation => int.TryParse(relation.Options[Option], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int limit) ? limit : (int?)null)
        .ToSeq();

    /// <summary>Whether a batch read as many files as the query allows and left one for later that had arrived.</summary>
    /// <param name="batches">A submission's batches with traced input, in time order.</param>
    public static bool HeldFilesBack(Scenario scenario, Seq<DeliveredBatch> batches)
    {
        Dictionary<string, long> arrivals = Arrivals(scenario);
        long earliestLater = long.MaxValue;
        foreach (DeliveredBatch batch in batches.Reverse())
        {
            string[] files = [.. Files(batch.Batch)];
            if (In(batch.Query.Plan).Min() is { } limit && files.Length >= limit && earliestLater <= batch.TimeMs)
            {
                return true;
            }

            earliestLater = files.Select(file => arrivals.GetValueOrDefault(file, long.MaxValue)).Append(earliestLater).Min();
        }

        return false;
    }

    /// <summary>When each file got the name under which it was read, milliseconds since the epoch.</summary>
    private static Dictionary<string, long> Arrivals(Scenario scenario)
    {
        long start = scenario.Start.ToUnixTimeMilliseconds();
        var arrivals = new Dictionary<string, long>(StringComparer.Ordinal);
        foreach (TimelineEvent happening in scenario.Events)
        {
            if ((happening is FileArrival arrival ? arrival.Name : (happening as FileRename)?.To) is { } name)
            {
                arrivals[name] = start + (long)happening.At.TotalMilliseconds;
            }
        }

        return arrivals;
    }

    private static IEnumerable<string> Files(MicroBatch batch) =>
        batch.Inputs.SelectMany(input => input.Records).Select(record => record.File).OfType<string>().Select(SourceFile.NameOf).Distinct();
}
