using System.Text;

namespace Grader.Engine.Orc;

/// <summary>Writes the fields of one message of Protocol Buffers.</summary>
internal sealed class ProtobufWriter
{
    private const int Varint = 0, Delimited = 2;

    private readonly MemoryStream output = new();

    public ProtobufWriter Number(int field, long value)
    {
        WriteVarint((ulong)field << 3 | Varint);
        WriteVarint((ulong)value);
        return this;
    }

    public ProtobufWriter Bytes(int field, ReadOnlySpan<byte> value)
    {
        WriteVarint((ulong)field << 3 | Delimited);
        WriteVarint((ulong)value.Length);
        output.Write(value);
        return this;
    }

    public ProtobufWriter Text(int field, string value) => Bytes(field, Encoding.UTF8.GetBytes(value));

    public ProtobufWriter Message(int field, ProtobufWriter value) => Bytes(field, value.ToArray());

    /// <summary>A repeated field in one piece; none where it is empty.</summary>
    public ProtobufWriter Packed(int field, IReadOnlyList<int> values)
    {
        if (values.Count == 0)
        {
            return this;
        }

        var packed = new ProtobufWriter();
        foreach (int value in values)
        {
            packed.WriteVarint((ulong)value);
        }

        return Message(field, packed);
    }

    public byte[] ToArray() => output.ToArray();

    private void WriteVarint(ulong value)
    {
        for (; value >= 0x80; value >>= 7)
        {
            output.WriteByte((byte)(value | 0x80));
        }

        output.WriteByte((byte)value);
    }
}
