using System.Text;
using Grader.Plans.Expressions;
using Grader.Plans.Json;
using Grader.Plans.Logical;
using Grader.Plans.Types;

namespace Grader.Plans.Tests.Json;

public class PlanJsonTests
{
    [Fact]
    public void Reading_what_was_printed_gives_an_equal_plan_for_random_plans_of_every_kind()
    {
        var records = new RandomRecords(seed: 20240501);
        for (int i = 0; i < 1500; i++)
        {
            LogicalPlan plan = records.Make<LogicalPlan>(depth: 4);
            byte[] printed = PlanJson.Print(plan);
            LogicalPlan parsed = PlanJson.ParsePlan(printed);
            Assert.Equal(plan, parsed);
            Assert.Equal(Encoding.UTF8.GetString(printed), Encoding.UTF8.GetString(PlanJson.Print(parsed)));
        }

        Type[] all = [.. new[] { typeof(LogicalPlan), typeof(Expression), typeof(DataType) }.SelectMany(RandomRecords.ConcreteTypesOf)];
        Assert.Empty(all.Except(records.Made));
    }

    [Fact]
    public void Reading_what_was_printed_gives_an_equal_operation_and_type_and_expression()
    {
        var records = new RandomRecords(seed: 7);
        for (int i = 0; i < 300; i++)
        {
            WriteStreamOperation operation = records.Make<WriteStreamOperation>(depth: 3);
            Assert.Equal(operation, PlanJson.ParseWriteStream(PlanJson.Print(operation)));
            DataType type = records.Make<DataType>(depth: 5);
            Assert.Equal(type, PlanJson.ParseType(PlanJson.Print(type)));
            Expression expression = records.Make<Expression>(depth: 5);
            Assert.Equal(expression, PlanJson.ParseExpression(PlanJson.Print(expression)));
        }

        Assert.Empty(RandomRecords.ConcreteTypesOf(typeof(Trigger)).Except(records.Made));
    }

    [Fact]
    public void Origins_travel()
    {
        var plan = new Filter(
            new NamedTable("t") { Origin = new Origin("A.cs", 3, 9) }, new UnresolvedAttribute("x") { Origin = new Origin("B.cs", 4, 2) });
        var parsed = (Filter)PlanJson.ParsePlan(PlanJson.Print(plan));
        Assert.Equal("A.cs:3:9", parsed.Child.Origin.ToString());
        Assert.Equal("B.cs:4:2", parsed.Condition.Origin.ToString());
        Assert.False(parsed.Origin.IsKnown);
    }

    [Fact]
    public void Negative_zero_and_exact_number_types_survive()
    {
        var parsed = (Literal)PlanJson.ParseExpression(PlanJson.Print(new Literal(-0.0, new DoubleType())));
        Assert.True(double.IsNegative((double)parsed.Value!));
        Assert.IsType<long>(((Literal)PlanJson.ParseExpression(PlanJson.Print(new Literal(5L, new LongType())))).Value);
        Assert.IsType<int>(((Literal)PlanJson.ParseExpression(PlanJson.Print(new Literal(5, new IntegerType())))).Value);
    }

    [Fact]
    public void A_lone_surrogate_becomes_the_replacement_character() =>
        Assert.Equal(new UnresolvedAttribute("a\uFFFD"), PlanJson.ParseExpression(PlanJson.Print(new UnresolvedAttribute("a\uD800"))));

    [Fact]
    public void A_shared_node_is_written_once()
    {
        Expression sum = new UnresolvedAttribute("x");
        for (int i = 0; i < 12; i++)
        {
            sum = new UnresolvedFunction("+", [sum, sum]);
        }

        byte[] printed = PlanJson.Print(sum);
        Assert.True(printed.Length < 2000, $"{printed.Length} bytes");
        Assert.Equal(13, PlanJson.ParseExpression(printed).Depth);
    }

