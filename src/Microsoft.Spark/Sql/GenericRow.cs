namespace Microsoft.Spark.Sql;

/// <summary>A row without a schema.</summary>
public sealed class GenericRow(object[] values)
{
    /// <summary>The values, in the order of the columns.</summary>
    public object[] Values { get; } = values;

    /// <summary>A value by its index from 0.</summary>
    public object this[int index] => Get(index);

    /// <summary>The number of values.</summary>
    public int Size() => Values.Length;

    /// <summary>A value by its index from 0.</summary>
    /// <exception cref="IndexOutOfRangeException">There is no such column.</exception>
    public object Get(int index) => index >= Size() ? throw new IndexOutOfRangeException($"index ({index}) >= column counts ({Size()})")
        : index < 0 ? throw new IndexOutOfRangeException($"index ({index}) < 0)")
        : Values[index];

    /// <summary>A value by its index from 0, as a type.</summary>
    public T GetAs<T>(int index) => (T)Get(index);

    /// <inheritdoc/>
    public override string ToString() => $"[{string.Join(",", Values)}]";

    /// <inheritdoc/>
    public override bool Equals(object obj) => obj is GenericRow other && Values.SequenceEqual(other.Values);

    /// <summary>By the first value alone: equal rows have equal first values.</summary>
    public override int GetHashCode() => Values is [{ } first, ..] ? first.GetHashCode() : 0;
}
