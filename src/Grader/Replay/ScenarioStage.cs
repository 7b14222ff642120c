using System.Globalization;
using Grader.Engine.Files;
using Grader.Scenarios;

namespace Grader.Replay;

/// <summary>What the runs of one scenario share: its time, its files and what is still to arrive.</summary>
/// <param name="EarliestEnd">The scenario's own end, UTC ticks like <paramref name="LatestEnd"/>.</param>
internal sealed record ScenarioStage(
    VirtualClock Clock, VirtualFiles Files, VirtualSocket Socket, ScenarioArrivals Arrivals, long EarliestEnd, long LatestEnd)
{
    /// <summary>Brings the timeline to the instant at which the program starts again after the scenario's next restart.</summary>
    /// <param name="queries">Of the run that is over; those still active died in the crash.</param>
    /// <returns>False where no restart is left.</returns>
    public bool Restart(IReadOnlyList<RunningQuery> queries)
    {
        Arrivals.HappenUntil(LatestEnd, Clock);
        if (Arrivals.NextRestart is not { } restart || Arrivals.NextUtcTicks is not { } at || at >= LatestEnd)
        {
            return false;
        }

        Clock.MoveTo(at);
        Arrivals.Happen();
        Socket.Disconnect();
        if (restart.Point is CrashPoint.AfterSink)
        {
            foreach (RunningQuery query in queries.Where(query => query is { IsActive: true, IsInBatch: false }))
            {
                LoseLastCommit(query);
            }
        }

        long back = at + restart.Down.Ticks;
        Arrivals.HappenUntil(back, Clock);
        Clock.MoveTo(back);
        return true;
    }

    /// <summary>The sink has had the last batch, and its commit was never written.</summary>
    private void LoseLastCommit(RunningQuery query)
    {
        if (query.Execution.CheckpointLocation is not { } checkpoint)
        {
            return;
        }

        string folder = $"{Files.Qualify(checkpoint)}/commits";
        long last = Files.List(folder).Select(Number).DefaultIfEmpty(-1).Max();
        if (last >= 0)
        {
            Files.Delete(string.Create(CultureInfo.InvariantCulture, $"{folder}/{last}"));
            Files.Delete(string.Create(CultureInfo.InvariantCulture, $"{folder}/.{last}.crc"));
        }
    }

    private static long Number(FileEntry entry) =>
        !entry.IsDirectory && long.TryParse(entry.Name, NumberStyles.None, CultureInfo.InvariantCulture, out long number) ? number : -1;
}
