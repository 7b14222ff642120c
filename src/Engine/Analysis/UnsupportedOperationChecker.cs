using Grader.Engine.Expressions;
using Grader.Engine.Streaming;
using Grader.Plans;
using Grader.Plans.Logical;

namespace Grader.Engine.Analysis;

/// <summary>Refuses plans that a stream, or a batch, cannot run (Spark's UnsupportedOperationChecker, whose order of tests this keeps).</summary>
public static class UnsupportedOperationChecker
{
    internal const string BatchOnly = "Queries with streaming sources must be executed with writeStream.start()";

    private const string Correctness =
        "Detected pattern of possible 'correctness' issue due to global watermark. The query contains stateful operation which can emit rows older than the current watermark plus allowed late "
        + "record delay, which are \"late rows\" in downstream stateful operations and these rows can be discarded. Please refer the programming guide doc for more details. If you understand the "
        + "possible risk of correctness issue and still need to run the query, you can disable this check by setting the config `spark.sql.streaming.statefulOperator.checkCorrectness.enabled` to false.";

    /// <summary>For show, collect and every other action on a plan.</summary>
    public static void CheckForBatch(ResolvedPlan plan)
    {
        foreach (ResolvedPlan node in plan.BottomUp())
        {
            if (node is StreamingRelation)
            {
                throw Refused(BatchOnly);
            }

            if (node is DeduplicatePlan { WithinWatermark: true })
            {
                throw Refused("dropDuplicatesWithinWatermark is not supported with batch DataFrames/DataSets");
            }
        }
    }

    /// <summary>For <c>writeStream.start()</c>.</summary>
    /// <param name="checkCorrectness">The setting <c>spark.sql.streaming.statefulOperator.checkCorrectness.enabled</c>.</param>
    public static void CheckForStreaming(ResolvedPlan plan, OutputMode mode, bool checkCorrectness = true)
    {
        if (!plan.IsStreaming)
        {
            throw Refused("Queries without streaming sources cannot be executed with writeStream.start()");
        }

        CheckOutputMode(plan, mode);
        foreach (ResolvedPlan node in plan.BottomUp())
        {
            CheckNode(node, mode);
        }

        if (checkCorrectness && plan.BottomUp().Any(node => IsStateful(node)
            && node.Children.SelectMany(c => c.SelfAndDescendants()).Any(below => MayEmitLateRows(below, mode))))
        {
            throw Refused(Correctness);
        }
    }

    private static void CheckOutputMode(ResolvedPlan plan, OutputMode mode)
    {
        ResolvedPlan? aggregate = plan.SelfAndDescendants().FirstOrDefault(IsStreamingAggregate);
        if (mode == OutputMode.Append && aggregate is not null && !GroupsByWatermark(aggregate))
        {
            throw Refused("Append output mode not supported when there are streaming aggregations on streaming DataFrames/DataSets without watermark");
        }

        if (mode == OutputMode.Update && aggregate is AggregatePlan { Groupings: var groupings } && groupings.Any(g => g is AttributeReference { Metadata.IsSessionWindow: true }))
        {
            throw Refused("Update output mode not supported for session window on streaming DataFrames/DataSets");
        }

        if (mode == OutputMode.Complete && aggregate is null)
        {
            throw Refused("Complete output mode not supported when there are no streaming aggregations on streaming DataFrames/Datasets");
        }
    }

    private static void CheckNode(ResolvedPlan node, OutputMode mode)
    {
        if (node is WindowPlan window && window.IsStreaming)
        {
            throw WindowRefused(window);
        }

        string? refusal = ExpressionRefusal(node) ?? node switch
        {
            AggregatePlan aggregate when aggregate.Child.IsStreaming && aggregate.Aggregates.Any(HasDistinct) =>
                "Distinct aggregations are not supported on streaming DataFrames/Datasets. Consider using approx_count_distinct() instead.",
            JoinPlan join => JoinRefusal(join, mode),
            DeduplicatePlan { WithinWatermark: true } dedup when dedup.IsStreaming && !dedup.Child.Output.Any(IsWatermarked) =>
                "dropDuplicatesWithinWatermark is not supported on streaming DataFrames/DataSets without watermark",
            UnionPlan union when union.Left.IsStreaming != union.Right.IsStreaming =>
                "Union between streaming and batch DataFrames/Datasets is not supported",
            SetOperationPlan { Type: SetOperationType.Except } except when except.Right.IsStreaming =>
                "Except on a streaming DataFrame/Dataset on the right is not supported",
            SetOperationPlan { Type: SetOperationType.Intersect } intersect when intersect.IsStreaming =>
                "Intersect of streaming DataFrames/Datasets is not supported",
            LimitPlan limit when limit.IsStreaming && mode == OutputMode.Update =>
                "Limits are not supported on streaming DataFrames/Datasets in Update output mode",
            OffsetPlan offset when offset.IsStreaming => "Offset is not supported on streaming DataFrames/Datasets",
            SortPlan sort when sort.IsStreaming && !(mode == OutputMode.Complete && sort.Child.SelfAndDescendants().Any(IsStreamingAggregate)) =>
                "Sorting is not supported on streaming DataFrames/Datasets, unless it is on aggregated DataFrame/Dataset in Complete output mode",
            SamplePlan sample when sample.IsStreaming => "Sampling is not supported on streaming DataFrames/Datasets",
            _ => null,
        };
        if (refusal is not null)
        {
            throw Refused(refusal);
        }
    }

