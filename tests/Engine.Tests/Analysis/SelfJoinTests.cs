using Grader.Engine.Analysis;
using Grader.Plans;
using Grader.Plans.Expressions;
using Grader.Plans.Logical;

namespace Grader.Engine.Tests.Analysis;

/// <summary>Which side of a join a column of a frame means where the frame is on both.</summary>
public sealed class SelfJoinTests : AnalysisFixture
{
    private static LogicalPlan Rows { get; } = Source("k STRING, v INT", isStreaming: false) with { PlanId = 10 };

    private static LogicalPlan Large { get; } = Where(Rows, "v > 1") with { PlanId = 11 };

    private static LogicalPlan Counts { get; } = Count(Rows, "k") with { PlanId = 12 };

    private static LogicalPlan Live { get; } = Where(Stream, "v > 1") with { PlanId = 13 };

    [Theory]
    [InlineData("==")]
    [InlineData("<=>")]
    public void A_column_equal_to_itself_is_that_of_the_left_and_that_of_the_right(string comparison) =>
        AssertCompares("k", Analyze(Self(Rows, Rows, Call(comparison, Of(Rows, "k"), Of(Rows, "k")))));

    [Fact]
    public void So_it_is_where_the_right_was_made_from_the_left() => AssertCompares("k", Analyze(Self(Rows, Counts, Equal(Of(Rows, "k"), Of(Counts, "k")))));

    [Fact]
    public void So_it_is_between_streams() => AssertCompares("k", Analyze(Self(Stream, Live, Equal(Of(Stream, "k"), Of(Live, "k")))));

    [Fact]
    public void Other_comparisons_beside_the_equality_keep_their_columns()
    {
        var join = (JoinPlan)Analyze(Self(Rows, Counts, Call("and", Equal(Of(Rows, "k"), Of(Counts, "k")), Call(">", Of(Counts, "count"), new Literal(1, new Grader.Plans.Types.IntegerType())))));
        Assert.Contains(join.Condition!.References(), a => a.Id == join.Right.Output[1].Id);
    }

    [Fact]
    public void What_only_the_right_makes_can_be_selected_from_its_frame()
    {
        LogicalPlan join = Self(Rows, Counts, Equal(Of(Rows, "k"), Of(Counts, "k"))) with { PlanId = 20 };
        Assert.Equal("count bigint", Columns(Analyze(new Project(join, [Of(Counts, "count")]))));
    }

    [Fact]
    public void A_column_that_only_the_right_shows_is_the_right_s()
    {
        LogicalPlan keys = Select(Rows, "k") with { PlanId = 14 };
        var join = (JoinPlan)Analyze(Self(keys, Large, Call(">", Of(Large, "v"), Of(keys, "k"))));
        Assert.Equal([join.Right.Output[1].Id, join.Left.Output[0].Id], join.Condition!.References().Select(a => a.Id).Distinct());
    }

    [Fact]
    public void A_comparison_of_two_frames_that_are_one_is_ambiguous() => AssertAmbiguous(Self(Rows, Large, Call("<", Of(Rows, "v"), Of(Large, "v"))));

    [Fact]
    public void So_is_a_column_of_the_right_with_a_constant() => AssertAmbiguous(Self(Stream, Live, Equal(Of(Live, "k"), new Literal("a", new Grader.Plans.Types.StringType()))));

    [Fact]
    public void A_constant_in_a_join_of_a_frame_with_itself_is_not() =>
        Assert.IsType<JoinPlan>(Analyze(Self(Rows, Rows, Equal(Of(Rows, "k"), new Literal("a", new Grader.Plans.Types.StringType())))));

    [Fact]
    public void A_column_taken_above_the_join_is_ambiguous()
    {
        LogicalPlan join = Self(Rows, Counts, Equal(Of(Rows, "k"), Of(Counts, "k"))) with { PlanId = 20 };
        AssertAmbiguous(new Project(join, [Of(Rows, "v")]));
        AssertAmbiguous(new Filter(join, Call(">", Of(Rows, "v"), new Literal(1, new Grader.Plans.Types.IntegerType()))));
    }

    [Fact]
    public void A_column_to_drop_is_not()
    {
        LogicalPlan join = Self(Rows, Counts, Equal(Of(Rows, "k"), Of(Counts, "k"))) with { PlanId = 20 };
        Assert.Equal("v int, k string, count bigint", Columns(Analyze(new Drop(join, [Of(Rows, "k")]))));
    }

    [Fact]
    public void A_join_of_different_frames_compares_what_it_says()
    {
        var join = (JoinPlan)Analyze(Self(Rows, Batch, Equal(Of(Rows, "k"), Of(Rows, "k"))));
        Assert.Single(join.Condition!.References().Select(a => a.Id).Distinct());
    }

    private static Join Self(LogicalPlan left, LogicalPlan right, Expression condition) => new(left, right, condition, JoinType.Inner, []);

    private static UnresolvedAttribute Of(LogicalPlan frame, string column) => new(column, frame.PlanId);

    private static UnresolvedFunction Equal(Expression left, Expression right) => Call("==", left, right);

    private static UnresolvedFunction Call(string name, params Expression[] arguments) => new(name, [.. arguments]);

    private static void AssertCompares(string column, ResolvedPlan plan)
    {
        var join = (JoinPlan)plan;
        long Id(ResolvedPlan side) => side.Output.Single(a => a.Name == column).Id;
        Assert.NotEqual(Id(join.Left), Id(join.Right));
        Assert.Equal([Id(join.Left), Id(join.Right)], join.Condition!.References().Select(a => a.Id));
    }

    private void AssertAmbiguous(LogicalPlan plan)
    {
        SparkError error = ErrorOf(plan);
        Assert.Equal("_LEGACY_ERROR_TEMP_1182", error.ErrorClass);
        Assert.Contains("are ambiguous. It's probably because you joined several Datasets together", error.Message, StringComparison.Ordinal);
    }
}
