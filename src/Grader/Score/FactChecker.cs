using System.Diagnostics;
using System.Globalization;
using Grader.Compare;
using Grader.Engine.Analysis;
using Grader.Plans;
using Grader.Replay;
using Grader.Scenarios;

namespace Grader.Score;

/// <summary>Checks what a task prescribes about the query itself, in every run of the program.</summary>
internal sealed class FactChecker(CallSites sites)
{
    private const long DayMs = 86_400_000;

    public Seq<FactResult> Check(IEnumerable<PrescribedFact> facts, Seq<ScenarioTrace> traces)
    {
        ProgramRun[] runs = [.. traces.SelectMany(trace => trace.Runs).Where(run => run.Queries.Count > 0)];
        return facts.Select(fact =>
        {
            Cause? problem = runs.Select(run => Problem(fact, run)).FirstOrDefault(cause => cause is not null);
            return new FactResult(fact, runs.Length > 0 && problem is null, problem);
        }).ToSeq();
    }

    /// <summary>What is worth saying about facts that hold.</summary>
    public Seq<Cause> Advice(IEnumerable<PrescribedFact> facts, Seq<ScenarioTrace> traces)
    {
        QueryTrace[] queries = [.. traces.SelectMany(trace => trace.Runs).Select(GradedQuery.Of).OfType<QueryTrace>()];
        return facts.Select(fact => queries.Select(query => Advice(fact, query)).FirstOrDefault(advice => advice is not null)).OfType<Cause>().ToSeq();
    }

    /// <summary>The fact in a few words, as a line of the report's table.</summary>
    public static string Title(PrescribedFact fact) => fact switch
    {
        PrescribedOutputMode mode => $"output mode {mode.Mode}",
        PrescribedTrigger trigger => $"a trigger every {DurationText.Print(trigger.Interval)}",
        PrescribedCheckpoint => "a checkpoint location",
        PrescribedMaxFilesPerTrigger limit => string.Create(CultureInfo.InvariantCulture, $"maxFilesPerTrigger {limit.Count}"),
        PrescribedSink sink => $"one query, to the {sink.Format} sink",
        _ => throw new UnreachableException(fact.GetType().Name),
    };

    private Cause? Problem(PrescribedFact fact, ProgramRun run)
    {
        QueryTrace query = GradedQuery.Of(run)!;
        Origin start = query.Operation.Origin;
        return fact switch
        {
            PrescribedOutputMode mode => SameWord(query.OutputMode.ToString(), mode.Mode) ? null : At(fact, sites.Before(start, "OutputMode"),
                query.Operation.OutputMode is null
                    ? $"The query sets no output mode, which means append; the task asks for {mode.Mode}."
                    : $"The output mode is {Lower(query.OutputMode)}; the task asks for {mode.Mode}."),
            PrescribedTrigger trigger => query.TriggerIntervalMs == (long)trigger.Interval.TotalMilliseconds ? null : At(fact, sites.Before(start, "Trigger"),
                $"{TriggerWords(query.TriggerIntervalMs)}; the task asks for a trigger every {DurationText.Print(trigger.Interval)}."),
            PrescribedCheckpoint checkpoint => query.CheckpointLocation is not null ? null : At(fact, start,
                $"The query has no checkpoint location, so a restart loses its state and reads all files again; the task asks for `{checkpoint.Location}`."),
            PrescribedMaxFilesPerTrigger limit => FileLimitProblem(limit, query),
            PrescribedSink sink => SinkProblem(sink, run, query),
            _ => throw new UnreachableException(fact.GetType().Name),
        };
    }

    private static Cause? FileLimitProblem(PrescribedMaxFilesPerTrigger limit, QueryTrace query)
    {
        foreach (StreamingRelation source in query.Plan.SelfAndDescendants().OfType<StreamingRelation>())
        {
            int? given = ReadLimit.In(source)[0];
            if (given != limit.Count)
            {
                string found = given is { } count
                    ? string.Create(CultureInfo.InvariantCulture, $"maxFilesPerTrigger is {count}")
                    : "The source sets no maxFilesPerTrigger, so all waiting files come in one batch";
                return At(limit, source.Origin.IsKnown ? source.Origin : query.Operation.Origin,
                    string.Create(CultureInfo.InvariantCulture, $"{found}; the task asks for {limit.Count}."));
            }
        }

        return null;
    }

    private Cause? SinkProblem(PrescribedSink sink, ProgramRun run, QueryTrace query)
    {
        if (run.Queries.Count > 1)
        {
            Origin second = run.Queries[1].Operation.Origin;
            return At(sink, second, string.Create(CultureInfo.InvariantCulture,
                $"The program starts {run.Queries.Count} queries; the task asks for exactly one, to the {sink.Format} sink."));
        }

        return SameWord(query.SinkFormat, sink.Format) ? null : At(sink, sites.Before(query.Operation.Origin, "Format"),
            $"The query writes to the {query.SinkFormat} sink; the task asks for {sink.Format}.");
    }

    private Cause? Advice(PrescribedFact fact, QueryTrace query)
    {
        Origin start = query.Operation.Origin;
        return fact switch
        {
            PrescribedCheckpoint prescribed when query.CheckpointLocation is { } location && !IsSamePath(location, prescribed.Location) =>
                At("checkpoint-path", start, $"The checkpoint location is `{location}`; the task names `{prescribed.Location}`. This costs no points."),
            PrescribedSink { TruncateFalse: true } when !SameWord(new CaseInsensitiveOptions(query.Operation.Options)["truncate"], "false") =>
                At("truncate", start, "The option truncate=false is missing, so the console cuts long values. This costs no points."),
            _ => null,
        };
    }

    /// <summary>The same place below the working directory, however it is written.</summary>
    private static bool IsSamePath(string given, string prescribed)
    {
        string path = given.StartsWith("file:", StringComparison.Ordinal) ? given["file:".Length..] : given;
        string[] parts = [.. path.Split('/', StringSplitOptions.RemoveEmptyEntries).Where(part => part != ".")];
        string[] wanted = prescribed.Split('/', StringSplitOptions.RemoveEmptyEntries);
        return path.StartsWith('/') ? parts.AsSpan().EndsWith(wanted) : parts.SequenceEqual(wanted);
    }

    private static string TriggerWords(long? intervalMs) => intervalMs switch
    {
        null => "The query runs one batch and ends",
        0 => "The query sets no trigger, so a batch starts as soon as there are data",
        > DayMs => "The trigger fires less than once a day",
        { } interval => $"The trigger fires every {DurationText.Print(TimeSpan.FromMilliseconds(interval))}",
    };

    private static string Lower(Engine.Streaming.OutputMode mode) => mode.ToString().ToLowerInvariant();

    private static bool SameWord(string? left, string right) => string.Equals(left, right, StringComparison.OrdinalIgnoreCase);

    private static Cause At(PrescribedFact fact, Origin place, string message) => At(fact.Id, place, message);

    private static Cause At(string id, Origin place, string message) => new(id, message, place.File, place.IsKnown ? place.Line : null);
}
