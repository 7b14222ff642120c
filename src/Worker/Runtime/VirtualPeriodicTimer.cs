namespace Grader.Worker.Runtime;

/// <summary>Stands in for <see cref="PeriodicTimer"/>: members and meaning are the original's.</summary>
public sealed class VirtualPeriodicTimer : IDisposable
{
    private readonly Lock gate = new();
    private readonly VirtualTimer timer;
    private TimeSpan period;
    private TaskCompletionSource<bool>? waiter;
    private bool hasTicked;
    private bool isDisposed;

    public VirtualPeriodicTimer(TimeSpan period)
    {
        this.period = Checked(period);
        timer = new VirtualTimer(_ => Tick(), null, period, period);
    }

    public VirtualPeriodicTimer(TimeSpan period, TimeProvider timeProvider) : this(period) => ArgumentNullException.ThrowIfNull(timeProvider);

    public TimeSpan Period
    {
        get => period;
        set
        {
            period = Checked(value);
            timer.Change(value, value);
        }
    }

    public ValueTask<bool> WaitForNextTickAsync(CancellationToken cancellationToken = default)
    {
        if (cancellationToken.IsCancellationRequested)
        {
            return ValueTask.FromCanceled<bool>(cancellationToken);
        }

        TaskCompletionSource<bool> completion;
        lock (gate)
        {
            if (waiter is not null)
            {
                throw new InvalidOperationException("Only one wait at a time is allowed.");
            }

            if (isDisposed || hasTicked)
            {
                hasTicked = false;
                return new ValueTask<bool>(!isDisposed);
            }

            waiter = completion = new TaskCompletionSource<bool>();
        }

        CancellationTokenRegistration registration = cancellationToken.Register(() =>
        {
            Release(completion);
            completion.TrySetCanceled(cancellationToken);
        });
        return new ValueTask<bool>(Ended(completion, registration));
    }

    public void Dispose()
    {
        TaskCompletionSource<bool>? waiting;
        lock (gate)
        {
            isDisposed = true;
            (waiting, waiter) = (waiter, null);
        }

        timer.Dispose();
        waiting?.TrySetResult(false);
    }

    private static TimeSpan Checked(TimeSpan period) =>
        period.TotalMilliseconds is >= 1 and <= uint.MaxValue - 1 || period == Timeout.InfiniteTimeSpan ? period : throw new ArgumentOutOfRangeException(nameof(period));

    private static async Task<bool> Ended(TaskCompletionSource<bool> completion, CancellationTokenRegistration registration)
    {
        await using (registration.ConfigureAwait(false))
        {
            return await completion.Task.ConfigureAwait(false);
        }
    }

    private void Tick()
    {
        TaskCompletionSource<bool>? waiting;
        lock (gate)
        {
            (waiting, waiter) = (waiter, null);
            hasTicked = waiting is null;
        }

        waiting?.TrySetResult(true);
    }

    private void Release(TaskCompletionSource<bool> completion)
    {
        lock (gate)
        {
            if (ReferenceEquals(waiter, completion))
            {
                waiter = null;
            }
        }
    }
}
