using System.ComponentModel;
using System.Diagnostics;

namespace Grader.Sandbox;

/// <summary>A process with all the rights of its starter.</summary>
public sealed class PlainChild : WorkerChild
{
    private readonly Process process;

    private PlainChild(Process process)
    {
        this.process = process;
        Exit = ExitAsync();
    }

    public override int Id => process.Id;

    public override Stream StandardInput => process.StandardInput.BaseStream;

    public override Stream StandardOutput => process.StandardOutput.BaseStream;

    public override Stream StandardError => process.StandardError.BaseStream;

    public override bool HasExited => process.HasExited;

    public override Task<int> Exit { get; }

    /// <exception cref="IOException">The process cannot be started.</exception>
    public static PlainChild Start(WorkerStartInfo info)
    {
        var start = new ProcessStartInfo(info.Program, info.Arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
            WorkingDirectory = info.WorkingDirectory,
        };
        start.Environment.Clear();
        foreach ((string name, string value) in info.Environment)
        {
            start.Environment[name] = value;
        }

        try
        {
            return new PlainChild(Process.Start(start)!);
        }
        catch (Win32Exception e)
        {
            throw new IOException(e.Message, e);
        }
    }

    public override void Kill(bool withDescendants)
    {
        try
        {
            process.Kill(withDescendants);
        }
        catch (Exception e) when (e is InvalidOperationException or AggregateException or Win32Exception)
        {
            // It has ended already.
        }
    }

    public override void Dispose() => process.Dispose();

    private async Task<int> ExitAsync()
    {
        await process.WaitForExitAsync().ConfigureAwait(false);
        return process.ExitCode;
    }
}
