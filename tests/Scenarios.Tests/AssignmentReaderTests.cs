namespace Grader.Scenarios.Tests;

/// <summary>Assignments on disk: where they are found, and what is said when one is broken.</summary>
public sealed class AssignmentReaderTests : IDisposable
{
    private const string Good =
        """
        id: clicks
        title: { en: Clicks, ru: Клики }
        input: { folder: data/in }
        reference: ../../reference
        prescribed:
          output-mode: { points: 2, is: update }
          trigger: { points: 3, every: 5s }
          checkpoint: { points: 4, at: cp }
          max-files-per-trigger: { points: 5, is: 1 }
          sink: { points: 6, format: console, truncate: false }
        """;

    private const string GoodScenario =
        """
        title: One
        points: 80
        covers: [on-time]
        start: 2023-10-27T12:00:03Z
        events:
          - at: 1s
            file: a.json
            lines: ['{}']
        """;

    private readonly string root = Directory.CreateTempSubdirectory("assignments-").FullName;

    public void Dispose() => Directory.Delete(root, recursive: true);

    [Fact]
    public void An_assignment_is_read_with_its_facts_its_reference_and_its_scenarios_in_name_order()
    {
        Write("reference/Program.cs", "");
        Write("assignments/clicks/assignment.yaml", Good);
        Write("assignments/clicks/scenarios/02-b.yaml", GoodScenario);
        Write("assignments/clicks/scenarios/01-a.yaml", GoodScenario.Replace("80", "0", StringComparison.Ordinal));

        Assignment assignment = Catalog().Open("clicks").Value!;

        Assert.Equal(100, assignment.MaxPoints);
        Assert.Equal(new FolderInput("data/in"), assignment.Input);
        Assert.Equal(Path.Combine(root, "reference"), assignment.ReferenceFolder);
        Assert.Equal(["01-a", "02-b"], assignment.Scenarios.Select(scenario => scenario.Name));
        Assert.Equal<PrescribedFact>(
            [
                new PrescribedOutputMode(2, "update"), new PrescribedTrigger(3, TimeSpan.FromSeconds(5)), new PrescribedCheckpoint(4, "cp"),
                new PrescribedMaxFilesPerTrigger(5, 1), new PrescribedSink(6, "console", TruncateFalse: true),
            ],
            assignment.Facts.AsEnumerable());
    }

    [Fact]
    public void An_id_that_does_not_exist_says_which_do()
    {
        Write("assignments/taxi/assignment.yaml", Good);
        Write("assignments/clicks/assignment.yaml", Good);

        Assert.Equal(
            [$"{Path.Combine(root, "assignments")}: no assignment 'clikcs'; there are clicks, taxi"],
            Texts(Catalog().Open("clikcs").Problems));
    }

    [Fact]
    public void Assignments_come_from_the_option_or_the_working_folder_or_from_beside_the_program()
    {
        Write("given/a/assignment.yaml", Good);
        Write("work/assignments/b/assignment.yaml", Good);
        Write("program/assignments/c/assignment.yaml", Good);
        string work = Path.Combine(root, "work"), program = Path.Combine(root, "program");

        Assert.Equal<string>(["a"], AssignmentCatalog.Find("../given", work, program).Value!.Ids.AsEnumerable());
        Assert.Equal<string>(["b"], AssignmentCatalog.Find(null, work, program).Value!.Ids.AsEnumerable());
        Assert.Equal<string>(["c"], AssignmentCatalog.Find(null, root, program).Value!.Ids.AsEnumerable());
        Assert.Equal(
            [$"{Path.Combine(root, "nowhere")}: no assignments here; expected a folder with an assignment.yaml for each of them"],
            Texts(AssignmentCatalog.Find("nowhere", root, program).Problems));
    }

    [Fact]
    public void All_problems_of_all_files_of_an_assignment_are_reported_together()
    {
        Write("assignments/clicks/assignment.yaml", Good);
        Write("assignments/clicks/scenarios/a.yaml", GoodScenario.Replace("80", "many", StringComparison.Ordinal));
        Write("assignments/clicks/scenarios/b.yaml", GoodScenario.Replace("a.json", "a/b.json", StringComparison.Ordinal));
        Write("assignments/clicks/scenarios/c.yml", GoodScenario);
        string folder = Path.Combine(root, "assignments", "clicks");

        Assert.Equal(
            [
                $"{folder}/assignment.yaml:4: no folder '../../reference' here; expected the folder of the reference solution's source",
                $"{folder}/scenarios/c.yml: the name ends in .yml; expected .yaml",
                $"{folder}/scenarios/a.yaml:2: 'many' where the points belongs; expected a whole number from 0 to 1000",
                $"{folder}/scenarios/b.yaml:6: 'a/b.json' where a file name belongs; expected one name without folders, at most 128 characters",
            ],
            Texts(Catalog().Open("clicks").Problems));
    }

    [Theory]
    [InlineData("id: clicks", "id: Clicks!", "assignment.yaml:1: the id is 'Clicks!', but the folder is 'clicks'; expected the same name")]
    [InlineData("{ folder: data/in }", "{ folder: ../in }", "assignment.yaml:3: '../in' where the input folder belongs; expected a relative path with / and without ..")]
    [InlineData("{ folder: data/in }", "{ folder: a, socket: { host: b, port: 1 } }", "assignment.yaml:3: an input is either a folder or a socket; expected one of them")]
    [InlineData("{ folder: data/in }", "{ socket: { host: b, port: 99999 } }", "assignment.yaml:3: '99999' where the port belongs; expected a whole number from 1 to 65535")]
    [InlineData("is: update", "is: upsert", "assignment.yaml:6: 'upsert' where an output mode belongs; expected one of append, update, complete")]
    [InlineData("every: 5s", "every: 5 seconds", "assignment.yaml:7: '5 seconds' where the trigger's interval belongs; expected a duration such as 500ms, 2s or 1m 30s, at most 24h")]
    [InlineData("points: 4, at: cp", "at: cp", "assignment.yaml:8: the fact 'checkpoint' lacks the key 'points'")]
    [InlineData("truncate: false", "truncate: no", "assignment.yaml:10: 'no' where the sink's truncate belongs; expected true or false")]
    [InlineData("prescribed:", "prescribed:\n  colour: { points: 1 }", "assignment.yaml:6: unknown key 'colour' in the prescribed facts; expected one of output-mode, trigger, checkpoint, max-files-per-trigger, sink")]
    [InlineData("reference: ../../reference\n", "", "assignment.yaml:1: an assignment lacks the key 'reference'")]
    public void A_broken_assignment_is_named_with_file_line_and_what_was_expected(string right, string wrong, string problem) =>
        Assert.Contains(problem, Texts(AssignmentYaml.Parse(Good.Replace(right, wrong, StringComparison.Ordinal), "assignment.yaml", "clicks").Problems));

    private AssignmentCatalog Catalog() => AssignmentCatalog.Find(null, root, root).Value!;

    private static string[] Texts(IEnumerable<ReadProblem> problems) => [.. problems.Select(problem => problem.ToString())];

    private void Write(string name, string text)
    {
        string file = Path.Combine(root, name);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(file, text);
    }
}
