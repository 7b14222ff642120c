using System.Reflection;
using Grader.Engine;
using Grader.Plans;
using Grader.Plans.Logical;
using Grader.Plans.Session;
using Microsoft.Spark.Hosting;

namespace Grader.Conformance.Runner;

/// <summary>The query that a whole program starts, its input replaced by a folder.</summary>
internal static class ProgramQuery
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    /// <summary>Runs the program from its entry point until it starts a query; it never comes back from that call.</summary>
    /// <exception cref="SparkException">Spark's error, which ended the program before.</exception>
    /// <exception cref="InvalidOperationException">The program ended without a query, or took too long.</exception>
    public static WriteStreamOperation Capture(IEnumerable<string> sources, string folder, EngineSession session)
    {
        MethodInfo entry = ProgramCompiler.Load(sources).EntryPoint!;
        var outcome = new TaskCompletionSource<WriteStreamOperation>(TaskCreationOptions.RunContinuationsAsynchronously);
        SessionClientHost.Client = new EngineClient(session, source => Fed(source, folder), operation =>
        {
            outcome.TrySetResult(operation);
            Thread.Sleep(Timeout.Infinite);
            return new StreamingQueryHandle("", "", null);
        });
        var thread = new Thread(() => Run(entry, outcome)) { IsBackground = true };
        TextWriter console = Console.Out;
        Console.SetOut(TextWriter.Null);
        try
        {
            thread.Start();
            return outcome.Task.Wait(Patience)
                ? outcome.Task.Result
                : throw new InvalidOperationException($"the program started no query within {Patience.TotalSeconds:0} s");
        }
        catch (AggregateException e) when (e.InnerException is SparkException or InvalidOperationException)
        {
            throw e.InnerException;
        }
        finally
        {
            Console.SetOut(console);
        }
    }

    private static void Run(MethodInfo entry, TaskCompletionSource<WriteStreamOperation> outcome)
    {
        try
        {
            entry.Invoke(null, entry.GetParameters().Length == 0 ? [] : [Array.Empty<string>()]);
            outcome.TrySetException(new InvalidOperationException("the program ended without starting a query"));
        }
        catch (TargetInvocationException e)
        {
            Exception cause = e.InnerException!;
            outcome.TrySetException(cause.Data[SparkCall.ErrorKey] is SparkError error
                ? new SparkException(error, cause)
                : new InvalidOperationException($"the program threw {cause.GetType().Name}: {cause.Message}", cause));
        }
    }

    /// <summary>A socket's lines come as lines of text files.</summary>
    private static DataSource Fed(DataSource source, string folder) => source switch
    {
        { IsStreaming: false } => source,
        { Format: "socket" } => new DataSource("text", null, null, [], [folder], IsStreaming: true) { PlanId = source.PlanId, Origin = source.Origin },
        _ => source with { Paths = [folder] },
    };
}
