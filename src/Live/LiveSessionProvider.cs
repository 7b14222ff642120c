using System.Reflection;
using System.Text;
using Grader.Engine;
using Grader.Engine.Files;
using Grader.Engine.Streaming;
using Grader.Live.Errors;
using Grader.Live.Hosting;
using Grader.Live.Progress;
using Grader.Live.Sockets;
using Grader.Plans.Session;

[assembly: SparkSessionProvider(typeof(Grader.Live.LiveSessionProvider))]

namespace Grader.Live;

/// <summary>Opens the session of this process: system clock, disk, network, standard output. Ctrl-C then ends its queries cleanly.</summary>
public sealed class LiveSessionProvider : ISparkSessionProvider
{
    public ISparkSessionClient Open()
    {
        TextWriter errors = Console.Error;
        LiveSession session = Open(Environment.CurrentDirectory, StandardOutput(), errors, ProgressWriter.OfProcess(errors));
        ProcessSignals.OfProcess.Register();
        ProcessSignals.OfProcess.OnInterrupt(patience => session.ShutDown(patience));
        UnhandledErrors.OfProcess.RegisterLibrary(Assembly.GetEntryAssembly());
        AppDomain.CurrentDomain.ProcessExit += (_, _) => ErrorReport.WriteUntold(session.UntoldErrors, errors);
        return session;
    }

    internal static LiveSession Open(string workingDirectory, TextWriter output, TextWriter errors, Action<StreamingQueryProgress> onProgress)
    {
        TimeProvider clock = TimeProvider.System;
        var services = new EngineServices(
            new DiskFileSystem(workingDirectory), clock, Guid.NewGuid, new TcpSocketConnector(clock, Warn), output, (_, _) => { }, TraceInput: false);
        return new LiveSession(services, LiveLimits.Default, onProgress, Warn);

        void Warn(string warning) => errors.WriteLine($"warning: {warning}");
    }

    // The program may put another writer in the place of Console.Out; the console sink prints past it, as it does in Spark.
    private static TextWriter StandardOutput() =>
        TextWriter.Synchronized(new StreamWriter(Console.OpenStandardOutput(), new UTF8Encoding(encoderShouldEmitUTF8Identifier: false)) { AutoFlush = true });
}