    [Fact]
    public void A_tree_that_sharing_makes_too_large_is_refused_on_both_sides()
    {
        Expression sum = new UnresolvedAttribute("x");
        for (int i = 0; i < 18; i++)
        {
            sum = new UnresolvedFunction("+", [sum, sum]);
        }

        Assert.Contains("more than 200000 nodes", Assert.Throws<WireFormatException>(() => PlanJson.Print(sum)).Message, StringComparison.Ordinal);
        var text = new StringBuilder("""{"version":1,"nodes":[{"kind":"UnresolvedAttribute","name":"x"}""");
        for (int i = 0; i < 18; i++)
        {
            text.Append($$""",{"kind":"UnresolvedFunction","name":"+","arguments":[{{i}},{{i}}]}""");
        }

        AssertRefused(text.Append("]}").ToString(), "more than 200000 nodes", PlanJson.ParseExpression);
    }

    [Fact]
    public void A_plan_of_a_thousand_levels_travels_and_one_level_more_is_refused_where_it_is_built()
    {
        LogicalPlan plan = new NamedTable("t");
        for (int i = 1; i < LogicalPlan.MaxDepth; i++)
        {
            plan = new Distinct(plan);
        }

        Assert.Equal(LogicalPlan.MaxDepth, plan.Depth);
        Assert.Equal(LogicalPlan.MaxDepth, PlanJson.ParsePlan(PlanJson.Print(plan)).Depth);
        Assert.Equal("The plan is nested more than 1000 levels deep.", Assert.Throws<SparkException>(() => new Distinct(plan)).Message);
    }

    [Fact]
    public void An_expression_of_more_than_a_thousand_levels_is_refused_where_it_is_built()
    {
        Expression expression = new UnresolvedAttribute("x");
        for (int i = 1; i < Expression.MaxDepth; i++)
        {
            expression = new UnresolvedFunction("negative", [expression]);
        }

        Assert.Equal(expression.Depth, PlanJson.ParseExpression(PlanJson.Print(expression)).Depth);
        Assert.Throws<SparkException>(() => new Alias(expression, "y"));
    }

    [Fact]
    public void A_list_deeper_than_a_thousand_levels_is_refused()
    {
        var expressions = new StringBuilder("""{"version":1,"nodes":[{"kind":"UnresolvedAttribute","name":"x"}""");
        var types = new StringBuilder("""{"version":1,"nodes":[{"kind":"int"}""");
        for (int i = 0; i < 1000; i++)
        {
            expressions.Append($$""",{"kind":"Alias","child":{{i}},"names":["x"]}""");
            types.Append($$""",{"kind":"array","element":{{i}}}""");
        }

        AssertRefused(expressions.Append("]}").ToString(), "levels", PlanJson.ParseExpression);
        AssertRefused(types.Append("]}").ToString(), "levels", PlanJson.ParseType);
    }

    [Fact]
    public void A_copy_with_other_children_has_its_own_depth()
    {
        var shallow = new Alias(new UnresolvedAttribute("x"), "y");
        Assert.Equal(2, shallow.Depth);
        Assert.Equal(3, (shallow with { Child = shallow }).Depth);
    }

