using System.Collections.Immutable;
using System.Text;

namespace Grader.Scenarios;

/// <summary>Reads an assignment's folder: <c>assignment.yaml</c> and <c>scenarios/*.yaml</c>, in the order of their names.</summary>
public static class AssignmentReader
{
    /// <param name="folder">The assignment's folder; messages name its files under it, as it is given.</param>
    public static Reading<Assignment> Read(string folder)
    {
        string fullFolder = Path.GetFullPath(folder);
        string file = Path.Combine(folder, "assignment.yaml");
        List<ReadProblem> problems = [];
        Reading<AssignmentYaml.Header> header = ReadText(file, problems) is { } text
            ? AssignmentYaml.Parse(text, file, Path.GetFileName(fullFolder.TrimEnd(Path.DirectorySeparatorChar)))
            : Reading<AssignmentYaml.Header>.Failed([]);
        problems.AddRange(header.Problems);
        if (header.Value is not { } own) return Reading<Assignment>.Failed(problems);

        string reference = Path.GetFullPath(Path.Combine(fullFolder, own.Reference));
        if (!Directory.Exists(reference))
            problems.Add(new ReadProblem(file, own.ReferenceLine, $"no folder '{own.Reference}' here; expected the folder of the reference solution's source"));
        ImmutableArray<Scenario> scenarios = ReadScenarios(Path.Combine(folder, "scenarios"), own.Input, problems);
        return problems.Count > 0
            ? Reading<Assignment>.Failed(problems)
            : Reading<Assignment>.Of(new Assignment(own.Id, fullFolder, own.Title, own.Input, reference, own.Facts, scenarios));
    }

    private static ImmutableArray<Scenario> ReadScenarios(string folder, AssignmentInput input, List<ReadProblem> problems)
    {
        string[] files = Directory.Exists(folder) ? [.. Directory.EnumerateFiles(folder).Order(StringComparer.Ordinal)] : [];
        foreach (string stranger in files.Where(file => Path.GetExtension(file) == ".yml"))
            problems.Add(new ReadProblem(stranger, 0, "the name ends in .yml; expected .yaml"));
        string[] scenarios = [.. files.Where(file => Path.GetExtension(file) == ".yaml")];
        if (scenarios.Length is 0 or > ScenarioBounds.MostScenarios)
        {
            problems.Add(new ReadProblem(folder, 0, $"{scenarios.Length} scenarios; expected 1 to {ScenarioBounds.MostScenarios} files *.yaml"));
            return [];
        }

        Reading<Scenario>[] readings =
        [
            .. from file in scenarios
               let text = ReadText(file, problems)
               where text is not null
               select ScenarioReader.Parse(text, file, Path.GetFileNameWithoutExtension(file), input),
        ];
        problems.AddRange(readings.SelectMany(reading => reading.Problems));
        return [.. readings.Select(reading => reading.Value).OfType<Scenario>()];
    }

    private static string? ReadText(string file, List<ReadProblem> problems)
    {
        try
        {
            FileInfo info = new(file);
            if (!info.Exists)
                problems.Add(new ReadProblem(file, 0, "no such file"));
            else if (info.Length > Yaml.YamlText.LongestText)
                problems.Add(new ReadProblem(file, 0, $"the file has {info.Length} bytes; at most {Yaml.YamlText.LongestText} are read"));
            else
                return File.ReadAllText(file, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true));
        }
        catch (DecoderFallbackException)
        {
            problems.Add(new ReadProblem(file, 0, "not UTF-8 text"));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            problems.Add(new ReadProblem(file, 0, $"cannot be read: {error.Message}"));
        }

        return null;
    }
}
