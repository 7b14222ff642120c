using System.Diagnostics;
using System.Globalization;
using Grader.Plans;
using Grader.Plans.Session;
using Grader.Replay;

namespace Grader.Score;

/// <summary>Why a program did not come to the end of a scenario.</summary>
/// <param name="Outcome"><see cref="Outcome.RuntimeError"/> or <see cref="Outcome.Timeout"/>.</param>
/// <param name="Cause">In words that do not name the scenario.</param>
internal sealed record ScenarioFailure(Outcome Outcome, Cause Cause)
{
    /// <summary>The first failure in the trace; null where the program came to the end, whatever its batches are like.</summary>
    public static ScenarioFailure? Of(ScenarioTrace trace) => trace.Runs.Select(Of).FirstOrDefault(failure => failure is not null);

    private static ScenarioFailure? Of(ProgramRun run) => run.End switch
    {
        ProgramThrew { Exception: var thrown } => RuntimeError("exception", ExceptionWords(thrown, run), thrown.Location),
        ProgramBrokeProtocol { Reason: var reason } => RuntimeError("broken-protocol", $"The program disturbed its own connection to the grader: {reason}.", default),
        ProgramDied { ExitCode: not 0 } died => RuntimeError("process-died", DeathWords(died), default),
        ProgramReturned { ExitCode: not 0 and var code } => RuntimeError(
            "exit-code", string.Create(CultureInfo.InvariantCulture, $"The program ended with the exit code {code}, which says that it failed."), default),
        ProgramExceededLimit limit => new ScenarioFailure(Outcome.Timeout, new Cause("limit", LimitWords(limit), null, null)),

        // Also a query whose error the program caught: a failed query gives no more results.
        _ when FailedQuery(run) is { } query => RuntimeError("query-failed", $"The query failed: {WithoutIds(query.Error!.Message)}{Help(query.Error)}", query.Operation.Origin),
        ProgramWaited when run.Queries.Count == 0 => new ScenarioFailure(Outcome.Timeout, new Cause(
            "never-started", "The program was still running when all events had arrived, and had not started a query: does it loop or wait before Start()?", null, null)),
        ProgramReturned or ProgramDied or ProgramWaited or ProgramCrashedByScenario => null,
        _ => throw new UnreachableException(run.End.GetType().Name),
    };

    private static QueryTrace? FailedQuery(ProgramRun run) => run.Queries.FirstOrDefault(query => query.Error is not null);

    private static ScenarioFailure RuntimeError(string id, string message, Origin place) =>
        new(Outcome.RuntimeError, new Cause(id, message, place.File, place.IsKnown ? place.Line : null));

    private static string ExceptionWords(Threw thrown, ProgramRun run)
    {
        string type = thrown.Spark?.ExceptionClass ?? thrown.TypeName[(thrown.TypeName.LastIndexOf('.') + 1)..];
        SparkError? inner = thrown.Spark ?? FailedQuery(run)?.Error;
        return $"{type}: {WithoutIds(inner?.Message ?? thrown.Message)}{Help(inner)}";
    }

    /// <summary>Without the ids of query and run, which say nothing here and differ from scenario to scenario.</summary>
    private static string WithoutIds(string message)
    {
        const string Begin = "[STREAM_FAILED] Query [id = ", End = "] terminated with exception: ";
        int end = message.IndexOf(End, StringComparison.Ordinal);
        return message.StartsWith(Begin, StringComparison.Ordinal) && end > 0 ? message[(end + End.Length)..] : message;
    }

    private static string Help(SparkError? error) => error?.Help is { } help ? $" ({help})" : "";

    private static string DeathWords(ProgramDied died)
    {
        string how = died.ExitCode > 128
            ? string.Create(CultureInfo.InvariantCulture, $"signal {died.ExitCode - 128}{SignalName(died.ExitCode - 128)}")
            : string.Create(CultureInfo.InvariantCulture, $"exit code {died.ExitCode}");
        string tail = died.ErrorTail.Trim();
        return tail.Contains("Stack overflow", StringComparison.OrdinalIgnoreCase)
            ? $"The process died of a stack overflow ({how}): does a method call itself without end?"
            : tail.Length == 0 ? $"The process died ({how})." : $"The process died ({how}): {tail}";
    }

    private static string SignalName(int signal) => signal switch
    {
        1 => ", SIGHUP",
        2 => ", SIGINT",
        3 => ", SIGQUIT",
        4 => ", SIGILL",
        5 => ", SIGTRAP",
        6 => ", SIGABRT",
        7 => ", SIGBUS",
        8 => ", SIGFPE",
        9 => ", SIGKILL",
        11 => ", SIGSEGV",
        13 => ", SIGPIPE",
        15 => ", SIGTERM",
        31 => ", SIGSYS",
        _ => "",
    };

    private static string LimitWords(ProgramExceededLimit limit) =>
        $"The program was stopped: over the limit of {limit.Limit}.{(limit.IsMachineDependent ? " On a faster machine it may come further." : "")}";
}
