using System.Text;
using Grader.Engine.Files;

namespace Grader.Engine.Orc;

/// <summary>Reads the fields of one message of Protocol Buffers.</summary>
/// <remarks>Source: the description of Protocol Buffers' encoding. No length is believed that is more than the bytes that are left.</remarks>
internal ref struct ProtobufReader(ReadOnlySpan<byte> bytes)
{
    private const int Varint = 0, Fixed64 = 1, Delimited = 2, Fixed32 = 5, MaxVarintBytes = 10;

    private readonly ReadOnlySpan<byte> bytes = bytes;
    private int position;
    private int wireType;

    /// <summary>The number of the field that <see cref="Next"/> came to.</summary>
    public int Field { get; private set; }

    /// <summary>Whether there is one more field; its value must be read or skipped.</summary>
    public bool Next()
    {
        if (position >= bytes.Length)
        {
            return false;
        }

        ulong tag = RawVarint();
        wireType = (int)(tag & 7);
        Field = tag >> 3 is > 0 and <= int.MaxValue ? (int)(tag >> 3) : throw Broken();
        return true;
    }

    public ulong Unsigned() => wireType == Varint ? RawVarint() : throw Broken();

    /// <summary>A count or length: not below zero, and within the numbers of the engine.</summary>
    public long Count() => Unsigned() is var value && value <= long.MaxValue ? (long)value : throw Broken();

    public int SmallCount() => Unsigned() is var value && value <= int.MaxValue ? (int)value : throw Broken();

    public ReadOnlySpan<byte> Bytes()
    {
        if (wireType != Delimited)
        {
            throw Broken();
        }

        ulong length = RawVarint();
        if (length > (ulong)(bytes.Length - position))
        {
            throw Broken();
        }

        ReadOnlySpan<byte> value = bytes.Slice(position, (int)length);
        position += (int)length;
        return value;
    }

    public string Text() => Encoding.UTF8.GetString(Bytes());

    public ProtobufReader Message() => new(Bytes());

    /// <summary>The numbers of a repeated field, packed or one by one.</summary>
    public void AddCounts(List<int> to, int most)
    {
        if (wireType == Varint)
        {
            Add(to, most, RawVarint());
            return;
        }

        var packed = new ProtobufReader(Bytes());
        while (packed.position < packed.bytes.Length)
        {
            Add(to, most, packed.RawVarint());
        }
    }

    public void Skip()
    {
        switch (wireType)
        {
            case Varint:
                _ = RawVarint();
                break;
            case Fixed64:
                Move(8);
                break;
            case Delimited:
                _ = Bytes();
                break;
            case Fixed32:
                Move(4);
                break;
            default:
                throw Broken();
        }
    }

    private static void Add(List<int> to, int most, ulong value) => to.Add(value <= int.MaxValue && to.Count < most ? (int)value : throw Broken());

    private void Move(int count) => position = count <= bytes.Length - position ? position + count : throw Broken();

    private ulong RawVarint()
    {
        ulong value = 0;
        for (int i = 0; i < MaxVarintBytes; i++)
        {
            byte part = position < bytes.Length ? bytes[position++] : throw Broken();
            value |= (ulong)(part & 0x7F) << 7 * i;
            if (part < 0x80)
            {
                return value;
            }
        }

        throw Broken();
    }

    private static FileFormatException Broken() => new("what it says about itself is broken");
}
