using System.Diagnostics;
using System.Text;

namespace Grader.EndToEnd.Seminar;

/// <summary>A terminal with a shell: commands run one after the other in its current folder, in a process group that Ctrl-C reaches as a whole.</summary>
internal sealed class SeminarTerminal(string home, string programs, IReadOnlyDictionary<string, string> environment) : IDisposable
{
    // A backstop against a hanging test run; no step depends on it.
    private static readonly TimeSpan Deadline = TimeSpan.FromMinutes(2);

    private readonly StringBuilder shown = new();
    private readonly Lock gate = new();
    private string folder = home;
    private int seen;
    private TaskCompletionSource more = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Process? shell;
    private Task reading = Task.CompletedTask;

    /// <summary>Starts commands; those before must have ended.</summary>
    public void Start(string commands)
    {
        if (shell is { HasExited: false })
        {
            throw new InvalidOperationException("this terminal is still busy");
        }

        string folderFile = Path.Combine(programs, Path.GetRandomFileName());
        var start = new ProcessStartInfo("setsid", ["bash", "-c", $"exec 2>&1; cd '{folder}'; set -e; trap 'pwd > {folderFile}' EXIT\n{commands}"])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            StandardInputEncoding = new UTF8Encoding(false),
            StandardOutputEncoding = Encoding.UTF8,
        };
        foreach ((string name, string value) in environment)
        {
            start.Environment[name] = value;
        }

        start.Environment["PATH"] = $"{programs}:{Environment.GetEnvironmentVariable("PATH")}";
        Process started = Process.Start(start)!;
        shell = started;
        reading = Task.Run(() => ReadAsync(started, folderFile));
    }

    /// <summary>Waits until the commands have ended.</summary>
    /// <returns>The exit code.</returns>
    public async Task<int> EndAsync()
    {
        await reading.WaitAsync(Deadline);
        await shell!.WaitForExitAsync().WaitAsync(Deadline);
        return shell.ExitCode;
    }

    public void Type(string line)
    {
        shell!.StandardInput.WriteLine(line);
        shell.StandardInput.Flush();
    }

    /// <summary>Ctrl-C, and the wait for what it ends.</summary>
    public async Task InterruptAsync()
    {
        using Process kill = Process.Start("kill", ["-INT", "--", $"-{shell!.Id}"]);
        await kill.WaitForExitAsync();
        await EndAsync();
    }

    /// <summary>Waits until the terminal shows a text beyond what it was seen to show before.</summary>
    /// <exception cref="TimeoutException">It does not; the message has what it shows.</exception>
    public async Task ShowAsync(string text)
    {
        using var deadline = new CancellationTokenSource(Deadline);
        while (true)
        {
            Task next;
            bool isOver = reading.IsCompleted;
            lock (gate)
            {
                int at = shown.ToString(seen, shown.Length - seen).IndexOf(text, StringComparison.Ordinal);
                if (at >= 0)
                {
                    seen += at + text.Length;
                    return;
                }

                next = more.Task;
            }

            if (isOver || deadline.IsCancellationRequested)
            {
                throw new TimeoutException($"expected:\n{text}\nbut there is:\n{Rest()}");
            }

            await Task.WhenAny(next, reading, Task.Delay(Timeout.Infinite, deadline.Token));
        }
    }

    public void Dispose()
    {
        if (shell is { HasExited: false })
        {
            using Process kill = Process.Start("kill", ["-KILL", "--", $"-{shell.Id}"]);
            kill.WaitForExit();
        }

        shell?.Dispose();
    }

    private string Rest()
    {
        lock (gate)
        {
            return shown.ToString(seen, shown.Length - seen);
        }
    }

    private async Task ReadAsync(Process from, string folderFile)
    {
        char[] buffer = new char[4096];
        int read;
        while ((read = await from.StandardOutput.ReadAsync(buffer)) > 0)
        {
            TaskCompletionSource waiting;
            lock (gate)
            {
                shown.Append(buffer, 0, read);
                waiting = more;
                more = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            }

            waiting.SetResult();
        }

        await from.WaitForExitAsync();
        if (File.Exists(folderFile))
        {
            folder = (await File.ReadAllTextAsync(folderFile)).Trim();
        }
    }
}
