using Grader.Compile;
using Grader.Engine;
using Grader.Lanes;
using Grader.Plans;
using Grader.Plans.Json;
using Grader.Plans.Logical;
using Grader.Plans.Session;
using Grader.Sandbox;

namespace Grader.Conformance.Runner;

/// <summary>
/// Compiles recorded programs as submissions and runs them in a worker against an engine session, until they start their query: what is started is for
/// the caller to run. Not thread-safe.
/// </summary>
public sealed class ProgramWorker : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly ScratchRoot scratch = ScratchRoot.Create();
    private readonly WorkerLauncher launcher;
    private readonly SubmissionCompiler compiler = new(ReferenceAssemblies.BesideProgram());
    private WorkerProcess? process;
    private int lastRunId;

    public ProgramWorker() => launcher = new WorkerLauncher(
        WorkerLocation.BesideProgram(), scratch.Folder, SandboxSupport.Probe() is { Missing: null } support ? support : null);

    /// <summary>What a program starts.</summary>
    /// <param name="input">Replaces each source of the program by the one that the case feeds.</param>
    /// <exception cref="SparkException">Spark's error, which ended the program before.</exception>
    /// <exception cref="InvalidOperationException">The program does not compile, or ended without a query.</exception>
    internal WriteStreamOperation Capture(IEnumerable<KeyValuePair<string, string>> files, EngineSession session, Func<DataSource, DataSource> input)
    {
        var submission = new Submission("program", files.OrderBy(file => file.Key, StringComparer.Ordinal).Select(file => new SourceFile(file.Key, file.Value)).ToSeq());
        Compiled program = compiler.Compile(submission, CompileLimits.Trusted) switch
        {
            Compiled compiled => compiled,
            CompileFailed failed => throw new InvalidOperationException($"the program does not compile: {string.Join("; ", failed.Errors)}"),
            var other => throw new InvalidOperationException(other.ToString()),
        };
        return CaptureAsync(program, session, input).GetAwaiter().GetResult();
    }

    public void Dispose()
    {
        Retire();
        scratch.Dispose();
    }

    private async Task<WriteStreamOperation> CaptureAsync(Compiled program, EngineSession session, Func<DataSource, DataSource> input)
    {
        WorkerProcess worker = Ready();
        int runId = ++lastRunId;
        using var deadline = new CancellationTokenSource(Patience);
        try
        {
            string path = worker.PlaceProgram(program.Assembly.Span, program.Symbols.Span);
            await worker.SendAsync(new StartRun(runId, path, worker.WorkingDirectory, [], DateTime.UnixEpoch.Ticks, HasStaticState: true, UsesFiles: true, HasOneThread: false), deadline.Token).ConfigureAwait(false);
            while (worker.Receive(Patience) is { } message)
            {
                switch (message)
                {
                    case Call { Request: StartQueryRequest(var operation) }:
                        return operation with { Input = Fed(operation.Input, input) };
                    case Call call:
                        await worker.SendAsync(new CallReply(runId, call.CallId, Answer(call.Request, session, input), "", []), deadline.Token).ConfigureAwait(false);
                        break;
                    case RunEnded { Result: Threw { Spark: { } error } }:
                        throw new SparkException(error);
                    case RunEnded ended:
                        throw new InvalidOperationException($"the program started no query: {ended.Result}");
                }
            }

            throw new InvalidOperationException($"the worker says nothing: {worker.ErrorTail}");
        }
        catch (Exception e) when (e is OperationCanceledException or IOException or WireFormatException)
        {
            throw new InvalidOperationException($"the program's worker: {e.Message}", e);
        }
        finally
        {
            // A program's file is mapped while its process lives: each gets a process of its own.
            Retire();
        }
    }

    private WorkerProcess Ready()
    {
        process = launcher.Start();
        return process.Receive(Patience) is WorkerReady
            ? process
            : throw new InvalidOperationException($"the worker does not start: {process.ErrorTail}");
    }

    private static SessionReply Answer(SessionRequest request, EngineSession session, Func<DataSource, DataSource> input)
    {
        try
        {
            switch (request)
            {
                case AnalyzeRequest(var plan):
                    return new SchemaReply(session.Analyze(Fed(plan, input)));
                case CollectRequest(var plan):
                    return new RowsReply(session.Collect(Fed(plan, input)));
                case ShowStringRequest show:
                    return new TextReply(session.ShowString(Fed(show.Plan, input), show.RowCount, show.Truncate, show.Vertical));
                case ExplainRequest(var plan, var extended):
                    return new TextReply(session.Explain(Fed(plan, input), extended));
                case CreateTempViewRequest view:
                    session.CreateTempView(view.Name, Fed(view.Plan, input), view.Replace, view.IsGlobal);
                    return new DoneReply();
                case DropTempViewRequest(var name, var isGlobal):
                    return new BooleanReply(session.DropTempView(name, isGlobal));
                case GetConfRequest(var key):
                    return new TextReply(session.GetConf(key));
                case SetConfRequest(var key, var value, var source):
                    session.SetConf(key, value, source);
                    return new DoneReply();
                case ClockRequest or SleepUntilRequest or NextEventRequest:
                    return new TimeReply(DateTime.UnixEpoch.Ticks);
                default:
                    return new ErrorReply(new SparkError("NotSupportedException", null, $"{request.GetType().Name} before a query is started"));
            }
        }
        catch (SparkException e)
        {
            return new ErrorReply(e.Error);
        }
    }

    private static LogicalPlan Fed(LogicalPlan plan, Func<DataSource, DataSource> input) =>
        plan.MapChildren(child => Fed(child, input)) is var fed && fed is DataSource source ? input(source) : fed;

    private void Retire()
    {
        process?.DisposeAsync().AsTask().GetAwaiter().GetResult();
        process = null;
    }
}
