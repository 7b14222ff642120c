using System.Diagnostics;
using System.Numerics;
using Grader.Engine.Expressions;
using Grader.Plans.Expressions;
using Grader.Plans.Types;

namespace Grader.Engine.State;

/// <summary>Rows of known types as bytes: a presence byte for each value, then the value.</summary>
internal sealed class RowCodec(IReadOnlyList<DataType> types)
{
    public void Write(BinaryWriter writer, Datum[] row)
    {
        for (int i = 0; i < types.Count; i++)
        {
            WriteValue(writer, row[i], types[i]);
        }
    }

    public Datum[] Read(BinaryReader reader)
    {
        var row = new Datum[types.Count];
        for (int i = 0; i < row.Length; i++)
        {
            row[i] = ReadValue(reader, types[i]);
        }

        return row;
    }

    private static void WriteValue(BinaryWriter writer, Datum value, DataType type)
    {
        writer.Write(!value.IsNull);
        if (value.IsNull)
        {
            return;
        }

        switch (type)
        {
            case FloatType or DoubleType:
                writer.Write(value.Double);
                break;
            case StringType:
                writer.Write(value.String);
                break;
            case BinaryType:
                writer.Write7BitEncodedInt(value.Binary.Length);
                writer.Write(value.Binary);
                break;
            case DecimalType:
                byte[] unscaled = value.Decimal.Unscaled.ToByteArray();
                writer.Write7BitEncodedInt(unscaled.Length);
                writer.Write(unscaled);
                writer.Write7BitEncodedInt(value.Decimal.Scale);
                break;
            case ArrayType array:
                WriteItems(writer, value.Items, array.ElementType);
                break;
            case StructType fields:
                for (int i = 0; i < fields.Fields.Count; i++)
                {
                    WriteValue(writer, value.Items[i], fields.Fields[i].DataType);
                }

                break;
            case MapType map:
                WriteItems(writer, value.Map.Keys, map.KeyType);
                WriteItems(writer, value.Map.Values, map.ValueType);
                break;
            case CalendarIntervalType:
                var interval = (CalendarInterval)value.Reference!;
                writer.Write(interval.Months);
                writer.Write(interval.Days);
                writer.Write(interval.Microseconds);
                break;
            default:
                writer.Write(value.Int64);
                break;
        }
    }

    private static void WriteItems(BinaryWriter writer, Datum[] items, DataType type)
    {
        writer.Write7BitEncodedInt(items.Length);
        foreach (Datum item in items)
        {
            WriteValue(writer, item, type);
        }
    }

    private static Datum ReadValue(BinaryReader reader, DataType type)
    {
        if (!reader.ReadBoolean())
        {
            return Datum.Null;
        }

        return type switch
        {
            FloatType or DoubleType => Datum.Of(reader.ReadDouble()),
            StringType => Datum.Of(reader.ReadString()),
            BinaryType => Datum.Of(reader.ReadBytes(reader.Read7BitEncodedInt())),
            DecimalType => Datum.Of(new SparkDecimal(new BigInteger(reader.ReadBytes(reader.Read7BitEncodedInt())), reader.Read7BitEncodedInt())),
            ArrayType array => Datum.Of(ReadItems(reader, array.ElementType)),
            StructType fields => Datum.Of([.. fields.Fields.Select(field => ReadValue(reader, field.DataType))]),
            MapType map => Datum.Of(new MapDatum(ReadItems(reader, map.KeyType), ReadItems(reader, map.ValueType))),
            CalendarIntervalType => Datum.Of(new CalendarInterval(reader.ReadInt32(), reader.ReadInt32(), reader.ReadInt64())),
            NullType => throw new UnreachableException("a value of type void"),
            BooleanType => Datum.Of(reader.ReadInt64() != 0),
            _ => Datum.Of(reader.ReadInt64()),
        };
    }

    private static Datum[] ReadItems(BinaryReader reader, DataType type)
    {
        var items = new Datum[reader.Read7BitEncodedInt()];
        for (int i = 0; i < items.Length; i++)
        {
            items[i] = ReadValue(reader, type);
        }

        return items;
    }
}
