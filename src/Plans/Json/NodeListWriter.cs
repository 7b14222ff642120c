using System.Runtime.CompilerServices;
using Grader.Plans.Expressions;
using Grader.Plans.Logical;
using Grader.Plans.Types;

namespace Grader.Plans.Json;

/// <summary>
/// Writes trees as one list of nodes, children before parents; a node is referred to by its index. A node that is shared is written once,
/// so a plan that grew by sharing stays as small as it is in memory.
/// </summary>
internal sealed partial class NodeListWriter(JsonWriter writer)
{
    private readonly Dictionary<object, int> written = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<DataType, int> writtenTypes = [];
    private readonly List<int> treeSizes = [];
    private int level;
    private int treeSize;

    public int Add(LogicalPlan plan) => Once(plan, Write);

    public int Add(Expression expression) => Once(expression, Write);

    /// <summary>Types without children are shared by value: most columns have one of a few.</summary>
    public int Add(DataType type)
    {
        if (type is ArrayType or MapType or StructType)
        {
            return Once(type, Write);
        }

        return writtenTypes.TryGetValue(type, out int known) ? known : writtenTypes[type] = Once(type, Write);
    }

    private int Once<T>(T node, Action<T> write) where T : class
    {
        if (written.TryGetValue(node, out int known))
        {
            return known;
        }

        // Plans and expressions were bounded when they were made; one path may cross a plan, an expression and a type.
        if (level >= 3 * WireLimits.Depth)
        {
            throw new WireFormatException($"nested more than {WireLimits.Depth} levels deep");
        }

        // A student's own thread may have been given any size of stack.
        if (!RuntimeHelpers.TryEnsureSufficientExecutionStack())
        {
            throw new WireFormatException("nested too deeply for the stack of the calling thread");
        }

        level++;
        write(node);
        level--;
        if (treeSizes.Count >= WireLimits.Nodes)
        {
            throw new WireFormatException($"a plan has more than {WireLimits.Nodes} nodes");
        }

        int index = treeSizes.Count;
        treeSizes.Add(treeSize);
        writer.WriteEndObject();
        written.Add(node, index);
        return index;
    }

    // Children are added before this is called, so nothing comes between the start of a node and its end.
    private void Begin(string kind, params ReadOnlySpan<int> children)
    {
        treeSize = 1;
        foreach (int child in children)
        {
            treeSize += treeSizes[child];
            if (treeSize > WireLimits.TreeNodes)
            {
                throw new WireFormatException($"a plan stands for more than {WireLimits.TreeNodes} nodes");
            }
        }

        writer.WriteStartObject();
        writer.WriteString("kind", kind);
    }

    private int[] AddAll<T>(Seq<T> nodes) where T : Expression
    {
        int[] indexes = new int[nodes.Count];
        for (int i = 0; i < indexes.Length; i++)
        {
            indexes[i] = Add(nodes[i]);
        }

        return indexes;
    }

    private int? AddOptional(Expression? expression) => expression is null ? null : Add(expression);

    private void Refs(string name, int[] indexes)
    {
        writer.WriteStartArray(name);
        foreach (int index in indexes)
        {
            writer.WriteNumberValue(index);
        }

        writer.WriteEndArray();
    }

    private void OptionalNumber(string name, long? number)
    {
        if (number is { } value)
        {
            writer.WriteNumber(name, value);
        }
    }

    private void Text(string name, string text) => writer.WriteText(name, text);

    private void OptionalText(string name, string? text)
    {
        if (text is not null)
        {
            Text(name, text);
        }
    }

    private void Flag(string name, bool value)
    {
        if (value)
        {
            writer.WriteBoolean(name, true);
        }
    }
}
