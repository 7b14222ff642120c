using System.Globalization;
using Grader.Engine.Expressions;
using Grader.Engine.Files;
using Grader.Plans;
using Grader.Plans.Types;

namespace Grader.Engine.State;

/// <summary>
/// Keeps the versions of one operator's state in a folder: <c>N.delta</c> holds what changed from version N-1. Every tenth version begins a whole
/// snapshot, <c>N.snapshot</c>; N is where it ends, which for a large state is some versions later (<see cref="SnapshotInProgress"/>).
/// </summary>
/// <remarks>The names are Spark's, the bytes our own (<see cref="StateFile"/>): each engine reads its own checkpoints.</remarks>
internal sealed class StateStoreProvider(IFileSystem files, string folder, IReadOnlyList<DataType> keyTypes, IReadOnlyList<DataType> valueTypes, StateLimits limits, int versionsToRetain = StateStoreProvider.DefaultVersionsToRetain)
{
    public const int DefaultVersionsToRetain = 100;

    private const int SnapshotInterval = 10;

    private readonly StateFile format = new(keyTypes, valueTypes);
    private (long Version, StateMap Rows)? loaded;
    private SnapshotInProgress? snapshot;
    private bool isSchemaChecked;

    /// <summary>The most entries that a commit writes into a snapshot, beyond as many as it has changed.</summary>
    public int SnapshotSliceLength { get; init; } = 20_000;

    /// <summary>Opens the state as it was after batch <paramref name="version"/> - 1; version 0 is empty.</summary>
    public StateStore Load(long version)
    {
        if (!isSchemaChecked)
        {
            // A query's types do not change while it runs.
            new StateSchemaCompatibilityChecker(files, folder, keyTypes, valueTypes).Check(version);
            isSchemaChecked = true;
        }

        StateMap rows = loaded is { } last && last.Version == version ? last.Rows : Restore(version);
        loaded = null;
        return new StateStore(this, rows, version, limits);
    }

    internal long Commit(long version, StateMap rows, IReadOnlyCollection<KeyValuePair<Datum[], Datum[]?>> changes)
    {
        // A batch that runs again may change the state otherwise than it did before the crash.
        if (files.FileExists(FileName(version, "snapshot")))
        {
            files.Delete(FileName(version, "snapshot"));
        }

        var delta = new StateFile.Writer(format);
        delta.Write(changes);
        files.WriteAtomic(FileName(version, "delta"), delta.TakeLastPiece());
        WriteSnapshot(version, rows, changes);
        loaded = (version, rows);
        DeleteBefore(version - versionsToRetain);
        return version;
    }

    internal void Forget() => (loaded, snapshot) = (null, null);

    private void WriteSnapshot(long version, StateMap rows, IReadOnlyCollection<KeyValuePair<Datum[], Datum[]?>> changes)
    {
        if (snapshot is not null)
        {
            snapshot.AddChanges(changes);
        }
        else if (version % SnapshotInterval == 0)
        {
            snapshot = new SnapshotInProgress(files, folder, format, rows);
        }

        if (snapshot?.AddSlice(rows, Math.Max(SnapshotSliceLength, changes.Count), FileName(version, "snapshot")) == true)
        {
            snapshot = null;
        }
    }

    /// <summary>Deletes what no version from <paramref name="oldest"/> on is restored from.</summary>
    private void DeleteBefore(long oldest)
    {
        if (oldest <= 0 || oldest % SnapshotInterval != 0)
        {
            return;
        }

        // The last snapshot at or before it carries everything that is older.
        IReadOnlyList<FileEntry> all = files.List(folder);
        long? needed = all.Where(file => file.Name.EndsWith(".snapshot", StringComparison.Ordinal)).Select(file => VersionOf(file.Name)).Where(version => version <= oldest).Max();
        if (needed is null)
        {
            return;
        }

        foreach (FileEntry file in all.Where(file => !file.IsDirectory && VersionOf(file.Name) < needed))
        {
            files.Delete($"{folder}/{file.Name}");
        }

        files.Delete(FileName(needed.Value, "delta"));
    }

    private static long? VersionOf(string name)
    {
        int dot = name.IndexOf('.', StringComparison.Ordinal);
        return dot > 0 && name[dot..] is ".delta" or ".snapshot"
            && long.TryParse(name.AsSpan(0, dot), NumberStyles.None, CultureInfo.InvariantCulture, out long version) ? version : null;
    }

    private string FileName(long version, string kind) => string.Create(CultureInfo.InvariantCulture, $"{folder}/{version}.{kind}");

    private StateMap Restore(long version)
    {
        // Its slots will be others.
        snapshot = null;
        var rows = new StateMap();
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

    private void Apply(string file, StateMap rows)
    {
        string? problem = files.FileExists(file) ? format.Apply(files.Read(file), rows) : "it is missing";
        if (problem is not null)
        {
            throw new SparkException(new SparkError("SparkException", "CANNOT_LOAD_STATE_STORE.UNCATEGORIZED",
                $"[CANNOT_LOAD_STATE_STORE.UNCATEGORIZED] An error occurred during loading state: the state file {file} cannot be read, {problem}.",
                "Delete the checkpoint folder to start over."));
        }
    }
}
