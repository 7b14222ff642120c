using System.Text;

namespace Grader.Engine.Parquet;

/// <summary>Writes Thrift's compact protocol.</summary>
internal sealed class ThriftCompactWriter(Stream output)
{
    private readonly Stack<int> outerIds = [];
    private int lastId;

    public ThriftCompactWriter Int32(int id, int? value) => value is { } number ? Field(id, ThriftType.I32).ZigZag(number) : this;

    public ThriftCompactWriter Int64(int id, long value) => Field(id, ThriftType.I64).ZigZag(value);

    public ThriftCompactWriter Byte(int id, int value)
    {
        Field(id, ThriftType.Byte);
        output.WriteByte((byte)value);
        return this;
    }

    public ThriftCompactWriter Boolean(int id, bool value) => Field(id, value ? ThriftType.True : ThriftType.False);

    public ThriftCompactWriter Text(int id, string value) => Field(id, ThriftType.Binary).Binary(value);

    public ThriftCompactWriter Struct(int id, Action<ThriftCompactWriter> write) => Field(id, ThriftType.Struct).Struct(write);

    public ThriftCompactWriter Structs<T>(int id, IReadOnlyCollection<T> items, Action<ThriftCompactWriter, T> write)
    {
        Field(id, ThriftType.List).ListHeader(items.Count, ThriftType.Struct);
        foreach (T item in items)
        {
            Struct(writer => write(writer, item));
        }

        return this;
    }

    public ThriftCompactWriter Int32s(int id, IReadOnlyCollection<int> items)
    {
        Field(id, ThriftType.List).ListHeader(items.Count, ThriftType.I32);
        foreach (int item in items)
        {
            ZigZag(item);
        }

        return this;
    }

    public ThriftCompactWriter Texts(int id, IReadOnlyCollection<string> items)
    {
        Field(id, ThriftType.List).ListHeader(items.Count, ThriftType.Binary);
        foreach (string item in items)
        {
            Binary(item);
        }

        return this;
    }

    /// <summary>A struct without a field's header: the outermost, or an element of a list.</summary>
    public ThriftCompactWriter Struct(Action<ThriftCompactWriter> write)
    {
        outerIds.Push(lastId);
        lastId = 0;
        write(this);
        output.WriteByte((byte)ThriftType.Stop);
        lastId = outerIds.Pop();
        return this;
    }

    private ThriftCompactWriter Field(int id, ThriftType type)
    {
        int delta = id - lastId;
        lastId = id;
        if (delta is > 0 and < 16)
        {
            output.WriteByte((byte)(delta << 4 | (int)type));
            return this;
        }

        output.WriteByte((byte)type);
        return ZigZag(id);
    }

    private void ListHeader(int count, ThriftType elementType)
    {
        output.WriteByte((byte)(Math.Min(count, 15) << 4 | (int)elementType));
        if (count >= 15)
        {
            VarInt((ulong)count);
        }
    }

    private ThriftCompactWriter Binary(string text)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(text);
        VarInt((ulong)bytes.Length);
        output.Write(bytes);
        return this;
    }

    private ThriftCompactWriter ZigZag(long value)
    {
        VarInt((ulong)(value << 1 ^ value >> 63));
        return this;
    }

    private void VarInt(ulong value)
    {
        for (; value >= 0x80; value >>= 7)
        {
            output.WriteByte((byte)(value | 0x80));
        }

        output.WriteByte((byte)value);
    }
}
