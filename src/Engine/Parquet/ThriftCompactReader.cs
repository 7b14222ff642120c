using Grader.Engine.Files;

namespace Grader.Engine.Parquet;

/// <summary>Types of Thrift's compact protocol. A Boolean field has its value as its type.</summary>
internal enum ThriftType { Stop, True, False, Byte, I16, I32, I64, Double, Binary, List, Set, Map, Struct }

/// <summary>Reads Thrift's compact protocol, in which Parquet's footer and page headers are written. It never reads past its bytes, and nothing is deeper than it allows.</summary>
/// <remarks>Source: the Thrift compact protocol's specification. Every element of a list takes a byte at least, so a list's count is held against the bytes that are left.</remarks>
internal ref struct ThriftCompactReader(ReadOnlySpan<byte> bytes)
{
    private const int MaxDepth = 16, MaxVarIntBytes = 10;

    private readonly ReadOnlySpan<byte> bytes = bytes;
    private int depth;

    public int Position { get; private set; }

    /// <summary>The next field of the struct that is being read; false at its end.</summary>
    /// <param name="id">The id of the field before; 0 at a struct's beginning.</param>
    public bool NextField(ref int id, out ThriftType type)
    {
        byte header = ReadByte();
        type = TypeOf(header & 0x0F);
        if (type == ThriftType.Stop)
        {
            return false;
        }

        int delta = header >> 4;
        id = delta == 0 ? ReadInt32(ThriftType.I16) : id + delta;
        return true;
    }

    public int ReadInt32(ThriftType type) => ReadInt64(type) is >= int.MinValue and <= int.MaxValue and var value ? (int)value : throw Broken("a number is too large");

    public long ReadInt64(ThriftType type)
    {
        if (type == ThriftType.Byte)
        {
            return (sbyte)ReadByte();
        }

        Expect(type is ThriftType.I16 or ThriftType.I32 or ThriftType.I64);
        ulong zigZag = ReadVarInt();
        return (long)(zigZag >> 1) ^ -(long)(zigZag & 1);
    }

    public static bool ReadBoolean(ThriftType type)
    {
        Expect(type is ThriftType.True or ThriftType.False);
        return type == ThriftType.True;
    }

    public ReadOnlySpan<byte> ReadBinary(ThriftType type)
    {
        Expect(type == ThriftType.Binary);
        ulong length = ReadVarInt();
        if (length > (ulong)(bytes.Length - Position))
        {
            throw Broken("a text reaches behind its end");
        }

        Position += (int)length;
        return bytes.Slice(Position - (int)length, (int)length);
    }

    public string ReadText(ThriftType type) => System.Text.Encoding.UTF8.GetString(ReadBinary(type));

    /// <returns>How many elements follow.</returns>
    public int BeginList(ThriftType type, out ThriftType elementType)
    {
        Expect(type is ThriftType.List or ThriftType.Set);
        byte header = ReadByte();
        elementType = TypeOf(header & 0x0F);
        return Count(header >> 4 is 15 ? ReadVarInt() : (ulong)(header >> 4));
    }

    public void BeginStruct(ThriftType type)
    {
        Expect(type == ThriftType.Struct);
        Descend();
    }

    public void EndStruct() => depth--;

    public void Skip(ThriftType type)
    {
        switch (type)
        {
            case ThriftType.True or ThriftType.False:
                break;
            case ThriftType.Byte or ThriftType.I16 or ThriftType.I32 or ThriftType.I64:
                _ = ReadInt64(type);
                break;
            case ThriftType.Double:
                Advance(sizeof(double));
                break;
            case ThriftType.Binary:
                _ = ReadBinary(type);
                break;
            case ThriftType.List or ThriftType.Set:
                int count = BeginList(type, out ThriftType elementType);
                Descend();
                for (int i = 0; i < count; i++)
                {
                    SkipElement(elementType);
                }

                depth--;
                break;
            case ThriftType.Map:
                SkipMap();
                break;
            default:
                BeginStruct(type);
                int id = 0;
                while (NextField(ref id, out ThriftType fieldType))
                {
                    Skip(fieldType);
                }

                EndStruct();
                break;
        }
    }

    public static FileFormatException Broken(string why) => new($"the metadata is broken: {why}");

    private void SkipMap()
    {
        int count = Count(ReadVarInt());
        if (count == 0)
        {
            return;
        }

        byte types = ReadByte();
        Descend();
        for (int i = 0; i < count; i++)
        {
            SkipElement(TypeOf(types >> 4));
            SkipElement(TypeOf(types & 0x0F));
        }

        depth--;
    }

    // Outside of a struct a Boolean is a byte.
    private void SkipElement(ThriftType type)
    {
        if (type is ThriftType.True or ThriftType.False)
        {
            Advance(1);
        }
        else
        {
            Skip(type);
        }
    }

    private void Descend()
    {
        if (++depth > MaxDepth)
        {
            throw Broken("it is nested too deep");
        }
    }

    private readonly int Count(ulong count) => count <= (ulong)(bytes.Length - Position) ? (int)count : throw Broken("a list is longer than its bytes");

    private void Advance(int count)
    {
        if (count > bytes.Length - Position)
        {
            throw Broken("it ends too early");
        }

        Position += count;
    }

    private byte ReadByte()
    {
        Advance(1);
        return bytes[Position - 1];
    }

    private ulong ReadVarInt()
    {
        ulong value = 0;
        for (int i = 0; i < MaxVarIntBytes; i++)
        {
            byte part = ReadByte();
            value |= (ulong)(part & 0x7F) << (7 * i);
            if (part < 0x80)
            {
                return value;
            }
        }

        throw Broken("a number does not end");
    }

    private static ThriftType TypeOf(int code) => code <= (int)ThriftType.Struct ? (ThriftType)code : throw Broken("a type is unknown");

    private static void Expect(bool isExpected)
    {
        if (!isExpected)
        {
            throw Broken("a field has another type");
        }
    }
}