    /// <summary>Numbers of rows mean nothing where there is no last row.</summary>
    private static string? ExpressionRefusal(ResolvedPlan node)
    {
        if (!node.IsStreaming)
        {
            return null;
        }

        string[] refused =
        [
            .. node.Expressions().SelectMany(expression => expression.SelfAndDescendants()).OfType<FunctionCall>()
                .Where(call => call.Function.Name == "monotonically_increasing_id").Select(PrettySql.Of),
        ];
        return refused.Length == 0 ? null : $"Expression(s): {string.Join(',', refused)} is not supported with streaming DataFrames/Datasets";
    }

    private static string? JoinRefusal(JoinPlan join, OutputMode mode)
    {
        bool left = join.Left.IsStreaming, right = join.Right.IsStreaming;
        return (join.JoinType, left, right) switch
        {
            (_, false, false) => null,
            (_, true, true) when mode != OutputMode.Append =>
                $"Join between two streaming DataFrames/Datasets is not supported in {mode} output mode, only in Append output mode",
            (JoinType.Inner or JoinType.Cross, _, _) => null,
            (JoinType.FullOuter, true, false) => "FullOuter joins with streaming DataFrames/Datasets on the left and a static DataFrame/Dataset on the right is not supported",
            (JoinType.FullOuter, false, true) => "FullOuter joins with streaming DataFrames/Datasets on the right and a static DataFrame/Dataset on the left is not supported",
            (JoinType.LeftAnti, _, true) => "LeftAnti joins with a streaming DataFrame/Dataset on the right are not supported",
            (JoinType.LeftOuter or JoinType.LeftSemi, false, true) =>
                $"{join.JoinType} join with a streaming DataFrame/Dataset on the right and a static DataFrame/Dataset on the left is not supported",
            (JoinType.RightOuter, true, false) => "RightOuter join with a streaming DataFrame/Dataset on the left and a static DataFrame/DataSet on the right not supported",
            (_, true, true) when !JoinWatermarks.BoundState(join) =>
                $"Stream-stream {join.JoinType} join between two streaming DataFrame/Datasets is not supported without a watermark in the join keys, "
                + "or a watermark on the nullable side and an appropriate range condition",
            _ => null,
        };
    }

    private static bool IsStateful(ResolvedPlan node) => node switch
    {
        AggregatePlan or DistinctPlan => node.IsStreaming,
        JoinPlan join => join.Left.IsStreaming && join.Right.IsStreaming,
        DeduplicatePlan dedup => dedup.IsStreaming && (dedup.WithinWatermark || dedup.Keys.Any(IsWatermarked)),
        _ => false,
    };

    private static bool MayEmitLateRows(ResolvedPlan node, OutputMode mode) => IsStreamingAggregate(node) && mode != OutputMode.Append;

    private static bool IsStreamingAggregate(ResolvedPlan node) => node is AggregatePlan or DistinctPlan && node.IsStreaming;

    private static bool GroupsByWatermark(ResolvedPlan aggregate) => aggregate is AggregatePlan plan
        ? plan.Groupings.OfType<AttributeReference>().Any(IsWatermarked)
        : aggregate.Output.Any(IsWatermarked);

    private static bool IsWatermarked(AttributeReference attribute) => attribute.Metadata.WatermarkDelayMs is not null;

    private static bool HasDistinct(ResolvedExpression expression) => expression.SelfAndDescendants().Any(e => e is AggregateCall { IsDistinct: true });

    private static SparkException WindowRefused(WindowPlan plan)
    {
        // Spark prints the pieces as statements: in capitals.
        string Joined(Func<WindowCall, string> text) => string.Join(",", plan.Windows.Select(w => text((WindowCall)w.Child).ToUpperInvariant()));
        return AnalysisErrors.WindowOnStream(
            Joined(w => PrettySql.Of(w.Function)), string.Join(",", plan.Windows.Select(w => ColumnNames.Quote([w.Name]))), Joined(PrettySql.WindowText));
    }

    private static SparkException Refused(string message) => SparkException.Analysis(null, message);
}
