using System.Buffers.Binary;
using System.Globalization;
using Grader.Engine.Expressions;
using Grader.Engine.Files;
using Grader.Plans;
using Grader.Plans.Types;

namespace Grader.Engine.State;

/// <summary>Keeps the versions of one operator's state in a folder: <c>N.delta</c> holds what changed from version N-1, every tenth version a whole <c>N.snapshot</c> as well.</summary>
/// <remarks>
/// File format: a version byte, entries (1 put key value | 0 remove key), an end byte (2), then four bytes of checksum over all before.
/// The names are Spark's, the bytes our own: each engine reads its own checkpoints.
/// </remarks>
internal sealed class StateStoreProvider(IFileSystem files, string folder, IReadOnlyList<DataType> keyTypes, IReadOnlyList<DataType> valueTypes, long rowLimit, int versionsToRetain = StateStoreProvider.DefaultVersionsToRetain)
{
    public const int DefaultVersionsToRetain = 100;

    private const byte FormatVersion = 1;
    private const byte RemoveEntry = 0;
    private const byte PutEntry = 1;
    private const byte End = 2;
    private const int SnapshotInterval = 10;

    private readonly RowCodec keys = new(keyTypes);
    private readonly RowCodec values = new(valueTypes);
    private (long Version, Dictionary<Datum[], Datum[]> Rows)? loaded;

    /// <summary>Opens the state as it was after batch <paramref name="version"/> - 1; version 0 is empty.</summary>
    public StateStore Load(long version)
    {
        Dictionary<Datum[], Datum[]> rows = loaded is { } last && last.Version == version ? last.Rows : Restore(version);
        loaded = null;
        return new StateStore(this, rows, version, rowLimit);
    }

    internal long Commit(long version, Dictionary<Datum[], Datum[]> rows, Dictionary<Datum[], Datum[]?> changes)
    {
        files.WriteAtomic(FileName(version, "delta"), Encode(changes));
        if (version % SnapshotInterval == 0)
        {
            files.WriteAtomic(FileName(version, "snapshot"), Encode(rows.Select(row => KeyValuePair.Create(row.Key, (Datum[]?)row.Value))));
        }

        loaded = (version, rows);
        DeleteBefore(version - versionsToRetain);
        return version;
    }

    /// <summary>Deletes what no version from <paramref name="oldest"/> on is restored from.</summary>
    private void DeleteBefore(long oldest)
    {
        // The snapshot at or before it carries everything that is older.
        long needed = oldest - (oldest % SnapshotInterval);
        if (oldest % SnapshotInterval != 0 || needed <= 0 || !files.FileExists(FileName(needed, "snapshot")))
        {
            return;
        }

        foreach (FileEntry file in files.List(folder).Where(file => !file.IsDirectory && VersionOf(file.Name) < needed))
        {
            files.Delete($"{folder}/{file.Name}");
        }

        files.Delete(FileName(needed, "delta"));
    }

    private static long? VersionOf(string name)
    {
        int dot = name.IndexOf('.', StringComparison.Ordinal);
        return dot > 0 && name[dot..] is ".delta" or ".snapshot"
            && long.TryParse(name.AsSpan(0, dot), NumberStyles.None, CultureInfo.InvariantCulture, out long version) ? version : null;
    }

    internal void Forget() => loaded = null;

    private string FileName(long version, string kind) => string.Create(CultureInfo.InvariantCulture, $"{folder}/{version}.{kind}");

    private Dictionary<Datum[], Datum[]> Restore(long version)
    {
        var rows = new Dictionary<Datum[], Datum[]>(RowComparer.Instance);
        long first = version;
        while (first > 0 && !files.FileExists(FileName(first, "snapshot")))
        {
            first--;
        }

        if (first > 0)
        {
            Apply(FileName(first, "snapshot"), rows);
        }

        for (long next = first + 1; next <= version; next++)
        {
            Apply(FileName(next, "delta"), rows);
        }

        return rows;
    }

    private byte[] Encode(IEnumerable<KeyValuePair<Datum[], Datum[]?>> entries)
    {
        using var stream = new MemoryStream();
        using var writer = new BinaryWriter(stream);
        writer.Write(FormatVersion);
        foreach ((Datum[] key, Datum[]? value) in entries)
        {
            writer.Write(value is null ? RemoveEntry : PutEntry);
            keys.Write(writer, key);
            if (value is not null)
            {
                values.Write(writer, value);
            }
        }

        writer.Write(End);
        writer.Write(Checksum(stream.GetBuffer().AsSpan(0, (int)stream.Length)));
        return stream.ToArray();
    }

    private void Apply(string file, Dictionary<Datum[], Datum[]> rows)
    {
        if (!files.FileExists(file))
        {
            throw Damaged(file, "it is missing", null);
        }

        byte[] content = files.Read(file).ToArray();
        if (content.Length < 6 || content[0] != FormatVersion)
        {
            throw Damaged(file, "it is not in this engine's format", null);
        }

        if (BinaryPrimitives.ReadUInt32LittleEndian(content.AsSpan(content.Length - 4)) != Checksum(content.AsSpan(0, content.Length - 4)))
        {
            throw Damaged(file, "its checksum does not match", null);
        }

        try
        {
            using var reader = new BinaryReader(new MemoryStream(content, 1, content.Length - 5));
            for (byte kind = reader.ReadByte(); kind != End; kind = reader.ReadByte())
            {
                Datum[] key = keys.Read(reader);
                if (kind == PutEntry)
                {
                    rows[key] = values.Read(reader);
                }
                else
                {
                    rows.Remove(key);
                }
            }
        }
        catch (Exception e) when (e is IOException or FormatException or ArgumentException or OverflowException)
        {
            throw Damaged(file, "its rows do not have this query's columns: the query was changed since the checkpoint was made", e);
        }
    }

    private static SparkException Damaged(string file, string what, Exception? cause) =>
        new(new SparkError("SparkException", "CANNOT_LOAD_STATE_STORE.UNCATEGORIZED",
            $"[CANNOT_LOAD_STATE_STORE.UNCATEGORIZED] An error occurred during loading state: the state file {file} cannot be read, {what}.",
            "Delete the checkpoint folder to start over."), cause);

    /// <summary>FNV-1a, 32 bits: finds damage, not malice.</summary>
    private static uint Checksum(ReadOnlySpan<byte> bytes)
    {
        uint hash = 2166136261;
        foreach (byte value in bytes)
        {
            hash = unchecked((hash ^ value) * 16777619);
        }

        return hash;
    }
}
