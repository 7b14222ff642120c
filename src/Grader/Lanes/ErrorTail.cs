using System.Text;

namespace Grader.Lanes;

/// <summary>The end of what a process writes to standard error, read to its end whatever its size.</summary>
internal sealed class ErrorTail
{
    private const int Length = 8 * 1024;

    private readonly Lock gate = new();
    private readonly StringBuilder text = new();

    public string Text
    {
        get
        {
            lock (gate)
            {
                return text.ToString();
            }
        }
    }

    /// <summary>Reads until the stream's end.</summary>
    public async Task DrainAsync(StreamReader reader)
    {
        char[] buffer = new char[4096];
        while (await reader.ReadAsync(buffer).ConfigureAwait(false) is > 0 and var length)
        {
            lock (gate)
            {
                text.Append(buffer, 0, length);
                text.Remove(0, Math.Max(0, text.Length - Length));
            }
        }
    }
}
