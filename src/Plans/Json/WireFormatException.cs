namespace Grader.Plans.Json;

/// <summary>What came over the wire is not what the protocol allows, or what should go out is over its bounds.</summary>
public sealed class WireFormatException(string message, Exception? cause = null) : Exception(message, cause);
