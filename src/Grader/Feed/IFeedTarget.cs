using Grader.Scenarios;

namespace Grader.Feed;

/// <summary>Where a scenario's events go on this machine.</summary>
internal interface IFeedTarget : IAsyncDisposable
{
    /// <summary>Waits until somebody is there to read, where that matters.</summary>
    /// <exception cref="FeedException">What arrives cannot be put there.</exception>
    Task ReadyAsync(CancellationToken cancellation);

    /// <summary>Makes an event happen. A restart is the user's to do.</summary>
    /// <exception cref="FeedException">It cannot be done; the message names the file and the remedy.</exception>
    Task DeliverAsync(TimelineEvent happening, CancellationToken cancellation);

    /// <summary>After the last event: returns when nothing is left to do for this target.</summary>
    Task CloseAsync(CancellationToken cancellation);
}

/// <summary>The machine refuses what the feed wants to do: a file, a folder, a port. The message is for the user.</summary>
internal sealed class FeedException(string message, Exception? cause = null) : Exception(message, cause);
