using System.Diagnostics;
using Grader.Plans.Session;

namespace Grader.Plans.Json;

/// <summary>The <c>files</c> of a frame; absent where nothing changed.</summary>
internal static class FileChangeJson
{
    public static void Write(JsonWriter writer, Seq<FileChange> changes)
    {
        if (changes.Count == 0)
        {
            return;
        }

        writer.WriteStartArray("files");
        foreach (FileChange change in changes)
        {
            writer.WriteStartObject();
            switch (change)
            {
                case FileWritten(var path, var content, var modifiedMs):
                    writer.WriteText("written", path);
                    writer.WriteBase64String("content", content.AsSpan());
                    writer.WriteNumber("modifiedMs", modifiedMs);
                    break;
                case DirectoryCreated(var path):
                    writer.WriteText("directory", path);
                    break;
                case PathDeleted(var path):
                    writer.WriteText("deleted", path);
                    break;
                default:
                    throw new UnreachableException(change.GetType().Name);
            }

            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    public static Seq<FileChange> Read(JsonFields frame) => frame.OptionalList("files", ReadChange) ?? [];

    private static FileChange ReadChange(JsonValue element)
    {
        var fields = new JsonFields(element, "a file change");
        FileChange change = fields.OptionalText("written") is { } written
            ? new FileWritten(
                Relative(written), JsonScalars.Bytes(fields.Element("content"), "content", WireLimits.FrameBytes), fields.Long("modifiedMs"))
            : fields.OptionalText("directory") is { } directory
                ? new DirectoryCreated(Relative(directory))
                : new PathDeleted(Relative(fields.Text("deleted")));
        fields.End();
        return change;
    }

    /// <summary>Refuses every path that could name something outside the folder it is relative to.</summary>
    private static string Relative(string path) =>
        path.Length is > 0 and <= 4096 && !path.Contains('\\') && !path.Contains('\0')
        && path.Split('/').All(part => part is not ("" or "." or ".."))
        && !(path.Length >= 2 && path[1] == ':')
            ? path
            : throw new WireFormatException("a path leads out of its folder or is malformed");
}
