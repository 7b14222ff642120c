using System.Collections.Immutable;
using Grader.Plans;
using Grader.Scenarios;
using Grader.Score;

namespace Grader.Compare;

/// <summary>Holds what a scenario's author says about late events against what the reference did with them.</summary>
internal static class ClaimChecker
{
    /// <summary>One problem for every false claim, naming the scenario's file and line.</summary>
    public static ImmutableArray<ReadProblem> Check(Scenario scenario, Seq<TimelineRow> timeline)
    {
        ILookup<(string? File, int Line), TimelineRow> rows = timeline.ToLookup(row => (row.File, row.Line));
        return
        [
            .. from line in ClaimedLines(scenario)
               let problem = Problem(line.Text.Claim!.Value, rows[(line.File, line.Number)])
               where problem is not null
               select new ReadProblem(scenario.File, line.Text.Line, problem),
        ];
    }

    private static string? Problem(LatenessClaim claim, IEnumerable<TimelineRow> rows)
    {
        (string word, Lateness wanted) = claim switch
        {
            LatenessClaim.Accepted => ("accepted", Lateness.Late),
            LatenessClaim.Dropped => ("dropped", Lateness.Dropped),
            _ => throw new System.Diagnostics.UnreachableException(claim.ToString()),
        };
        TimelineRow? other = rows.FirstOrDefault(row => row.Lateness != wanted);
        return other is null
            ? rows.Any() ? null : $"claimed 'late: {word}', but the reference never read this line"
            : $"claimed 'late: {word}', but for the reference the event {Words(other.Lateness)}";
    }

    private static string Words(Lateness lateness) => lateness switch
    {
        Lateness.OnTime => "is on time",
        Lateness.Late => "is late and accepted",
        Lateness.Dropped => "is too late and dropped",
        Lateness.Null => "has no event time",
        Lateness.Malformed => "is no record at all",
        Lateness.NotTimed => "has no lateness: its query has no watermark",
        _ => throw new System.Diagnostics.UnreachableException(lateness.ToString()),
    };

    /// <summary>Lines with a claim, under the file name by which they are read in the end.</summary>
    private static IEnumerable<(string? File, int Number, ArrivingLine Text)> ClaimedLines(Scenario scenario)
    {
        int socketLine = 0;
        for (int i = 0; i < scenario.Events.Length; i++)
        {
            (string? file, ImmutableArray<ArrivingLine> lines, int before) = scenario.Events[i] switch
            {
                FileArrival arrival => (FinalName(scenario, arrival.Name, i), arrival.Lines, 0),
                SocketArrival arrival => (null, arrival.Lines, socketLine),
                _ => (null, [], 0),
            };
            socketLine += scenario.Events[i] is SocketArrival ? lines.Length : 0;
            for (int n = 0; n < lines.Length; n++)
            {
                if (lines[n].Claim is not null)
                {
                    yield return (file, before + n + 1, lines[n]);
                }
            }
        }
    }

    private static string FinalName(Scenario scenario, string name, int arrival) =>
        scenario.Events.Skip(arrival + 1).OfType<FileRename>().Aggregate(name, (current, rename) => rename.From == current ? rename.To : current);
}
