using Grader.Engine.Expressions;
using Grader.Engine.Files;

namespace Grader.Engine.State;

/// <summary>
/// A snapshot of a large state, written a slice with each commit so that no commit waits for all of it. The file is the slices in order, and before
/// each the changes that its commit made: read in order, it is the state of the commit that wrote the last slice. An entry that never changed
/// meanwhile has stayed in its slot, so it is in exactly one slice; one that did is in the changes behind.
/// </summary>
internal sealed class SnapshotInProgress
{
    private readonly IFileSystem files;
    private readonly string partialFile;
    private readonly StateFile.Writer writer;
    private readonly int slotCount;
    private int nextSlot;
    private bool isBegun;

    public SnapshotInProgress(IFileSystem files, string folder, StateFile format, StateMap rows)
    {
        this.files = files;
        partialFile = $"{folder}/.snapshot.partial";
        writer = new StateFile.Writer(format);

        // Slots taken later hold entries that are in the changes.
        slotCount = rows.SlotCount;
    }

    public void AddChanges(IReadOnlyCollection<KeyValuePair<Datum[], Datum[]?>> changes) => writer.Write(changes);

    /// <summary>Writes the next slice.</summary>
    /// <param name="length">Its slots.</param>
    /// <param name="path">Where the snapshot goes if this slice is the last: it is then the state as it is now.</param>
    /// <returns>Whether the slice was the last.</returns>
    public bool AddSlice(StateMap rows, int length, string path)
    {
        for (int end = Math.Min(slotCount, nextSlot + length); nextSlot < end; nextSlot++)
        {
            if (rows.TryGet(nextSlot, out KeyValuePair<Datum[], Datum[]> entry))
            {
                writer.Put(entry.Key, entry.Value);
            }
        }

        bool isLast = nextSlot == slotCount;
        if (isLast && !isBegun)
        {
            files.WriteAtomic(path, writer.TakeLastPiece());
            return true;
        }

        if (!isBegun)
        {
            // Of a run that ended in between.
            files.Delete(partialFile);
            isBegun = true;
        }

        files.Append(partialFile, isLast ? writer.TakeLastPiece() : writer.TakePiece());
        if (isLast)
        {
            files.Rename(partialFile, path);
        }

        return isLast;
    }
}
