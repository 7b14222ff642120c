using Grader.Plans;
using Grader.Plans.Types;

namespace Grader.Engine.Expressions;

/// <summary>Equality and order of values.</summary>
public static class DatumComparer
{
    /// <summary>Whether two values of one type are the same value, bit for bit: NaN is itself, 0.0 is not -0.0. NULL is itself.</summary>
    public static bool Identical(Datum left, Datum right)
    {
        if (left.IsFixedSize || right.IsFixedSize)
        {
            return left.IsFixedSize == right.IsFixedSize && left.Int64 == right.Int64;
        }

        if (ReferenceEquals(left.Reference, right.Reference))
        {
            return true;
        }

        return (left.Reference, right.Reference) switch
        {
            (Datum[] a, Datum[] b) => IdenticalItems(a, b),
            (MapDatum a, MapDatum b) => IdenticalItems(a.Keys, b.Keys) && IdenticalItems(a.Values, b.Values),
            (byte[] a, byte[] b) => a.AsSpan().SequenceEqual(b),
            var (a, b) => Equals(a, b),
        };
    }

    /// <summary>A hash that agrees with <see cref="Identical"/>.</summary>
    public static int IdentityHash(Datum value) => value switch
    {
        { IsNull: true } => 0,
        { IsFixedSize: true } => (int)(Mix(0, value.Int64) >> 32),
        { Reference: Datum[] items } => HashOf(items),
        { Reference: MapDatum map } => HashCode.Combine(HashOf(map.Keys), HashOf(map.Values)),
        { Reference: byte[] bytes } => HashOfBytes(bytes),
        _ => value.Reference!.GetHashCode(),
    };

    /// <summary>One step of a multiplicative hash (Knuth's, with the golden ratio): its upper half is well mixed.</summary>
    internal static ulong Mix(ulong hash, long value) => unchecked((ulong.RotateLeft(hash, 23) ^ (ulong)value) * 0x9E3779B97F4A7C15);

    /// <summary>Spark's order of a type's values: nulls first, NaN above all numbers, -0.0 equal to 0.0, strings by UTF-8 bytes, structs and arrays item by item.</summary>
    /// <exception cref="NotSupportedException">Maps and calendar intervals have no order; the analyzer refuses to sort them.</exception>
    public static Comparison<Datum> Order(DataType type)
    {
        Comparison<Datum> order = NonNullOrder(type);
        return (left, right) => left.IsNull || right.IsNull ? right.IsNull.CompareTo(left.IsNull) : order(left, right);
    }

    private static Comparison<Datum> NonNullOrder(DataType type)
    {
        switch (type)
        {
            case FloatType or DoubleType:
                return CompareDoubles;
            case StringType:
                return (left, right) => CompareStrings(left.String, right.String);
            case DecimalType:
                return (left, right) => left.Decimal.CompareTo(right.Decimal);
            case BinaryType:
                return (left, right) => left.Binary.AsSpan().SequenceCompareTo(right.Binary);
            case ArrayType array:
                Comparison<Datum> element = Order(array.ElementType);
                return (left, right) => CompareItems(left.Items, right.Items, _ => element);
            case StructType structure:
                Comparison<Datum>[] fields = [.. structure.Fields.Select(field => Order(field.DataType))];
                return (left, right) => CompareItems(left.Items, right.Items, i => fields[i]);
            case MapType or CalendarIntervalType:
                throw SparkException.Analysis(
                    "DATATYPE_MISMATCH.INVALID_ORDERING_TYPE", $"[DATATYPE_MISMATCH.INVALID_ORDERING_TYPE] The `sortorder` does not support ordering on type \"{type.Sql}\".");
            default:
                return (left, right) => left.Int64.CompareTo(right.Int64);
        }
    }

    /// <summary>By code point, which is the order of UTF-8 bytes; .NET's ordinal order differs for surrogates against U+E000 and above.</summary>
    public static int CompareStrings(string left, string right)
    {
        int length = Math.Min(left.Length, right.Length);
        for (int i = 0; i < length; i++)
        {
            char a = left[i], b = right[i];
            if (a != b)
            {
                bool surrogateA = char.IsSurrogate(a), surrogateB = char.IsSurrogate(b);
                return surrogateA == surrogateB ? a.CompareTo(b) : surrogateA ? 1 : -1;
            }
        }

        return left.Length.CompareTo(right.Length);
    }

    private static int CompareDoubles(Datum left, Datum right)
    {
        double a = left.Double, b = right.Double;
        return a < b ? -1 : a > b ? 1 : a == b ? 0 : double.IsNaN(a).CompareTo(double.IsNaN(b));
    }

    private static int CompareItems(Datum[] left, Datum[] right, Func<int, Comparison<Datum>> orderOf)
    {
        for (int i = 0; i < Math.Min(left.Length, right.Length); i++)
        {
            if (orderOf(i)(left[i], right[i]) is not 0 and var order)
            {
                return order;
            }
        }

        return left.Length.CompareTo(right.Length);
    }

    private static bool IdenticalItems(Datum[] left, Datum[] right)
    {
        if (left.Length != right.Length)
        {
            return false;
        }

        for (int i = 0; i < left.Length; i++)
        {
            if (!Identical(left[i], right[i]))
            {
                return false;
            }
        }

        return true;
    }

    private static int HashOf(Datum[] items)
    {
        ulong hash = (ulong)items.Length;
        foreach (Datum item in items)
        {
            hash = Mix(hash, IdentityHash(item));
        }

        return (int)(hash >> 32);
    }

    private static int HashOfBytes(byte[] bytes)
    {
        var hash = default(HashCode);
        hash.AddBytes(bytes);
        return hash.ToHashCode();
    }
}
