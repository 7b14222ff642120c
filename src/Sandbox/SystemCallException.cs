using System.Runtime.InteropServices;

namespace Grader.Sandbox;

/// <summary>A system call failed.</summary>
/// <param name="call">Its name, for example <c>dup2</c>.</param>
/// <param name="errno">The system's error number.</param>
public sealed class SystemCallException(string call, int errno) : IOException($"{call}: {Marshal.GetPInvokeErrorMessage(errno)} (errno {errno})")
{
    public string Call { get; } = call;

    public int Errno { get; } = errno;
}
