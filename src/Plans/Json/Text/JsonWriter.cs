using System.Buffers.Text;

namespace Grader.Plans.Json;

/// <summary>
/// Writes one JSON value as UTF-8, without blanks. It trusts its callers to open and close what they should; it grows as it is written to.
/// </summary>
internal sealed class JsonWriter
{
    /// <summary>UTF-8 bytes that a number takes at most: a double's 24, and room.</summary>
    private const int NumberBytes = 32;

    /// <summary>UTF-8 bytes that one UTF-16 unit takes at most: a control character, escaped.</summary>
    private const int UnitBytes = 6;

    // From here on the shortest text of a double may have an exponent.
    private const double LeastWithExponent = 1e15;

    private byte[] buffer = new byte[256];
    private int count;
    private bool needsComma;

    public byte[] ToArray() => buffer.AsSpan(0, count).ToArray();

    public void WriteStartObject() => Open((byte)'{');

    public void WriteStartObject(string name)
    {
        WritePropertyName(name);
        WriteStartObject();
    }

    public void WriteEndObject() => Close((byte)'}');

    public void WriteStartArray() => Open((byte)'[');

    public void WriteStartArray(string name)
    {
        WritePropertyName(name);
        WriteStartArray();
    }

    public void WriteEndArray() => Close((byte)']');

    /// <param name="name">One of our own: letters, nothing to escape.</param>
    public void WritePropertyName(string name)
    {
        BeginValue(name.Length + 3);
        buffer[count++] = (byte)'"';
        foreach (char letter in name)
        {
            buffer[count++] = (byte)letter;
        }

        buffer[count++] = (byte)'"';
        buffer[count++] = (byte)':';
        needsComma = false;
    }

    public void WriteString(string name, string value)
    {
        WritePropertyName(name);
        WriteStringValue(value);
    }

    /// <summary>Writes a text. Lone surrogates, which UTF-8 cannot hold, become U+FFFD.</summary>
    public void WriteStringValue(string value)
    {
        BeginValue(checked((value.Length * UnitBytes) + 2));
        buffer[count++] = (byte)'"';
        for (int i = 0; i < value.Length; i++)
        {
            char unit = value[i];
            if (unit is >= ' ' and < '\x7F' and not '"' and not '\\')
            {
                buffer[count++] = (byte)unit;
            }
            else if (unit < '\x80')
            {
                WriteEscaped(unit);
            }
            else if (char.IsHighSurrogate(unit) && i + 1 < value.Length && char.IsLowSurrogate(value[i + 1]))
            {
                WriteScalar(char.ConvertToUtf32(unit, value[++i]));
            }
            else
            {
                WriteScalar(char.IsSurrogate(unit) ? '\uFFFD' : unit);
            }
        }

        buffer[count++] = (byte)'"';
    }

    public void WriteNumber(string name, long value)
    {
        WritePropertyName(name);
        WriteNumberValue(value);
    }

    public void WriteNumberValue(long value)
    {
        BeginValue(NumberBytes);
        _ = Utf8Formatter.TryFormat(value, buffer.AsSpan(count), out int written);
        count += written;
    }

    /// <param name="value">Finite. Reading its shortest text gives the same bits.</param>
    public void WriteNumberValue(double value)
    {
        // As the formatter below writes it, which asks cultures for their signs: a millisecond of every worker's start.
        if (Math.Abs(value) < LeastWithExponent && (long)value is var whole && whole == value && !(whole == 0 && double.IsNegative(value)))
        {
            WriteNumberValue(whole);
            return;
        }

        BeginValue(NumberBytes);
        _ = Utf8Formatter.TryFormat(value, buffer.AsSpan(count), out int written);
        count += written;
    }

    public void WriteBoolean(string name, bool value)
    {
        WritePropertyName(name);
        WriteBooleanValue(value);
    }

    public void WriteBooleanValue(bool value) => WriteWord(value ? "true"u8 : "false"u8);

    public void WriteNullValue() => WriteWord("null"u8);

    public void WriteBase64String(string name, ReadOnlySpan<byte> bytes)
    {
        WritePropertyName(name);
        int length = JsonBase64.EncodedLength(bytes.Length);
        BeginValue(checked(length + 2));
        buffer[count++] = (byte)'"';
        JsonBase64.Encode(bytes, buffer.AsSpan(count, length));
        count += length;
        buffer[count++] = (byte)'"';
    }

    private void Open(byte bracket)
    {
        BeginValue(1);
        buffer[count++] = bracket;
        needsComma = false;
    }

    private void Close(byte bracket)
    {
        needsComma = false;
        BeginValue(1);
        buffer[count++] = bracket;
    }

    private void WriteWord(ReadOnlySpan<byte> word)
    {
        BeginValue(word.Length);
        word.CopyTo(buffer.AsSpan(count));
        count += word.Length;
    }

    private void WriteEscaped(char unit)
    {
        buffer[count++] = (byte)'\\';
        if (unit is '"' or '\\')
        {
            buffer[count++] = (byte)unit;
            return;
        }

        buffer[count++] = (byte)'u';
        buffer[count++] = (byte)'0';
        buffer[count++] = (byte)'0';
        buffer[count++] = HexDigit(unit >> 4);
        buffer[count++] = HexDigit(unit & 15);
    }

    private static byte HexDigit(int value) => (byte)(value < 10 ? '0' + value : 'A' + value - 10);

    private void WriteScalar(int scalar)
    {
        if (scalar < 0x800)
        {
            buffer[count++] = (byte)(0xC0 | (scalar >> 6));
        }
        else
        {
            if (scalar < 0x1_0000)
            {
                buffer[count++] = (byte)(0xE0 | (scalar >> 12));
            }
            else
            {
                buffer[count++] = (byte)(0xF0 | (scalar >> 18));
                buffer[count++] = (byte)(0x80 | ((scalar >> 12) & 63));
            }

            buffer[count++] = (byte)(0x80 | ((scalar >> 6) & 63));
        }

        buffer[count++] = (byte)(0x80 | (scalar & 63));
    }

    /// <summary>Puts the comma before a value that is not the first of its container, and makes room for it.</summary>
    private void BeginValue(int room)
    {
        int needed = checked(count + room + 1);
        if (needed > buffer.Length)
        {
            byte[] larger = new byte[(int)Math.Min(Math.Max(2L * buffer.Length, needed), Array.MaxLength)];
            Array.Copy(buffer, larger, count);
            buffer = larger;
        }

        if (needsComma)
        {
            buffer[count++] = (byte)',';
        }

        needsComma = true;
    }
}
