using System.Text.RegularExpressions;

namespace Grader.SparkApi.Tests.Api;

/// <summary>Our public API beside the list of the real package's: a program that compiles against one compiles against the other.</summary>
public sealed partial class PublicApiTests
{
    /// <summary>Members whose signature differs from the package's, each for a reason; a program can call them as it calls the package's.</summary>
    private static readonly Dictionary<string, string> Adapted = new()
    {
        // The last parameter is optional and of a type of Newtonsoft.Json, which the base library does not have.
        ["ctor public Microsoft.Spark.Sql.Types.StructField.StructField(string name, Microsoft.Spark.Sql.Types.DataType dataType, bool isNullable = true)"] =
            "ctor public Microsoft.Spark.Sql.Types.StructField.StructField(string name, Microsoft.Spark.Sql.Types.DataType dataType, bool isNullable = true, Newtonsoft.Json.Linq.JObject metadata = null)",
    };

    private static readonly HashSet<string> Package = File.ReadLines(Data("Microsoft.Spark-2.3.1.txt"))
        .Where(line => line.Length > 0 && line[0] != '#')
        .Select(Normalized)
        .Where(line => !line.StartsWith("name ", StringComparison.Ordinal) && !line.StartsWith("expl ", StringComparison.Ordinal))
        .ToHashSet();

    private static readonly HashSet<string> Ours = PublicApiText.Of(typeof(Column).Assembly)
        .Select(line => Adapted.GetValueOrDefault(line, line))
        .ToHashSet();

    [Fact]
    public void Every_public_member_is_one_of_the_package_with_the_same_signature() =>
        Assert.Equal([], Ours.Except(Package).Order(StringComparer.Ordinal));

    [Fact]
    public void What_is_still_missing_is_listed_exactly()
    {
        string[] listed = File.ReadLines(Data("missing-members.txt")).Where(line => line.Length > 0 && line[0] != '#').ToArray();
        string[] missing = [.. Package.Except(Ours).Order(StringComparer.Ordinal)];
        Assert.Equal([], listed.Except(missing)); // exists now, or never did: take it off the list
        Assert.Equal([], missing.Except(listed)); // went missing: put it back, or list it
        Assert.Equal(missing, listed);
    }

    [Fact]
    public void Every_missing_member_is_left_out_or_to_come_by_the_documentation_and_nothing_else_is()
    {
        string[] documented = [.. File.ReadLines(Data("api-coverage.md")).Select(line => DocumentedPart().Match(line)).Where(match => match.Success).Select(match => match.Groups[1].Value)];
        string[] missing = [.. Package.Except(Ours)];
        Assert.Equal([], missing.Where(member => !documented.Any(part => member.Contains(part, StringComparison.Ordinal))));
        Assert.Equal([], documented.Where(part => !missing.Any(member => member.Contains(part, StringComparison.Ordinal))));
    }

    /// <summary>A line without its attributes, its runs of blanks, and what ties a type to the JVM bridge.</summary>
    private static string Normalized(string line)
    {
        string bare = Blanks().Replace(line.Split("  //")[0], " ").Trim();
        if (!bare.StartsWith("type ", StringComparison.Ordinal))
        {
            return bare;
        }

        string[] parts = bare.Split(" : ");
        string bases = parts.Length == 1
            ? ""
            : string.Join(", ", parts[1].Split(", ").Where(name => !name.EndsWith(".IJvmObjectReferenceProvider", StringComparison.Ordinal)));
        return bases.Length == 0 ? parts[0] : $"{parts[0]} : {bases}";
    }

    private static string Data(string name) => Path.Combine(AppContext.BaseDirectory, "Api", name);

    [GeneratedRegex("^\\| `([^`]+)` \\|")]
    private static partial Regex DocumentedPart();

    [GeneratedRegex(" +")]
    private static partial Regex Blanks();
}
