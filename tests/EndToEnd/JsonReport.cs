using System.Text.Json;

namespace Grader.EndToEnd;

/// <summary>A <c>--json</c> file as a reader of its documentation sees it.</summary>
internal sealed class JsonReport
{
    private readonly JsonElement root;

    private JsonReport(JsonElement root) => this.root = root;

    public IReadOnlyList<JsonElement> Submissions => [.. root.GetProperty("submissions").EnumerateArray()];

    public JsonElement Only => Assert.Single(Submissions);

    public static JsonReport Read(string path)
    {
        using JsonDocument document = JsonDocument.Parse(File.ReadAllText(path));
        Assert.Equal(1, document.RootElement.GetProperty("version").GetInt32());
        return new JsonReport(document.RootElement.Clone());
    }

    public JsonElement Submission(string assignment, string name) => Submissions.Single(
        submission => submission.GetProperty("assignment").GetString() == assignment && submission.GetProperty("submission").GetString() == name);
}