    [Theory]
    [InlineData("""{"version":2,"nodes":[{"kind":"NamedTable","name":"t"}]}""", "version")]
    [InlineData("""{"version":1,"nodes":[]}""", "empty")]
    [InlineData("""{"version":1,"nodes":[{"kind":"NamedTable","name":"t"}],"more":1}""", "unknown fields")]
    [InlineData("""{"version":1,"nodes":[{"kind":"NamedTable","name":"t","more":1}]}""", "unknown fields")]
    [InlineData("""{"version":1,"nodes":[{"kind":"NamedTable","name":"t","name":"u"}]}""", "JSON")]
    [InlineData("""{"version":1,"nodes":[{"kind":"System.Object"}]}""", "unknown kind")]
    [InlineData("""{"version":1,"nodes":[{"kind":"NamedTable"}]}""", "'name' of a node is missing")]
    [InlineData("""{"version":1,"nodes":[{"kind":"Distinct","child":0}]}""", "no earlier node")]
    [InlineData("""{"version":1,"nodes":[{"kind":"NamedTable","name":"t"},{"kind":"Distinct","child":1}]}""", "no earlier node")]
    [InlineData("""{"version":1,"nodes":[{"kind":"int"},{"kind":"Distinct","child":0}]}""", "is no LogicalPlan")]
    [InlineData("""{"version":1,"nodes":[{"kind":"int"}]}""", "is no LogicalPlan")]
    [InlineData("""{"version":1,"nodes":[{"kind":"NamedTable","name":"\ud800"}]}""", "surrogate")]
    [InlineData("""{"version":1,"nodes":[{"kind":"NamedTable","name":7}]}""", "not a text")]
    [InlineData("""[1]""", "not an object")]
    [InlineData("", "JSON")]
    public void A_malformed_plan_is_refused(string text, string reason) => AssertRefused(text, reason, PlanJson.ParsePlan);

    [Theory]
    [InlineData("""{"kind":"int"}""", """{"long":5}""")]
    [InlineData("""{"kind":"int"}""", """{"int":5,"long":5}""")]
    [InlineData("""{"kind":"int"}""", """{"int":5000000000}""")]
    [InlineData("""{"kind":"int"}""", "\"5\"")]
    [InlineData("""{"kind":"tinyint"}""", """{"byte":128}""")]
    [InlineData("""{"kind":"void"}""", "true")]
    [InlineData("""{"kind":"double"}""", """{"double":"1"}""")]
    [InlineData("""{"kind":"double"}""", """{"double":1e999}""")]
    [InlineData("""{"kind":"decimal","precision":39,"scale":0}""", "null")]
    [InlineData("""{"kind":"decimal","precision":5,"scale":6}""", "null")]
    [InlineData("""{"kind":"decimal","precision":5,"scale":2}""", """{"decimal":["1.5",2]}""")]
    [InlineData("""{"kind":"decimal","precision":5,"scale":2}""", """{"decimal":["1",1000000]}""")]
    [InlineData("""{"kind":"binary"}""", """{"binary":"?"}""")]
    [InlineData("""{"kind":"dayTimeInterval","start":2,"end":1}""", "null")]
    public void A_literal_that_does_not_fit_its_type_is_refused(string type, string value) =>
        AssertRefused($$"""{"version":1,"nodes":[{{type}},{"kind":"Literal","type":0,"value":{{value}}}]}""", "", PlanJson.ParseExpression);

    [Fact]
    public void A_text_over_the_bound_is_refused_on_both_sides()
    {
        string text = new('x', WireLimits.Text + 1);
        Assert.Throws<WireFormatException>(() => PlanJson.Print(new Literal(text, new StringType())));
        AssertRefused($$"""{"version":1,"nodes":[{"kind":"NamedTable","name":"{{text}}"}]}""", "longer", PlanJson.ParsePlan);
    }

    [Fact]
    public void A_decimal_of_too_many_digits_is_refused() => AssertRefused(
        $$$"""{"version":1,"nodes":[{"kind":"decimal","precision":5,"scale":0},{"kind":"Literal","type":0,"value":{"decimal":["{{{new string('9', 101)}}}",0]}}]}""",
        "too long", PlanJson.ParseExpression);

    [Fact]
    public void Deep_json_is_refused() =>
        AssertRefused($$"""{"version":1,"nodes":{{new string('[', 100_000)}}""", "JSON", PlanJson.ParsePlan);

    private static void AssertRefused<T>(string text, string reason, Func<ReadOnlyMemory<byte>, T> parse) => Assert.Contains(
        reason, Assert.Throws<WireFormatException>(() => { parse(Encoding.UTF8.GetBytes(text)); }).Message, StringComparison.Ordinal);
}
