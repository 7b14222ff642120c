using System.ComponentModel;
using System.Timers;

namespace Grader.Worker.Runtime.VirtualTimers;

/// <summary>Stands in for <see cref="System.Timers.Timer"/>: members and meaning are the original's.</summary>
public class Timer : Component, ISupportInitialize
{
    private readonly VirtualTimer timer;
    private double interval = 100;
    private bool enabled;
    private bool autoReset = true;
    private bool isInitializing;

    public Timer() => timer = new VirtualTimer(_ => Fire(), null, -1, -1);

    public Timer(double interval) : this() => this.interval = Checked(interval);

    public Timer(TimeSpan interval) : this(interval.TotalMilliseconds) { }

    public event ElapsedEventHandler? Elapsed;

    public ISynchronizeInvoke? SynchronizingObject { get; set; }

    public bool AutoReset
    {
        get => autoReset;
        set
        {
            autoReset = value;
            Update();
        }
    }

    /// <summary>In milliseconds.</summary>
    public double Interval
    {
        get => interval;
        set
        {
            interval = Checked(value);
            Update();
        }
    }

    public bool Enabled
    {
        get => enabled;
        set
        {
            enabled = value;
            Update();
        }
    }

    public override ISite? Site { get; set; }

    public void BeginInit()
    {
        isInitializing = true;
        timer.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    public void EndInit()
    {
        isInitializing = false;
        Update();
    }

    public void Start() => Enabled = true;

    public void Stop() => Enabled = false;

    public void Close() => Enabled = false;

    protected override void Dispose(bool disposing)
    {
        enabled = false;
        timer.Dispose();
        base.Dispose(disposing);
    }

    private static double Checked(double interval) =>
        interval is > 0 and <= int.MaxValue ? interval : throw new ArgumentException($"Invalid value '{interval}' for parameter 'interval'.");

    private void Update()
    {
        TimeSpan due = enabled && !isInitializing ? TimeSpan.FromMilliseconds(Math.Ceiling(interval)) : Timeout.InfiniteTimeSpan;
        timer.Change(due, autoReset ? due : Timeout.InfiniteTimeSpan);
    }

    private void Fire()
    {
        enabled &= autoReset;
        try
        {
            Elapsed?.Invoke(this, new ElapsedEventArgs(VirtualTime.DateTimeNow()));
        }
#pragma warning disable CA1031 // The original swallows whatever a handler throws.
        catch (Exception)
#pragma warning restore CA1031
        {
        }
    }
}
