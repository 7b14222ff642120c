using System.Numerics;
using Grader.Engine.Expressions;
using Grader.Plans.Types;

namespace Grader.Engine.Orc;

/// <summary>One column of a stripe, with those below it.</summary>
internal sealed class OrcColumnWriter
{
    private readonly DataType type;
    private readonly OrcColumnWriter[] children;
    private readonly MemoryStream present = new(), data = new(), other = new();
    private readonly BooleanEncoder presence, flags;
    private readonly ByteEncoder bytes;
    private readonly IntegerEncoder numbers, lengths, scales;
    private bool hasNull;
    private long count;

    public OrcColumnWriter(DataType type)
    {
        this.type = type;
        children = [.. OrcSchemaWriter.Children(type).Select(child => new OrcColumnWriter(child))];
        presence = new BooleanEncoder(present);
        flags = new BooleanEncoder(data);
        bytes = new ByteEncoder(data);
        numbers = new IntegerEncoder(data, isSigned: true);
        lengths = new IntegerEncoder(other, isSigned: false);
        scales = new IntegerEncoder(other, isSigned: true);
    }

    /// <summary>This column and those below it, in the order of the schema.</summary>
    public IEnumerable<OrcColumnWriter> All => children.SelectMany(child => child.All).Prepend(this);

    public OrcEncodingKind Encoding => type is StructType or BooleanType or ByteType or FloatType or DoubleType ? OrcEncodingKind.Direct : OrcEncodingKind.DirectV2;

    /// <summary>Column statistics: how many values there are, and whether there are nulls.</summary>
    public (long Count, bool HasNull) Statistics => (count, hasNull);

    public void Add(Datum value)
    {
        presence.Add(!value.IsNull);
        if (value.IsNull)
        {
            hasNull = true;
            return;
        }

        count++;
        switch (type)
        {
            case StructType:
                AddEach(value.Items);
                break;
            case ArrayType:
                lengths.Add(value.Items.Length);
                foreach (Datum item in value.Items)
                {
                    children[0].Add(item);
                }

                break;
            case MapType:
                lengths.Add(value.Map.Count);
                for (int i = 0; i < value.Map.Count; i++)
                {
                    children[0].Add(value.Map.Keys[i]);
                    children[1].Add(value.Map.Values[i]);
                }

                break;
            default:
                AddLeaf(value);
                break;
        }
    }

    /// <summary>The streams, those of values also where a column of nulls leaves them empty: ORC's reader in C++ takes no column without.</summary>
    public IEnumerable<(OrcStreamKind Kind, MemoryStream Content)> End()
    {
        presence.Flush();
        flags.Flush();
        bytes.Flush();
        numbers.Flush();
        lengths.Flush();
        scales.Flush();
        if (hasNull)
        {
            yield return (OrcStreamKind.Present, present);
        }

        if (type is not (StructType or ArrayType or MapType))
        {
            yield return (OrcStreamKind.Data, data);
        }

        if (type is StringType or BinaryType or ArrayType or MapType)
        {
            yield return (OrcStreamKind.Length, other);
        }

        if (type is DecimalType or TimestampType or TimestampNtzType)
        {
            yield return (OrcStreamKind.Secondary, other);
        }
    }

    private void AddEach(Datum[] fields)
    {
        for (int i = 0; i < fields.Length; i++)
        {
            children[i].Add(fields[i]);
        }
    }

    private void AddLeaf(Datum value)
    {
        switch (type)
        {
            case BooleanType:
                flags.Add(value.Boolean);
                break;
            case ByteType:
                bytes.Add((byte)value.Int64);
                break;
            case FloatType:
                AddFixed(BitConverter.SingleToUInt32Bits((float)value.Double), 4);
                break;
            case DoubleType:
                AddFixed(BitConverter.DoubleToUInt64Bits(value.Double), 8);
                break;
            case StringType:
                AddBytes(System.Text.Encoding.UTF8.GetBytes(value.String));
                break;
            case BinaryType:
                AddBytes(value.Binary);
                break;
            case TimestampType or TimestampNtzType:
                (long seconds, long nanos) = OrcTimestamps.Encode(value.Int64);
                numbers.Add(seconds);
                lengths.Add(nanos);
                break;
            case DecimalType:
                AddUnscaled(value.Decimal.Unscaled);
                scales.Add(value.Decimal.Scale);
                break;
            default:
                numbers.Add(value.Int64);
                break;
        }
    }

    private void AddBytes(byte[] value)
    {
        data.Write(value);
        lengths.Add(value.Length);
    }

    private void AddFixed(ulong bits, int width)
    {
        for (int i = 0; i < width; i++)
        {
            data.WriteByte((byte)(bits >> 8 * i));
        }
    }

    private void AddUnscaled(BigInteger unscaled)
    {
        BigInteger value = unscaled.Sign < 0 ? -unscaled * 2 - 1 : unscaled * 2;
        for (; value >= 0x80; value >>= 7)
        {
            data.WriteByte((byte)((int)(value & 0x7F) | 0x80));
        }

        data.WriteByte((byte)value);
    }
}
