namespace Grader;

/// <summary>Our own fault: the verdict is grader-fault, and never costs a student points.</summary>
public sealed class GraderFaultException(string message, Exception? cause = null) : Exception(message, cause);
