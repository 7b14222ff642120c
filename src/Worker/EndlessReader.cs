namespace Grader.Worker;

/// <summary>Standard input: it never ends and never gives anything, so whoever reads it waits for ever.</summary>
internal sealed class EndlessReader(RunWaits waits) : TextReader
{
    public override int Peek() => -1;

    public override int Read() => WaitForEver<int>();

    public override int Read(char[] buffer, int index, int count) => WaitForEver<int>();

    public override string? ReadLine() => WaitForEver<string?>();

    public override string ReadToEnd() => WaitForEver<string>();

    private T WaitForEver<T>()
    {
        waits.EnterForEver();
        throw new InvalidOperationException("Standard input has ended.");
    }
}
