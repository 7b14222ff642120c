using System.Threading.Channels;
using Grader.Compile;

namespace Grader.Watch;

/// <summary>Waits for saves of a program. The system's notice makes it quick, looking anew now and then makes it sure: some file systems give no notice.</summary>
internal sealed class SaveWatch : IDisposable
{
    // An editor writes a file in several steps within some milliseconds.
    private static readonly TimeSpan Quiet = TimeSpan.FromMilliseconds(30);

    private static readonly TimeSpan LookAnew = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LookAnewWithoutNotice = TimeSpan.FromMilliseconds(200);

    // Something that writes without end shall not keep a check away.
    private const int MostQuietWaits = 50;

    private readonly Channel<bool> notices = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
    private readonly string path;
    private readonly SubmissionLimits limits;
    private readonly TimeProvider clock;
    private readonly FileSystemWatcher? watcher;

    /// <param name="path">The program's folder or file, as a full path.</param>
    public SaveWatch(string path, SubmissionLimits limits, TimeProvider clock)
    {
        this.path = path;
        this.limits = limits;
        this.clock = clock;
        watcher = Directory.Exists(path) ? TryWatch(path, "*.cs") : TryWatch(Path.GetDirectoryName(path)!, Path.GetFileName(path));
    }

    public SourceSnapshot Take() => SourceSnapshot.Take(path, limits);

    /// <summary>Returns what the program is after the next save, when nothing more seems to follow.</summary>
    /// <param name="seen">What it was.</param>
    public async Task<SourceSnapshot> NextAsync(SourceSnapshot seen, CancellationToken cancellation)
    {
        SourceSnapshot now;
        while ((now = Take()) == seen)
        {
            await NoticeAsync(cancellation);
        }

        for (int wait = 0; wait < MostQuietWaits; wait++)
        {
            await Task.Delay(Quiet, clock, cancellation);
            SourceSnapshot later = Take();
            if (later == now)
            {
                break;
            }

            now = later;
        }

        return now;
    }

    public void Dispose() => watcher?.Dispose();

    private async Task NoticeAsync(CancellationToken cancellation)
    {
        Task<bool> notice = notices.Reader.WaitToReadAsync(cancellation).AsTask();
        await Task.WhenAny(notice, Task.Delay(watcher is null ? LookAnewWithoutNotice : LookAnew, clock, cancellation));
        cancellation.ThrowIfCancellationRequested();
        notices.Reader.TryRead(out _);
    }

    private FileSystemWatcher? TryWatch(string folder, string filter)
    {
        FileSystemWatcher? made = null;
        try
        {
            made = new FileSystemWatcher(folder, filter) { IncludeSubdirectories = true };
            made.Changed += (_, _) => notices.Writer.TryWrite(true);
            made.Created += (_, _) => notices.Writer.TryWrite(true);
            made.Deleted += (_, _) => notices.Writer.TryWrite(true);
            made.Renamed += (_, _) => notices.Writer.TryWrite(true);
            made.EnableRaisingEvents = true;
            return made;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or ArgumentException)
        {
            // The system watches no more folders for this user, or never did here.
            made?.Dispose();
            return null;
        }
    }
}
