using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace Grader.EndToEnd;

/// <summary>The real command line, run as a user runs it.</summary>
internal static class GraderProgram
{
    // A backstop against a hanging test run; no test depends on it.
    private static readonly TimeSpan Deadline = TimeSpan.FromMinutes(8);

    public static readonly string DotnetPath = Environment.ProcessPath is { } host && Path.GetFileNameWithoutExtension(host) == "dotnet" ? host : "dotnet";

    public static string RepositoryRoot { get; } = FindRepositoryRoot();

    public static string Samples { get; } = Path.Combine(RepositoryRoot, "samples");

    public static Task<CommandResult> RunAsync(params string[] arguments) => RunInAsync(RepositoryRoot, arguments);

    public static async Task<CommandResult> RunInAsync(string workingDirectory, params string[] arguments)
    {
        using Process process = Start(workingDirectory, arguments);
        return await EndAsync(process, process.StandardError);
    }

    public static Process Start(string workingDirectory, params string[] arguments)
    {
        var start = new ProcessStartInfo(DotnetPath, [Path.Combine(AppContext.BaseDirectory, "grader.dll"), .. arguments])
        {
            WorkingDirectory = workingDirectory,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = Encoding.UTF8,
            StandardErrorEncoding = Encoding.UTF8,
        };
        return Process.Start(start)!;
    }

    /// <summary>Reads what is left of both streams and waits for the end.</summary>
    public static async Task<CommandResult> EndAsync(Process process, TextReader errors)
    {
        using var deadline = new CancellationTokenSource(Deadline);
        try
        {
            Task<string> output = process.StandardOutput.ReadToEndAsync(deadline.Token);
            Task<string> error = errors.ReadToEndAsync(deadline.Token);
            return new CommandResult(0, await output, await error) with { ExitCode = await ExitCodeAsync(process, deadline.Token) };
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }
    }

    /// <summary>What Ctrl-C does. Not on Windows: there is no signal to send to one process there.</summary>
    public static void Interrupt(Process process)
    {
        using Process kill = Process.Start("kill", ["-INT", process.Id.ToString(CultureInfo.InvariantCulture)]);
        kill.WaitForExit();
    }

    /// <summary>Reads on until a line holds some words.</summary>
    /// <returns>That line.</returns>
    public static async Task<string> ReadUntilAsync(Process process, string words)
    {
        using var deadline = new CancellationTokenSource(Deadline);
        while (await process.StandardOutput.ReadLineAsync(deadline.Token) is { } line)
        {
            if (line.Contains(words, StringComparison.Ordinal))
            {
                return line;
            }
        }

        throw new InvalidOperationException($"The program ended before it said '{words}': {await process.StandardError.ReadToEndAsync(deadline.Token)}");
    }

    private static async Task<int> ExitCodeAsync(Process process, CancellationToken deadline)
    {
        await process.WaitForExitAsync(deadline);
        return process.ExitCode;
    }

    private static string FindRepositoryRoot()
    {
        DirectoryInfo folder = new(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Grader.sln")))
        {
            folder = folder.Parent ?? throw new InvalidOperationException("these tests run from inside the repository");
        }

        return folder.FullName;
    }
}

internal sealed record CommandResult(int ExitCode, string Output, string Error);
