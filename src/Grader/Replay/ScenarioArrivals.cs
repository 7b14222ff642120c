using System.Text;
using Grader.Scenarios;

namespace Grader.Replay;

/// <summary>The scenario's events in order, and what each does to files and socket.</summary>
internal sealed class ScenarioArrivals
{
    private readonly Scenario scenario;
    private readonly VirtualFiles files;
    private readonly VirtualSocket socket;
    private readonly string folder;
    private int next;

    /// <summary>The input folder is there from the start.</summary>
    public ScenarioArrivals(Scenario scenario, AssignmentInput input, VirtualFiles files, VirtualSocket socket)
    {
        this.scenario = scenario;
        this.files = files;
        this.socket = socket;
        folder = input is FolderInput(var path) ? path.TrimEnd('/') : "";
        if (folder.Length > 0)
        {
            files.CreateDirectory(folder);
        }
    }

    /// <summary>UTC ticks of the next event; null after the last.</summary>
    public long? NextUtcTicks => next < scenario.Events.Length ? (scenario.Start + scenario.Events[next].At).UtcTicks : null;

    /// <summary>UTC ticks of the last event; of the start where there is none.</summary>
    public long LastUtcTicks => scenario.Events.IsEmpty ? scenario.Start.UtcTicks : (scenario.Start + scenario.Events[^1].At).UtcTicks;

    /// <summary>The next event, where it is a restart.</summary>
    public Restart? NextRestart => next < scenario.Events.Length ? scenario.Events[next] as Restart : null;

    /// <summary>Makes the next event happen. A restart is only passed: whoever runs the program does it.</summary>
    public void Happen()
    {
        switch (scenario.Events[next++])
        {
            case FileArrival arrival:
                files.Arrive($"{folder}/{arrival.Name}", Encoding.UTF8.GetBytes(string.Concat(arrival.Lines.Select(line => line.Text + "\n"))));
                break;
            case FileRename rename:
                files.Rename($"{folder}/{rename.From}", $"{folder}/{rename.To}");
                break;
            case SocketArrival arrival:
                socket.Arrive(arrival.Lines.Select(line => line.Text));
                break;
            case Restart:
                break;
            case var other:
                throw new System.Diagnostics.UnreachableException(other.GetType().Name);
        }
    }

    /// <summary>Makes happen all that is due up to an instant, each event at its own, until a restart comes.</summary>
    public void HappenUntil(long utcTicks, VirtualClock clock)
    {
        while (NextUtcTicks is { } at && at <= utcTicks && NextRestart is null)
        {
            clock.MoveTo(at);
            Happen();
        }
    }
}
