namespace Grader.Plans.Json;

/// <summary>Base64 with padding (RFC 4648, section 4), without blanks.</summary>
internal static class JsonBase64
{
    private const byte None = 0xFF;

    private static ReadOnlySpan<byte> Digits => "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"u8;

    /// <summary>The characters that so many bytes take.</summary>
    public static int EncodedLength(int bytes) => checked((bytes + 2) / 3 * 4);

    /// <param name="target">Takes <see cref="EncodedLength"/> characters.</param>
    public static void Encode(ReadOnlySpan<byte> bytes, Span<byte> target)
    {
        int written = 0;
        for (int i = 0; i < bytes.Length; i += 3)
        {
            int left = bytes.Length - i;
            int group = (bytes[i] << 16) | (left > 1 ? bytes[i + 1] << 8 : 0) | (left > 2 ? bytes[i + 2] : 0);
            target[written++] = Digits[group >> 18];
            target[written++] = Digits[(group >> 12) & 63];
            target[written++] = left > 1 ? Digits[(group >> 6) & 63] : (byte)'=';
            target[written++] = left > 2 ? Digits[group & 63] : (byte)'=';
        }
    }

    /// <returns>Null where the text is no base64; bits that no byte needs must be zero, so each value has one text.</returns>
    public static byte[]? Decode(ReadOnlySpan<byte> text)
    {
        if (text.Length % 4 != 0)
        {
            return null;
        }

        int padding = text.Length == 0 || text[^1] != '=' ? 0 : text[^2] != '=' ? 1 : 2;
        byte[] result = new byte[(text.Length / 4 * 3) - padding];
        ReadOnlySpan<byte> digits = text[..^padding];
        int bits = 0;
        int bitCount = 0;
        int written = 0;
        foreach (byte digit in digits)
        {
            byte value = ValueOf(digit);
            if (value == None)
            {
                return null;
            }

            bits = (bits << 6) | value;
            bitCount += 6;
            if (bitCount >= 8)
            {
                bitCount -= 8;
                result[written++] = (byte)(bits >> bitCount);
                bits &= (1 << bitCount) - 1;
            }
        }

        return bits == 0 ? result : null;
    }

    private static byte ValueOf(byte digit) => digit switch
    {
        >= (byte)'A' and <= (byte)'Z' => (byte)(digit - 'A'),
        >= (byte)'a' and <= (byte)'z' => (byte)(digit - 'a' + 26),
        >= (byte)'0' and <= (byte)'9' => (byte)(digit - '0' + 52),
        (byte)'+' => 62,
        (byte)'/' => 63,
        _ => None,
    };
}
