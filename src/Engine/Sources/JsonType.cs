using System.Text;
using Grader.Plans.Types;

namespace Grader.Engine.Sources;

/// <summary>A column type prepared for reading: children in order, field names as UTF-8.</summary>
internal sealed class JsonType
{
    private readonly byte[][] names;
    private readonly IReadOnlyList<bool>? isRequired;

    /// <param name="isRequired">Which fields of a struct are looked at; null for all.</param>
    public JsonType(DataType type, IReadOnlyList<bool>? isRequired = null)
    {
        DataType = type;
        this.isRequired = isRequired;
        names = type is StructType s ? [.. s.Fields.Select(f => Encoding.UTF8.GetBytes(f.Name))] : [];
        Children = type switch
        {
            StructType row => [.. row.Fields.Select(f => new JsonType(f.DataType))],
            ArrayType array => [new JsonType(array.ElementType)],
            MapType map => [new JsonType(map.ValueType)],
            _ => [],
        };
    }

    public DataType DataType { get; }

    public JsonType[] Children { get; }

    /// <summary>Whether the field is looked at; where it is not, its value is passed over unread.</summary>
    public bool IsRequired(int field) => isRequired is null || isRequired[field];

    /// <summary>UTF-8.</summary>
    public byte[] NameOf(int field) => names[field];

    /// <summary>The field of that exact name, or -1. Looks first where the last one left off: records repeat the order of the schema.</summary>
    public int IndexOf(ReadOnlySpan<byte> name, ref int expected)
    {
        for (int tried = 0; tried < names.Length; tried++)
        {
            int index = expected + tried;
            index = index < names.Length ? index : index - names.Length;
            if (name.SequenceEqual(names[index]))
            {
                expected = index + 1 == names.Length ? 0 : index + 1;
                return index;
            }
        }

        return -1;
    }
}
