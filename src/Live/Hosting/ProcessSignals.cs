using System.Runtime.InteropServices;

namespace Grader.Live.Hosting;

/// <summary>
/// Ends the process cleanly on Ctrl-C, SIGTERM and a closed terminal: queries finish their batches, then the process ends with 128 and the signal's number,
/// as a shell has it. A second signal ends it at once. What the program's own handlers cancel is left alone.
/// </summary>
internal sealed class ProcessSignals
{
    private const int Hangup = 1;
    private const int Interrupt = 2;
    private const int Terminate = 15;
    private const int SignalBase = 128;

    // Longer than any batch of a seminar; what is not done by then is run again from the checkpoint.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private readonly Lock gate = new();
    private readonly List<Action<TimeSpan>> onInterrupt = [];
    private readonly List<PosixSignalRegistration> registrations = [];
    private readonly ManualResetEventSlim seen = new();
    private bool isEnding;

    private ProcessSignals()
    {
    }

    /// <summary>A process has one set of signals.</summary>
    public static ProcessSignals OfProcess { get; } = new();

    /// <summary>Begins to listen, once. Handlers run in reverse order: who registers first is the last to be asked, and sees what others have cancelled.</summary>
    public void Register()
    {
        lock (gate)
        {
            if (registrations.Count == 0)
            {
                registrations.Add(PosixSignalRegistration.Create(PosixSignal.SIGINT, context => Handle(context, Interrupt)));
                registrations.Add(PosixSignalRegistration.Create(PosixSignal.SIGTERM, context => Handle(context, Terminate)));
                registrations.Add(PosixSignalRegistration.Create(PosixSignal.SIGHUP, context => Handle(context, Hangup)));
            }
        }
    }

    /// <param name="shutDown">Told how long it may take.</param>
    public void OnInterrupt(Action<TimeSpan> shutDown)
    {
        lock (gate)
        {
            onInterrupt.Add(shutDown);
        }
    }

    /// <summary>Somebody asked the starter of this process to end. A terminal sends its signal to both: then this one's own decides.</summary>
    public void EndUnlessSignalled(int signal, TimeSpan grace)
    {
        if (!seen.Wait(grace))
        {
            End(signal);
        }
    }

    /// <summary>Blocks for ever where the process is ending, so that its exit code is the signal's.</summary>
    public void HoldIfEnding()
    {
        if (IsEnding)
        {
            Thread.Sleep(Timeout.Infinite);
        }
    }

    private bool IsEnding
    {
        get
        {
            lock (gate)
            {
                return isEnding;
            }
        }
    }

    private void Handle(PosixSignalContext context, int number)
    {
        seen.Set();
        if (!context.Cancel)
        {
            context.Cancel = true;
            End(number);
        }
    }

    private void End(int number)
    {
        Action<TimeSpan>[] shutDown;
        lock (gate)
        {
            shutDown = isEnding ? [] : [.. onInterrupt];
            isEnding = true;
        }

        // Not on the thread of the signal: a second one must get through.
        var thread = new Thread(() => End(number, shutDown)) { IsBackground = true, Name = "end" };
        thread.Start();
    }

    private static void End(int number, Action<TimeSpan>[] shutDown)
    {
        foreach (Action<TimeSpan> action in shutDown)
        {
            action(Patience);
        }

        Environment.Exit(SignalBase + number);
    }
}
