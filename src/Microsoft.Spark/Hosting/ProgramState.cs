using Microsoft.Spark.Sql;

namespace Microsoft.Spark.Hosting;

/// <summary>All that the API remembers of a program while it runs, apart from where its engine is. Nothing else in this assembly changes.</summary>
internal sealed class ProgramState
{
    private readonly AsyncLocal<SparkSession> activeSession = new();
    private long lastPlanId;

    public static ProgramState Current { get; private set; } = new();

    /// <summary>The session that the program begins with.</summary>
    public SparkSession FirstSession { get; } = new();

    /// <summary>The session of threads that have none of their own; null before the first is made.</summary>
    public SparkSession DefaultSession { get; set; }

    /// <summary>The session of this thread, or null.</summary>
    public SparkSession ActiveSession
    {
        get => activeSession.Value;
        set => activeSession.Value = value;
    }

    public SparkContext Context { get; } = new();

    public ProgramCode Code { get; } = new();

    /// <summary>A program begins: what another one in this process has left is forgotten.</summary>
    public static void Begin() => Current = new ProgramState();

    public long NextPlanId() => Interlocked.Increment(ref lastPlanId);
}
