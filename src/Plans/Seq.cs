using System.Collections;
using System.Collections.Immutable;
using System.Runtime.CompilerServices;

namespace Grader.Plans;

/// <summary>An immutable list compared by its elements, so that records that hold children have value equality.</summary>
/// <remarks>The default value is the empty list.</remarks>
[CollectionBuilder(typeof(Seq), nameof(Seq.Create))]
public readonly struct Seq<T> : IReadOnlyList<T>, IEquatable<Seq<T>>
{
    private readonly ImmutableArray<T> items;

    internal Seq(ImmutableArray<T> items) => this.items = items;

    public int Count => items.IsDefault ? 0 : items.Length;

    public T this[int index] => items[index];

    public ImmutableArray<T> AsImmutableArray() => items.IsDefault ? [] : items;

    public ReadOnlySpan<T> AsSpan() => items.IsDefault ? [] : items.AsSpan();

    /// <summary>Maps every element; returns this very list when no element changed, so that unchanged trees stay shared.</summary>
    public Seq<T> MapUnchanged(Func<T, T> map)
    {
        ImmutableArray<T>.Builder? changed = null;
        for (int i = 0; i < Count; i++)
        {
            T mapped = map(items[i]);
            if (changed is null && !ReferenceEquals(mapped, items[i]))
            {
                changed = ImmutableArray.CreateBuilder<T>(Count);
                changed.AddRange(items, i);
            }

            changed?.Add(mapped);
        }

        return changed is null ? this : new Seq<T>(changed.MoveToImmutable());
    }

    /// <summary>Whether both lists are the very same storage: what <see cref="MapUnchanged"/> returns when nothing changed.</summary>
    internal bool IsSameAs(Seq<T> other) => items == other.items;

    public ImmutableArray<T>.Enumerator GetEnumerator() => AsImmutableArray().GetEnumerator();

    IEnumerator<T> IEnumerable<T>.GetEnumerator() => ((IEnumerable<T>)AsImmutableArray()).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => ((IEnumerable)AsImmutableArray()).GetEnumerator();

    public bool Equals(Seq<T> other) => AsSpan().SequenceEqual(other.AsSpan());

    public override bool Equals(object? obj) => obj is Seq<T> other && Equals(other);

    public override int GetHashCode()
    {
        var hash = default(HashCode);
        foreach (T item in AsSpan())
        {
            hash.Add(item);
        }

        return hash.ToHashCode();
    }

    public override string ToString() => $"[{string.Join(", ", this)}]";

    public static bool operator ==(Seq<T> left, Seq<T> right) => left.Equals(right);

    public static bool operator !=(Seq<T> left, Seq<T> right) => !left.Equals(right);
}

/// <summary>Builds <see cref="Seq{T}"/> lists.</summary>
public static class Seq
{
    public static Seq<T> Create<T>(ReadOnlySpan<T> items) => new([.. items]);

    /// <summary>A list over that very array, which nobody may change any more.</summary>
    public static Seq<T> Own<T>(T[] items) => new(System.Runtime.InteropServices.ImmutableCollectionsMarshal.AsImmutableArray(items));

    public static Seq<T> ToSeq<T>(this IEnumerable<T> items) => items is Seq<T> seq ? seq : new([.. items]);
}
