namespace Grader.Plans.Json;

/// <summary>What a JSON value is.</summary>
internal enum JsonKind : byte
{
    Null,
    False,
    True,
    Number,
    String,
    Array,
    Object,
}
