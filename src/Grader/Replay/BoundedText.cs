using System.Text;

namespace Grader.Replay;

/// <summary>Text up to a limit; what comes after it is dropped. As a writer it takes what console sinks print.</summary>
internal sealed class BoundedText(int limit) : TextWriter
{
    private readonly StringBuilder text = new();

    public bool WasCut { get; private set; }

    public override Encoding Encoding => Encoding.UTF8;

    public override void Write(char value) => Write([value]);

    public override void Write(ReadOnlySpan<char> buffer)
    {
        int room = limit - text.Length;
        WasCut |= buffer.Length > room;
        text.Append(buffer[..Math.Min(room, buffer.Length)]);
    }

    public override void Write(char[] buffer, int index, int count) => Write(buffer.AsSpan(index, count));

    public override void Write(string? value) => Write(value.AsSpan());

    /// <summary>Empties it.</summary>
    public string Take()
    {
        string taken = text.ToString();
        text.Clear();
        return taken;
    }

    public override string ToString() => text.ToString();
}
