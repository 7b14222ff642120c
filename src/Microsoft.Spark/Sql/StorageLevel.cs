namespace Microsoft.Spark.Sql;

/// <summary>Where cached rows would live. The engine caches nothing: a level never changes a result.</summary>
public sealed class StorageLevel
{
    /// <summary>A storage level of these properties.</summary>
    public StorageLevel(bool useDisk, bool useMemory, bool useOffHeap, bool deserialized, int replication = 1) =>
        (UseDisk, UseMemory, UseOffHeap, Deserialized, Replication) = (useDisk, useMemory, useOffHeap, deserialized, replication);

    /// <summary>Not kept.</summary>
    public static StorageLevel NONE => new(false, false, false, false);

    /// <summary>On disk.</summary>
    public static StorageLevel DISK_ONLY => new(true, false, false, false);

    /// <summary>On two disks.</summary>
    public static StorageLevel DISK_ONLY_2 => new(true, false, false, false, 2);

    /// <summary>In memory, as objects.</summary>
    public static StorageLevel MEMORY_ONLY => new(false, true, false, true);

    /// <summary>In the memory of two machines, as objects.</summary>
    public static StorageLevel MEMORY_ONLY_2 => new(false, true, false, true, 2);

    /// <summary>In memory, as bytes.</summary>
    public static StorageLevel MEMORY_ONLY_SER => new(false, true, false, false);

    /// <summary>In the memory of two machines, as bytes.</summary>
    public static StorageLevel MEMORY_ONLY_SER_2 => new(false, true, false, false, 2);

    /// <summary>In memory, and on disk what does not fit.</summary>
    public static StorageLevel MEMORY_AND_DISK => new(true, true, false, true);

    /// <summary>As MEMORY_AND_DISK, on two machines.</summary>
    public static StorageLevel MEMORY_AND_DISK_2 => new(true, true, false, true, 2);

    /// <summary>In memory as bytes, and on disk what does not fit.</summary>
    public static StorageLevel MEMORY_AND_DISK_SER => new(true, true, false, false);

    /// <summary>As MEMORY_AND_DISK_SER, on two machines.</summary>
    public static StorageLevel MEMORY_AND_DISK_SER_2 => new(true, true, false, false, 2);

    /// <summary>In memory outside of the heap.</summary>
    public static StorageLevel OFF_HEAP => new(true, true, true, false);

    /// <summary>Whether the disk is used.</summary>
    public bool UseDisk { get; }

    /// <summary>Whether memory is used.</summary>
    public bool UseMemory { get; }

    /// <summary>Whether memory outside of the heap is used.</summary>
    public bool UseOffHeap { get; }

    /// <summary>Whether rows are kept as objects, not as bytes.</summary>
    public bool Deserialized { get; }

    /// <summary>On how many machines.</summary>
    public int Replication { get; }

    internal P.StorageLevel ToPlan() => new(UseDisk, UseMemory, UseOffHeap, Deserialized, Replication);

    /// <summary>For example <c>Disk Memory Deserialized 1x Replicated</c>.</summary>
    public string Description() =>
        (UseDisk ? "Disk " : "") + (UseMemory ? UseOffHeap ? "Memory (off heap) " : "Memory " : "")
        + (Deserialized ? "Deserialized " : "Serialized ") + $"{Replication}x Replicated";

    /// <inheritdoc/>
    public override string ToString() =>
        (UseDisk ? "disk, " : "") + (UseMemory ? "memory, " : "") + (UseOffHeap ? "offheap, " : "")
        + (Deserialized ? "deserialized, " : "") + $"{Replication} replicas";

    /// <inheritdoc/>
    public override bool Equals(object obj) => obj is StorageLevel other
        && (UseDisk, UseMemory, UseOffHeap, Deserialized, Replication)
            == (other.UseDisk, other.UseMemory, other.UseOffHeap, other.Deserialized, other.Replication);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(UseDisk, UseMemory, UseOffHeap, Deserialized, Replication);
}
