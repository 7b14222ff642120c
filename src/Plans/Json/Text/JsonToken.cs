namespace Grader.Plans.Json;

/// <summary>One value of a <see cref="JsonText"/>, in 8 bytes: a hostile frame has a value for every second byte.</summary>
/// <param name="where">Of a text or number: the index of its first byte. Of an array or object: the index of the token behind its last. Below 2^24.</param>
/// <param name="size">Of a text or number: its bytes, quotes not counted. Of an array: its items. Of an object: its fields.</param>
internal readonly struct JsonToken(JsonKind kind, int where, int size, bool isEscaped = false)
{
    private const uint WhereBits = 0x00FF_FFFF;
    private const int KindShift = 24;
    private const uint EscapedBit = 0x8000_0000;

    private readonly uint head = (uint)where | ((uint)kind << KindShift) | (isEscaped ? EscapedBit : 0);

    public JsonKind Kind => (JsonKind)((head & ~EscapedBit) >> KindShift);

    public int Where => (int)(head & WhereBits);

    public int Size => size;

    /// <summary>Whether a text has escapes, so that its bytes are not yet its characters.</summary>
    public bool IsEscaped => (head & EscapedBit) != 0;
}
