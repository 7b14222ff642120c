using Grader.Sandbox;
using Grader.Worker;

// The streams are taken first: from here on nothing but frames can reach the lane's pipe.
using ProtocolChannel channel = ProtocolChannel.TakeStandardStreams();
if (args is ["confined"])
{
    WorkerConfinement.Install(WorkerLimits.Default);
}

return new WorkerHost(channel).Serve();
