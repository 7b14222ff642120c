using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Grader.Commands;
using Grader.Confine;
using Grader.Sandbox;

namespace Grader.Lanes;

/// <summary>The supervisor's side of one lane: a process with a warm compiler and engine that grades one submission at a time.</summary>
public sealed class LaneProcess : IAsyncDisposable
{
    private const int ErrorTailCharacters = 4000;
    private const int RemovalAttempts = 20;
    private static readonly TimeSpan RemovalPause = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan MemorySampling = TimeSpan.FromMilliseconds(250);

    private readonly Process process;
    private readonly string scratch;
    private readonly LaneLimits limits;
    private readonly StringBuilder errorTail = new();

    private LaneProcess(Process process, string scratch, LaneLimits limits)
    {
        this.scratch = scratch;
        this.process = process;
        this.limits = limits;
        process.ErrorDataReceived += (_, line) =>
        {
            lock (errorTail)
            {
                errorTail.AppendLine(line.Data);
                if (errorTail.Length > ErrorTailCharacters)
                {
                    errorTail.Remove(0, errorTail.Length - ErrorTailCharacters);
                }
            }
        };
        process.BeginErrorReadLine();
    }

    /// <summary>Starts a lane: the grader's program with the hidden command <c>lane</c>.</summary>
    /// <param name="assignments">Folder of the assignments, as a full path.</param>
    /// <param name="scratch">Folder for all that the lane and its workers have on disk; each lane makes one of its own in it.</param>
    public static LaneProcess Start(string assignments, string scratch, SandboxMode sandbox, LaneLimits limits)
    {
        // Started through dotnet, or used by another program, this one is not the process's own.
        bool isOwnProgram = Path.GetFileNameWithoutExtension(Environment.ProcessPath!).Equals("grader", StringComparison.OrdinalIgnoreCase);
        var start = new ProcessStartInfo(isOwnProgram ? Environment.ProcessPath! : WorkerLocation.BesideProgram().DotnetPath)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardInputEncoding = new UTF8Encoding(false),
            StandardOutputEncoding = new UTF8Encoding(false),
            UseShellExecute = false,
        };
        if (!isOwnProgram)
        {
            start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, "grader.dll"));
        }

        // Keeping written and executed memory apart makes every method compiled at run time dearer; a lane runs no code but ours.
        start.Environment["DOTNET_EnableWriteXorExecute"] = "0";
        start.ArgumentList.Add("lane");
        start.ArgumentList.Add("--assignments");
        start.ArgumentList.Add(assignments);
        start.ArgumentList.Add(SandboxOption.Name);
        start.ArgumentList.Add(SandboxOption.Text(sandbox));
        string folder = FolderMode.Create(Path.Combine(scratch, "lane-" + Path.GetRandomFileName()), FolderMode.PassOnly);
        start.ArgumentList.Add("--scratch");
        start.ArgumentList.Add(folder);
        if (limits.ProcessorSeconds is { } seconds)
        {
            start.ArgumentList.Add(LaneCommand.SecondsOption);
            start.ArgumentList.Add(seconds.ToString(CultureInfo.InvariantCulture));
        }

        return new LaneProcess(Process.Start(start)!, folder, limits);
    }

    /// <summary>Grades one submission.</summary>
    /// <exception cref="LaneFailedException">The lane died, hung or outgrew its memory; it must not be used again.</exception>
    public async Task<LaneAnswer> GradeAsync(LaneJob job, CancellationToken cancellation)
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        deadline.CancelAfter(limits.Submission);
        try
        {
            await process.StandardInput.WriteLineAsync(job.ToLine().AsMemory(), deadline.Token);
            await process.StandardInput.FlushAsync(deadline.Token);
            Task<string?> answer = process.StandardOutput.ReadLineAsync(deadline.Token).AsTask();
            while (await Task.WhenAny(answer, Task.Delay(MemorySampling, CancellationToken.None)) != answer)
            {
                if (ProcessFigures.Of(process.Id).ResidentBytes > limits.ResidentBytes)
                {
                    throw new LaneFailedException($"the lane used more than {limits.ResidentBytes >> 20} MiB of memory") { IsOverLimit = true };
                }
            }

            string? line = await answer;
            return line is null ? throw Died() : LaneAnswer.FromLine(line);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            throw new LaneFailedException($"the lane gave no answer within {limits.Submission.TotalSeconds:0} s") { IsOverLimit = true };
        }
        catch (IOException)
        {
            throw Died();
        }
        catch (JsonException error)
        {
            throw new LaneFailedException($"the lane's answer is no result: {error.Message}");
        }
    }

    /// <summary>Kills the lane with all that it started.</summary>
    public async ValueTask DisposeAsync()
    {
        try
        {
            process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync();
        }
        catch (InvalidOperationException)
        {
            // It has ended by itself.
        }

        process.Dispose();
        await RemoveScratchAsync();
    }

    /// <summary>A lane that was killed could not remove what its workers had.</summary>
    private async Task RemoveScratchAsync()
    {
        // A worker ends with its lane, but takes a moment for it.
        for (int attempt = 0; attempt < RemovalAttempts; attempt++)
        {
            try
            {
                FolderRemoval.Remove(scratch);
                return;
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                await Task.Delay(RemovalPause);
            }
        }
    }

    private LaneFailedException Died()
    {
        // Standard error ends with the process: waiting for both gives the whole tail.
        process.WaitForExit();
        lock (errorTail)
        {
            return new LaneFailedException($"the lane ended with exit code {process.ExitCode}: {errorTail.ToString().Trim()}");
        }
    }
}

/// <summary>A lane failed on a submission; the message says how, for us.</summary>
public sealed class LaneFailedException(string message) : Exception(message)
{
    /// <summary>It hung or outgrew its memory, and did not break.</summary>
    public bool IsOverLimit { get; init; }
}
