using Grader.Plans.Session;

namespace Grader.Plans.Json;

/// <summary>The frames between a lane and its worker: one JSON object each, told apart by <c>kind</c>.</summary>
/// <remarks>
/// The protocol's version is <see cref="WireLimits.Version"/>, which <see cref="WorkerReady"/> carries. Reading malformed input throws
/// <see cref="WireFormatException"/> and nothing else.
/// </remarks>
public static class SessionJson
{
    public static byte[] Print(WorkerMessage message) => PlanJson.Print(writer => WorkerMessageJson.Write(writer, message));

    public static byte[] Print(LaneMessage message) => PlanJson.Print(writer => LaneMessageJson.Write(writer, message));

    public static WorkerMessage ParseWorkerMessage(ReadOnlyMemory<byte> utf8) => PlanJson.Parse(utf8, WorkerMessageJson.Read);

    public static LaneMessage ParseLaneMessage(ReadOnlyMemory<byte> utf8) => PlanJson.Parse(utf8, LaneMessageJson.Read);
}
