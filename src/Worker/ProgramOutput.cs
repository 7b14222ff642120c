using System.Text;

namespace Grader.Worker;

/// <summary>What a program prints, cut into frames: at line ends, before calls, and never beyond a bound.</summary>
/// <param name="send">Takes the text and whether it went to standard error.</param>
internal sealed class ProgramOutput(Action<string, bool> send)
{
    /// <summary>Characters of a run in all; one more is sent, so that the lane sees that there was more.</summary>
    public const int Limit = 1024 * 1024;

    private const int FrameLength = 32 * 1024;

    private readonly object gate = new();
    private readonly StringBuilder text = new();
    private bool textIsError;
    private int sent;

    public TextWriter Writer(bool isError) => new FrameTextWriter(this, isError);

    /// <summary>Prints to standard output, whatever the program has put in place of its writers.</summary>
    public void Print(string value) => Append(value, isError: false);

    public void Flush()
    {
        lock (gate)
        {
            if (text.Length > 0)
            {
                string value = text.ToString();
                text.Clear();
                send(value, textIsError);
            }
        }
    }

    private void Append(ReadOnlySpan<char> value, bool isError)
    {
        lock (gate)
        {
            if (textIsError != isError)
            {
                Flush();
                textIsError = isError;
            }

            while (!value.IsEmpty && sent <= Limit)
            {
                int length = Math.Min(value.Length, Math.Min(FrameLength - text.Length, Limit + 1 - sent));
                text.Append(value[..length]);
                sent += length;
                bool endsLine = value[length - 1] == '\n';
                value = value[length..];
                if (endsLine || text.Length >= FrameLength || sent > Limit)
                {
                    Flush();
                }
            }
        }
    }

    private sealed class FrameTextWriter(ProgramOutput output, bool isError) : TextWriter
    {
        public override Encoding Encoding => Encoding.UTF8;

        public override void Write(char value) => output.Append([value], isError);

        public override void Write(char[] buffer, int index, int count) => output.Append(buffer.AsSpan(index, count), isError);

        public override void Write(ReadOnlySpan<char> buffer) => output.Append(buffer, isError);

        public override void Write(string? value) => output.Append(value, isError);

        public override void WriteLine(string? value) => output.Append(value + CoreNewLine[0], isError);

        public override void Flush() => output.Flush();
    }
}
