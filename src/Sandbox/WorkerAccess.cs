namespace Grader.Sandbox;

/// <summary>What a confined process may reach on disk, beside the system's own libraries, time zones and a few devices.</summary>
/// <param name="Readable">Files and folders; programs among them can be run.</param>
/// <param name="Writable">Folders.</param>
public sealed record WorkerAccess(IReadOnlyList<string> Readable, IReadOnlyList<string> Writable);
