namespace Microsoft.Spark.Sql;

/// <summary>A row without a schema.</summary>
public sealed class GenericRow(object[] values)
{
    public object[] Values { get; } = values;

    public object this[int index] => Get(index);

    public int Size() => Values.Length;

    /// <exception cref="IndexOutOfRangeException">There is no such column.</exception>
    public object Get(int index) => index >= Size() ? throw new IndexOutOfRangeException($"index ({index}) >= column counts ({Size()})")
        : index < 0 ? throw new IndexOutOfRangeException($"index ({index}) < 0)")
        : Values[index];

    public T GetAs<T>(int index) => (T)Get(index);

    public override string ToString() => $"[{string.Join(",", Values)}]";

    public override bool Equals(object obj) => obj is GenericRow other && Values.SequenceEqual(other.Values);

    /// <summary>By the first value alone: equal rows have equal first values.</summary>
    public override int GetHashCode() => Values is [{ } first, ..] ? first.GetHashCode() : 0;
}
