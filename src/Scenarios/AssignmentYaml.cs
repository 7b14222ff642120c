using System.Collections.Immutable;
using Grader.Scenarios.Yaml;

namespace Grader.Scenarios;

/// <summary>Reads the text of an <c>assignment.yaml</c>; pure, so without its scenarios.</summary>
internal static class AssignmentYaml
{
    private static readonly ImmutableArray<string> Modes = ["append", "update", "complete"];

    /// <summary>An assignment as its own file tells it.</summary>
    /// <param name="Reference">As written: relative to the assignment's folder.</param>
    /// <param name="ReferenceLine">Line in the file, from 1.</param>
    public sealed record Header(
        string Id, LocalizedText Title, AssignmentInput Input, string Reference, int ReferenceLine, ImmutableArray<PrescribedFact> Facts);

    /// <param name="folderName">The folder's name, which <c>id</c> must repeat.</param>
    public static Reading<Header> Parse(string text, string file, string folderName)
    {
        ProblemLog problems = new(file);
        Header? header = YamlText.Parse(text, problems) is { } root ? ReadHeader(root, folderName, problems) : null;
        return header is not null && problems.IsEmpty ? Reading<Header>.Of(header) : Reading<Header>.Failed(problems.ToImmutable());
    }

    private static Header? ReadHeader(YamlValue root, string folderName, ProblemLog problems)
    {
        if (MappingFields.Open(root, problems, "an assignment", "id", "title", "input", "reference", "prescribed") is not { } fields) return null;

        string? id = fields.Text(fields.Required("id"), "the id");
        if (id is not null && id != folderName)
            problems.Add(fields.LineOf("id"), $"the id is '{Quotation.Shorten(id)}', but the folder is '{folderName}'; expected the same name");
        if (id is not null && !IsId(id))
            problems.Add(fields.LineOf("id"), $"'{Quotation.Shorten(id)}' where the id belongs; expected lower-case letters, digits and hyphens");
        LocalizedText? title = fields.Localized(fields.Required("title"));
        AssignmentInput? input = ReadInput(fields.Required("input"), problems);
        string? reference = fields.Text(fields.Required("reference"), "the reference solution's folder");
        ImmutableArray<PrescribedFact> facts = ReadFacts(fields.Required("prescribed"), problems);
        return id is null || title is null || input is null || reference is null
            ? null
            : new Header(id, title, input, reference, fields.LineOf("reference"), facts);
    }

    private static bool IsId(string text) =>
        text.Length is > 0 and <= 64 && text.All(letter => letter == '-' || char.IsAsciiLetterLower(letter) || char.IsAsciiDigit(letter));

    private static AssignmentInput? ReadInput(YamlValue? value, ProblemLog problems)
    {
        if (MappingFields.Open(value, problems, "an input", "folder", "socket") is not { } fields) return null;
        if (fields.Has("folder") == fields.Has("socket"))
        {
            problems.Add(fields.Line, "an input is either a folder or a socket; expected one of them");
            return null;
        }

        return fields.Has("folder") ? ReadFolder(fields, problems) : ReadSocket(fields.Optional("socket"), problems);
    }

    private static FolderInput? ReadFolder(MappingFields fields, ProblemLog problems)
    {
        if (fields.Text(fields.Optional("folder"), "the input folder") is not { } path) return null;
        bool staysInside = path.Split('/').All(part => part.Length > 0 && part is not ("." or "..")) && !path.Contains('\\') && !path.Contains(':');
        if (staysInside) return new FolderInput(path);
        problems.Add(fields.LineOf("folder"), $"'{Quotation.Shorten(path)}' where the input folder belongs; expected a relative path with / and without ..");
        return null;
    }

    private static SocketInput? ReadSocket(YamlValue? value, ProblemLog problems)
    {
        if (MappingFields.Open(value, problems, "a socket", "host", "port") is not { } fields) return null;
        string? host = fields.Text(fields.Required("host"), "the host");
        int? port = fields.WholeNumber(fields.Required("port"), "the port", 1, 65535);
        return host is null || port is null ? null : new SocketInput(host, port.Value);
    }

    private static ImmutableArray<PrescribedFact> ReadFacts(YamlValue? value, ProblemLog problems)
    {
        if (MappingFields.Open(value, problems, "the prescribed facts", "output-mode", "trigger", "checkpoint", "max-files-per-trigger", "sink") is not { } fields) return [];

        PrescribedFact?[] facts =
        [
            ReadFact(fields, problems, "output-mode", "is", (own, points) =>
                own.Word(own.Required("is"), "an output mode", [.. Modes.Select((word, index) => (word, index))]) is { } mode
                    ? new PrescribedOutputMode(points, Modes[mode]) : null),
            ReadFact(fields, problems, "trigger", "every", (own, points) =>
                own.Duration(own.Required("every"), "the trigger's interval") is { } interval ? new PrescribedTrigger(points, interval) : null),
            ReadFact(fields, problems, "checkpoint", "at", (own, points) =>
                own.Text(own.Required("at"), "the checkpoint's path") is { } location ? new PrescribedCheckpoint(points, location) : null),
            ReadFact(fields, problems, "max-files-per-trigger", "is", (own, points) =>
                own.WholeNumber(own.Required("is"), "the number of files", 1, 1_000) is { } count ? new PrescribedMaxFilesPerTrigger(points, count) : null),
            ReadSink(fields, problems),
        ];
        return [.. facts.OfType<PrescribedFact>()];
    }

    private static PrescribedFact? ReadFact(
        MappingFields fields, ProblemLog problems, string key, string valueKey, Func<MappingFields, int, PrescribedFact?> read)
    {
        if (MappingFields.Open(fields.Optional(key), problems, $"the fact '{key}'", "points", valueKey) is not { } own) return null;
        return read(own, ReadPoints(own) ?? 0);
    }

    private static PrescribedSink? ReadSink(MappingFields fields, ProblemLog problems)
    {
        if (MappingFields.Open(fields.Optional("sink"), problems, "the fact 'sink'", "points", "format", "truncate") is not { } own) return null;
        int? points = ReadPoints(own);
        string? format = own.Text(own.Required("format"), "the sink's format");
        bool truncates = own.YesOrNo(own.Optional("truncate"), "the sink's truncate") ?? true;
        return points is null || format is null ? null : new PrescribedSink(points.Value, format, !truncates);
    }

    private static int? ReadPoints(MappingFields own) => own.WholeNumber(own.Required("points"), "the points", 0, ScenarioBounds.MostPoints);
}
