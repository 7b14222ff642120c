using System.Text;
using Grader.Engine.Expressions;

namespace Grader.Engine.Tests.Evaluation;

public class FunctionsPageTests
{
    /// <summary>Set to the path of docs/functions.md, the test writes the page instead of checking it.</summary>
    private const string RewriteSwitch = "REWRITE_FUNCTIONS_PAGE";

    [Fact]
    public void The_functions_page_lists_the_registry()
    {
        string page = Page();
        if (Environment.GetEnvironmentVariable(RewriteSwitch) is { Length: > 0 } path)
        {
            File.WriteAllText(path, page);
            return;
        }

        string written = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "functions.md")).ReplaceLineEndings("\n");
        Assert.True(page == written, $"docs/functions.md is out of date: run this test with {RewriteSwitch} set to its path.");
    }

    [Fact]
    public void Every_function_is_documented_in_one_line()
    {
        Assert.All(FunctionRegistry.BuiltIn.Documentation, entry =>
        {
            Assert.NotEmpty(entry.Documentation);
            Assert.DoesNotContain('\n', entry.Documentation);
        });
        Assert.Equal(FunctionRegistry.BuiltIn.Documentation.Select(entry => entry.Name).Distinct().Count(), FunctionRegistry.BuiltIn.Documentation.Count());
    }

    [Fact]
    public void Every_function_with_a_name_is_one_of_Sparks()
    {
        // Words of Spark's grammar that are written as calls.
        string[] grammar = ["timestampadd", "timestampdiff"];
        Assert.All(
            FunctionRegistry.BuiltIn.Documentation.Select(entry => entry.Name).Where(name => char.IsAsciiLetter(name[0])),
            name => Assert.True(SparkBuiltIns.Names.Contains(name) || grammar.Contains(name), $"{name} is no function of Spark 3.5"));
    }

    private static string Page()
    {
        var page = new StringBuilder();
        page.Append("# SQL functions\n\nMade from the registry; `grader functions` prints the same. ");
        page.Append("Names, types, nulls and errors are those of Spark 3.5 with ANSI off; [differences](spark-fidelity.md) are listed apart.\n\n");
        page.Append("| function | what it gives |\n| --- | --- |\n");
        foreach ((string name, string documentation) in FunctionRegistry.BuiltIn.Documentation)
        {
            page.Append($"| `{name.Replace("|", "\\|", StringComparison.Ordinal)}` | {documentation.Replace("|", "\\|", StringComparison.Ordinal)} |\n");
        }

        string[] missing = [.. SparkBuiltIns.Names.Where(name => !FunctionRegistry.BuiltIn.Knows(name)).Select(name => name.ToLowerInvariant()).Except(Syntax).Order(StringComparer.Ordinal)];
        page.Append("\n## Functions of Spark 3.5 that this engine does not have\n\nA call ends with Spark's `UNRESOLVED_ROUTINE` and a line of help that says so.\n\n");
        page.Append(string.Join(", ", missing.Select(name => $"`{name}`"))).Append(".\n");
        return page.ToString();
    }

    // The parser makes other calls of these.
    private static readonly string[] Syntax = ["cast", "extract", "position", "regexp"];
}
