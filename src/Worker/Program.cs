using Grader.Sandbox;
using Grader.Worker;

// The streams are taken first: from here on nothing but frames can reach the lane's pipe.
using ProtocolChannel channel = ProtocolChannel.TakeStandardStreams();
return new WorkerHost(channel).Serve();
