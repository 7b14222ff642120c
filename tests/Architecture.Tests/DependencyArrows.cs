using System.Xml.Linq;

namespace Grader.Architecture.Tests;

/// <summary>Who may know whom, as docs/architecture.md draws it.</summary>
public sealed class DependencyArrows
{
    private static readonly Dictionary<string, string[]> Allowed = new()
    {
        ["Plans"] = [],
        ["Sandbox"] = [],
        ["Scenarios"] = [],
        ["Microsoft.Spark"] = ["Plans"],
        ["Engine"] = ["Plans"],
        ["Live"] = ["Plans", "Engine"],
        ["ReferenceSolutions"] = ["Microsoft.Spark"],
        ["Worker"] = ["Plans", "Microsoft.Spark", "Sandbox"],
        ["Grader"] = ["Plans", "Engine", "Scenarios", "Sandbox"],
    };

    [Fact]
    public void Every_project_under_src_is_in_the_drawing() =>
        Assert.Equal(Allowed.Keys.Order(), SourceProjects().Select(Path.GetFileNameWithoutExtension).Order());

    [Fact]
    public void Projects_refer_only_to_what_the_drawing_allows()
    {
        foreach (string project in SourceProjects())
        {
            string name = Path.GetFileNameWithoutExtension(project);
            foreach (XElement reference in XDocument.Load(project).Descendants("ProjectReference"))
            {
                // Built first and copied into a folder of its own, but never linked.
                if ((string?)reference.Attribute("ReferenceOutputAssembly") == "false")
                {
                    continue;
                }

                string target = Path.GetFileNameWithoutExtension(((string)reference.Attribute("Include")!).Replace('\\', '/'));
                Assert.True(Allowed[name].Contains(target), $"{name} must not refer to {target}");
            }
        }
    }

    [Fact]
    public void Platform_calls_live_in_Sandbox_Interop_only()
    {
        string interop = Path.Combine("Sandbox", "Interop") + Path.DirectorySeparatorChar;
        Assert.All(
            SourceFiles().Where(file => File.ReadAllText(file) is var text && (text.Contains("[LibraryImport", StringComparison.Ordinal) || text.Contains("[DllImport", StringComparison.Ordinal))),
            file => Assert.Contains(interop, file, StringComparison.Ordinal));
    }

    [Fact]
    public void Nothing_is_named_for_what_it_is_not()
    {
        string[] banned = ["Utils", "Util", "Helpers", "Helper", "Common", "Manager"];
        Assert.All(SourceFiles(), file =>
        {
            string name = Path.GetFileNameWithoutExtension(file);

            // Upstream's own name, part of the public API that we mirror.
            if (name != "StreamingQueryManager")
            {
                Assert.DoesNotContain(banned, word => name.EndsWith(word, StringComparison.Ordinal));
            }
        });
    }

    private static string Root { get; } = FindRoot();

    private static IEnumerable<string> SourceProjects() => Directory.EnumerateFiles(Path.Combine(Root, "src"), "*.csproj", SearchOption.AllDirectories);

    private static IEnumerable<string> SourceFiles() => Directory.EnumerateFiles(Path.Combine(Root, "src"), "*.cs", SearchOption.AllDirectories)
        .Where(file => !file.Split(Path.DirectorySeparatorChar).Any(part => part is "bin" or "obj"));

    private static string FindRoot()
    {
        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Grader.sln")))
            {
                return folder.FullName;
            }
        }

        throw new InvalidOperationException("The tests run outside of the repository.");
    }
}
