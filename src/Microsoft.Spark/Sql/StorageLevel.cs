namespace Microsoft.Spark.Sql;

/// <summary>Where cached rows would live. The engine caches nothing: a level never changes a result.</summary>
public sealed class StorageLevel
{
    public StorageLevel(bool useDisk, bool useMemory, bool useOffHeap, bool deserialized, int replication = 1) =>
        (UseDisk, UseMemory, UseOffHeap, Deserialized, Replication) = (useDisk, useMemory, useOffHeap, deserialized, replication);

    public static StorageLevel NONE => new(false, false, false, false);

    public static StorageLevel DISK_ONLY => new(true, false, false, false);

    public static StorageLevel DISK_ONLY_2 => new(true, false, false, false, 2);

    public static StorageLevel MEMORY_ONLY => new(false, true, false, true);

    public static StorageLevel MEMORY_ONLY_2 => new(false, true, false, true, 2);

    public static StorageLevel MEMORY_ONLY_SER => new(false, true, false, false);

    public static StorageLevel MEMORY_ONLY_SER_2 => new(false, true, false, false, 2);

    public static StorageLevel MEMORY_AND_DISK => new(true, true, false, true);

    public static StorageLevel MEMORY_AND_DISK_2 => new(true, true, false, true, 2);

    public static StorageLevel MEMORY_AND_DISK_SER => new(true, true, false, false);

    public static StorageLevel MEMORY_AND_DISK_SER_2 => new(true, true, false, false, 2);

    public static StorageLevel OFF_HEAP => new(true, true, true, false);

    public bool UseDisk { get; }

    public bool UseMemory { get; }

    public bool UseOffHeap { get; }

    public bool Deserialized { get; }

    public int Replication { get; }

    internal P.StorageLevel ToPlan() => new(UseDisk, UseMemory, UseOffHeap, Deserialized, Replication);

    /// <summary>For example <c>Disk Memory Deserialized 1x Replicated</c>.</summary>
    public string Description() =>
        (UseDisk ? "Disk " : "") + (UseMemory ? UseOffHeap ? "Memory (off heap) " : "Memory " : "")
        + (Deserialized ? "Deserialized " : "Serialized ") + $"{Replication}x Replicated";

    public override string ToString() =>
        (UseDisk ? "disk, " : "") + (UseMemory ? "memory, " : "") + (UseOffHeap ? "offheap, " : "")
        + (Deserialized ? "deserialized, " : "") + $"{Replication} replicas";

    public override bool Equals(object obj) => obj is StorageLevel other
        && (UseDisk, UseMemory, UseOffHeap, Deserialized, Replication)
            == (other.UseDisk, other.UseMemory, other.UseOffHeap, other.Deserialized, other.Replication);

    public override int GetHashCode() => HashCode.Combine(UseDisk, UseMemory, UseOffHeap, Deserialized, Replication);
}
