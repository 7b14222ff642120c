using Grader.Plans;
using Grader.Plans.Json;
using Grader.Plans.Session;

namespace Grader.Replay;

/// <content>Work of the engine that waits for the program's own code in its middle. While it does, the timeline is that of a program at work.</content>
internal sealed partial class RunReplay
{
    // Each is a thread here and one of the program's. Code that calls itself through the engine would make more and more.
    private const int MostCallbacks = 50;

    private readonly Dictionary<int, SuspendedTurn> suspended = [];
    private Seq<FileChange> unsentFiles;
    private int lastCallbackId;

    /// <param name="Done">What follows once the work is done.</param>
    private sealed record SuspendedTurn(EngineTurn Turn, RunCallback Asked, Func<ValueTask> Done);

    private async ValueTask AnswerAsync(Call call)
    {
        SessionReply? reply = null;
        await WorkAsync(() => reply = session.Answer(call.Request), () => ReplyAsync(call, reply!), RunSession.MayRunPlan(call.Request)).ConfigureAwait(false);
    }

    /// <summary>Lets the engine work.</summary>
    /// <param name="isLong">It may call the program.</param>
    private async ValueTask WorkAsync(Action work, Func<ValueTask> done, bool isLong)
    {
        if (!isLong || !session.MayCallBack)
        {
            Measured(work);
            await done().ConfigureAwait(false);
            return;
        }

        var turn = new EngineTurn(work);
        await TakeTurnAsync(turn, turn.Start, done).ConfigureAwait(false);
    }

    private async ValueTask TakeTurnAsync(EngineTurn turn, Action step, Func<ValueTask> done)
    {
        Step(turn, step);
        while (turn.Asked is { } callback)
        {
            if (suspended.Count == MostCallbacks)
            {
                turn.Dispose();
                end = new ProgramExceededLimit($"{MostCallbacks} calls of the program's code at once", IsMachineDependent: false);
                return;
            }

            var message = new RunCallback(runId, ++lastCallbackId, callback, console.Take(), TakeFiles());
            // Before it is sent: where the process is gone, the turn is given up with the run.
            suspended.Add(message.CallbackId, new SuspendedTurn(turn, message, done));
            if (await host.TrySendAsync(message).ConfigureAwait(false))
            {
                threads.Replied(message.ThreadId);
                isSettled = false;
                return;
            }

            suspended.Remove(message.CallbackId);
            console.Write(message.ConsoleText);
            unsentFiles = message.FileChanges;
            var tooLarge = new SparkError("SparkException", null, "A row is too large to be given to the program.");
            Step(turn, () => turn.Answer(new ErrorReply(tooLarge)));
        }

        turn.Dispose();
        await done().ConfigureAwait(false);
    }

    private void Step(EngineTurn turn, Action step)
    {
        session.Callbacks.Turn = turn;
        try
        {
            Measured(step);
        }
        finally
        {
            session.Callbacks.Turn = null;
        }
    }

    private void Measured(Action work) => engine.Measure(() =>
    {
        work();
        return true;
    });

    private async ValueTask HandleAsync(CallbackReply reply)
    {
        if (!suspended.TryGetValue(reply.CallbackId, out SuspendedTurn? waiting) || !waiting.Asked.Callback.IsAnsweredBy(reply.Reply))
        {
            throw new WireFormatException("an answer to no callback");
        }

        suspended.Remove(reply.CallbackId);
        threads.Called(waiting.Asked.ThreadId);
        happenings++;
        await TakeTurnAsync(waiting.Turn, () => waiting.Turn.Answer(reply.Reply), waiting.Done).ConfigureAwait(false);
    }

    private Seq<FileChange> TakeFiles()
    {
        if (!host.ProgramTraits.UsesFiles)
        {
            return [];
        }

        Seq<FileChange> changes = stage.Files.TakeChanges();
        changes = unsentFiles.Count == 0 ? changes : [.. unsentFiles, .. changes];
        unsentFiles = [];
        return changes;
    }

    private void GiveUpTurns()
    {
        foreach (SuspendedTurn waiting in suspended.Values)
        {
            waiting.Turn.Dispose();
        }

        suspended.Clear();
    }
}
