using System.Threading.Channels;

namespace Grader.Watch;

/// <summary>Waits for saves of a program, or of its assignment. The system's notice makes it quick, looking anew now and then makes it sure: some file systems give no notice.</summary>
internal sealed class SaveWatch : IDisposable
{
    // An editor writes a file in several steps within some milliseconds.
    private static readonly TimeSpan Quiet = TimeSpan.FromMilliseconds(30);

    private static readonly TimeSpan LookAnew = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LookAnewWithoutNotice = TimeSpan.FromMilliseconds(200);

    // Something that writes without end shall not keep a check away.
    private const int MostQuietWaits = 50;

    private readonly Channel<bool> notices = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
    private readonly IReadOnlyList<WatchedPlace> places;
    private readonly TimeProvider clock;
    private readonly List<FileSystemWatcher> watchers = [];
    private readonly bool hasNotices;

    public SaveWatch(IEnumerable<WatchedPlace> places, TimeProvider clock)
    {
        this.places = [.. places];
        this.clock = clock;
        watchers.AddRange(this.places.Select(Watch).OfType<FileSystemWatcher>());
        hasNotices = watchers.Count == this.places.Count;
    }

    public SourceSnapshot Take() => SourceSnapshot.Take(places);

    /// <summary>Returns what is there after the next save, when nothing more seems to follow.</summary>
    /// <param name="seen">What was there.</param>
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

    public void Dispose() => watchers.ForEach(watcher => watcher.Dispose());

    private async Task NoticeAsync(CancellationToken cancellation)
    {
        Task<bool> notice = notices.Reader.WaitToReadAsync(cancellation).AsTask();
        await Task.WhenAny(notice, Task.Delay(hasNotices ? LookAnew : LookAnewWithoutNotice, clock, cancellation));
        cancellation.ThrowIfCancellationRequested();
        notices.Reader.TryRead(out _);
    }

    private FileSystemWatcher? Watch(WatchedPlace place) => Directory.Exists(place.Path)
        ? TryWatch(place.Path, [.. place.Extensions.Select(extension => "*" + extension)])
        : TryWatch(Path.GetDirectoryName(place.Path)!, [Path.GetFileName(place.Path)]);

    private FileSystemWatcher? TryWatch(string folder, string[] filters)
    {
        FileSystemWatcher? made = null;
        try
        {
            made = new FileSystemWatcher(folder) { IncludeSubdirectories = true };
            foreach (string filter in filters)
            {
                made.Filters.Add(filter);
            }

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
