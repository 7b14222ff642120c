using System.Diagnostics;
using System.Text;

namespace Grader.EndToEnd;

/// <summary>A program under <c>grader run</c>: what it prints can be waited for.</summary>
internal sealed class RunningProgram : IDisposable
{
    private static readonly TimeSpan Deadline = TimeSpan.FromMinutes(2);

    private readonly Process process;
    private readonly CancellationTokenSource deadline = new(Deadline);
    private readonly StringBuilder output = new();

    public RunningProgram(string workingDirectory, params string[] arguments) => process = GraderProgram.Start(workingDirectory, ["run", .. arguments]);

    public int Id => process.Id;

    public StreamWriter Input => process.StandardInput;

    /// <summary>Reads standard output until it holds the text, which may come in pieces.</summary>
    /// <returns>All that was printed so far.</returns>
    public async Task<string> UntilAsync(string text)
    {
        char[] block = new char[4096];
        while (!output.ToString().Contains(text, StringComparison.Ordinal))
        {
            int length = await process.StandardOutput.ReadAsync(block, deadline.Token);
            if (length == 0)
            {
                Assert.Fail($"The program ended before it printed '{text}':\n{output}\n{await process.StandardError.ReadToEndAsync(deadline.Token)}");
            }

            output.Append(block, 0, length);
        }

        return output.ToString();
    }

    /// <summary>Waits for the end.</summary>
    /// <returns>With all of standard output, what was waited for too.</returns>
    public async Task<CommandResult> EndAsync()
    {
        CommandResult rest = await GraderProgram.EndAsync(process, process.StandardError);
        return rest with { Output = output + rest.Output };
    }

    /// <summary>Sends a signal by its name, to the command alone.</summary>
    public async Task SignalAsync(string signal)
    {
        using Process kill = Process.Start("kill", [$"-{signal}", process.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)]);
        await kill.WaitForExitAsync(deadline.Token);
    }

    public void Dispose()
    {
        if (!process.HasExited)
        {
            process.Kill(entireProcessTree: true);
        }

        process.Dispose();
        deadline.Dispose();
    }
}
