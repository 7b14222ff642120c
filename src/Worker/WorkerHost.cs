using Grader.Plans.Json;
using Grader.Plans.Session;
using Grader.Sandbox;

namespace Grader.Worker;

/// <summary>The worker's main loop: starts runs, hands replies to the threads that wait for them, gives up runs whose scenario is over.</summary>
internal sealed class WorkerHost(ProtocolChannel channel)
{
    private readonly LaneConnection lane = new(channel.Input, channel.Output);
    private readonly RunLoadContexts contexts = new(AppContext.BaseDirectory);
    private ProgramRun? run;

    /// <summary>Serves until the lane says so or goes away.</summary>
    /// <returns>The process's exit code.</returns>
    public int Serve()
    {
        lane.Send(new WorkerReady(WireLimits.Version));
        while (lane.Receive() is { } message and not ExitWorker)
        {
            Handle(message);
        }

        // Threads of abandoned runs wait for ever, so returning from Main would not end the process.
        Environment.Exit(0);
        return 0;
    }

    private void Handle(LaneMessage message)
    {
        switch (message)
        {
            case StartRun start:
                run = new ProgramRun(start, contexts.For(start), lane);
                run.Start();
                break;
            case CallReply reply when run is { } current && current.RunId == reply.RunId:
                current.Complete(reply);
                break;
            case RunCallback callback when run is { } current && current.RunId == callback.RunId:
                current.Call(callback);
                break;
            case AbandonRun abandon when run is { } current && current.RunId == abandon.RunId:
                current.Abandon();
                lane.Send(new RunAbandoned(current.RunId));
                lane.Send(current.Clear());
                run = null;
                break;
            case Ping ping:
                lane.Send(new Pong(ping.RunId));
                break;
            default:
                break; // about a run that is over
        }
    }
}
