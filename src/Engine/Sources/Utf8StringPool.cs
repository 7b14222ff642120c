using System.Runtime.InteropServices;
using System.Text;
using Grader.Engine.Expressions;

namespace Grader.Engine.Sources;

/// <summary>Gives one string for equal bytes where a column repeats its values, so that they need no memory each. Bounded; forgets by overwriting.</summary>
/// <remarks>A column of ever new values would gain nothing: it is noticed, and the pool steps aside.</remarks>
internal sealed class Utf8StringPool
{
    private const int Slots = 256;
    private const int MaxLength = 64;
    private const int TrialLookups = 2048;

    private Entry[]? entries;
    private int lookups;
    private int hits;
    private bool isOff;

    public string Get(ReadOnlySpan<byte> utf8)
    {
        if (isOff || utf8.Length > MaxLength)
        {
            return Encoding.UTF8.GetString(utf8);
        }

        ref Entry entry = ref (entries ??= new Entry[Slots])[Hash(utf8) % Slots];
        if (entry.Utf8 is { } known && utf8.SequenceEqual(known))
        {
            hits++;
        }
        else
        {
            entry = new Entry(utf8.ToArray(), Encoding.UTF8.GetString(utf8));
        }

        string text = entry.Text;
        if (++lookups == TrialLookups)
        {
            isOff = hits < TrialLookups / 4;
            entries = isOff ? null : entries;
            (lookups, hits) = (0, 0);
        }

        return text;
    }

    private static uint Hash(ReadOnlySpan<byte> utf8)
    {
        ulong hash = (ulong)utf8.Length;
        foreach (ulong eight in MemoryMarshal.Cast<byte, ulong>(utf8))
        {
            hash = DatumComparer.Mix(hash, (long)eight);
        }

        foreach (byte one in utf8[(utf8.Length & ~7)..])
        {
            hash = DatumComparer.Mix(hash, one);
        }

        return (uint)(hash >> 32);
    }

    private readonly record struct Entry(byte[]? Utf8, string Text);
}
