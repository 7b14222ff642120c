using Grader.Engine.Files;

namespace Grader.Engine.Parquet;

/// <summary>A node of a file's schema with its levels.</summary>
/// <param name="DefinitionLevel">The level of an entry at which this node is there; below it the node, or one above, is null or empty.</param>
/// <param name="RepetitionLevel">How many repeated nodes there are from the root to here, this one included.</param>
/// <param name="Children">Empty for a leaf.</param>
/// <param name="LeafIndex">The leaf's place among all leaves; -1 for a group.</param>
internal sealed record ParquetField(SchemaElement Element, int DefinitionLevel, int RepetitionLevel, IReadOnlyList<ParquetField> Children, int LeafIndex)
{
    public string Name => Element.Name;

    public bool IsLeaf => LeafIndex >= 0;

    public bool IsRepeated => Element.Repetition == FieldRepetition.Repeated;

    public IEnumerable<ParquetField> Leaves => IsLeaf ? [this] : Children.SelectMany(child => child.Leaves);

    /// <summary>As messages name it.</summary>
    public string TypeName => Element.Type is { } type
        ? type switch
        {
            PhysicalType.ByteArray => "BINARY",
            PhysicalType.FixedLenByteArray => "FIXED_LEN_BYTE_ARRAY",
            _ => type.ToString().ToUpperInvariant(),
        }
        : "group";

    public bool Is(LogicalKind kind, ConvertedType converted) => Element.Logical is { } logical ? logical.Kind == kind : Element.Converted == converted;

    /// <summary>The tree of a footer's list.</summary>
    /// <returns>The root, whose children are the columns.</returns>
    /// <exception cref="FileFormatException">The list is no tree, or one too deep.</exception>
    public static ParquetField Tree(IReadOnlyList<SchemaElement> elements)
    {
        int next = 0, leaves = 0;
        ParquetField root = elements.Count > 0 && elements[0].Type is null ? Node(0, 0, 0) : throw new FileFormatException("it has no schema");
        return next == elements.Count ? root : throw new FileFormatException("its schema is no tree");

        ParquetField Node(int definition, int repetition, int depth)
        {
            if (next == elements.Count || depth > ParquetLimits.SchemaDepth)
            {
                throw new FileFormatException(next == elements.Count ? "its schema is no tree" : $"its schema has more than {ParquetLimits.SchemaDepth} levels");
            }

            SchemaElement element = elements[next++];
            if (depth > 0)
            {
                definition += element.Repetition == FieldRepetition.Required ? 0 : 1;
                repetition += element.Repetition == FieldRepetition.Repeated ? 1 : 0;
            }

            if (element.Type is not null)
            {
                return element.ChildCount == 0 ? new ParquetField(element, definition, repetition, [], leaves++) : throw new FileFormatException("its schema is no tree");
            }

            if (element.ChildCount < 0 || element.ChildCount > elements.Count - next || (element.ChildCount == 0 && depth > 0))
            {
                throw new FileFormatException("a group of its schema has no columns, or more than there are");
            }

            var children = new ParquetField[element.ChildCount];
            for (int i = 0; i < children.Length; i++)
            {
                children[i] = Node(definition, repetition, depth + 1);
            }

            return new ParquetField(element, definition, repetition, children, -1);
        }
    }
}
