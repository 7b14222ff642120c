using System.Runtime.CompilerServices;
using Grader.Plans.Types;

namespace Grader.Engine.Expressions;

/// <summary>One SQL value without its type, 16 bytes, no boxing for fixed-size types. The default value is NULL.</summary>
/// <remarks>
/// What the value holds depends on the column's type:
/// BOOLEAN, TINYINT … BIGINT, DATE (days), TIMESTAMP and TIMESTAMP_NTZ (microseconds), day-time intervals (microseconds),
/// year-month intervals (months): <see cref="Int64"/>. FLOAT and DOUBLE: <see cref="Double"/>. STRING: a string. BINARY: a byte array
/// never changed after it was made. DECIMAL: a boxed <see cref="SparkDecimal"/>. ARRAY and STRUCT: a Datum array. MAP: a <see cref="MapDatum"/>.
/// Calendar intervals: a boxed <see cref="Plans.Expressions.CalendarInterval"/>.
/// </remarks>
public readonly struct Datum
{
    private static readonly object FixedSize = new();

    private readonly object? reference;
    private readonly long bits;

    private Datum(object? reference, long bits)
    {
        this.reference = reference;
        this.bits = bits;
    }

    public static Datum Null => default;

    public static Datum True { get; } = new(FixedSize, 1);

    public static Datum False { get; } = new(FixedSize, 0);

    public bool IsNull => reference is null;

    public long Int64 => bits;

    public bool Boolean => bits != 0;

    public double Double => BitConverter.Int64BitsToDouble(bits);

    public string String => Unsafe.As<string>(reference!);

    public byte[] Binary => (byte[])reference!;

    public SparkDecimal Decimal => (SparkDecimal)reference!;

    /// <summary>The elements of an array, or the fields of a struct in order.</summary>
    public Datum[] Items => Unsafe.As<Datum[]>(reference!);

    public MapDatum Map => (MapDatum)reference!;

    /// <summary>The value where it is no fixed-size one; otherwise a marker object.</summary>
    public object? Reference => reference;

    public bool IsFixedSize => ReferenceEquals(reference, FixedSize);

    public static Datum Of(long value) => new(FixedSize, value);

    public static Datum Of(bool value) => value ? True : False;

    public static Datum Of(double value) => new(FixedSize, BitConverter.DoubleToInt64Bits(value));

    public static Datum Of(string? value) => new(value, 0);

    public static Datum Of(byte[]? value) => new(value, 0);

    public static Datum Of(SparkDecimal value) => new(value, 0);

    public static Datum Of(Datum[]? items) => new(items, 0);

    public static Datum Of(MapDatum? map) => new(map, 0);

    public static Datum Of(Plans.Expressions.CalendarInterval value) => new(value, 0);
}

/// <summary>A map value: keys and values at the same positions, keys distinct, in insertion order.</summary>
public sealed record MapDatum(Datum[] Keys, Datum[] Values)
{
    public int Count => Keys.Length;
}
