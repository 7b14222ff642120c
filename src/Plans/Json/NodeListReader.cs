using Grader.Plans.Expressions;
using Grader.Plans.Logical;
using Grader.Plans.Types;

namespace Grader.Plans.Json;

/// <summary>Reads a list of nodes in order: a node may refer only to nodes before it, so there are no cycles, and no walk is deeper than what was checked.</summary>
internal sealed partial class NodeListReader
{
    private readonly List<Node> nodes = [];

    // Of the node that is being read: what its references add up to.
    private int treeSize;
    private int depthOfTypes;
    private int depthOfExpressions;
    private int depthOfPlans;

    private sealed record Node(object Value, NodeFamily Family, int Depth, int TreeSize);

    /// <summary>Reads a list and returns its last node.</summary>
    /// <exception cref="WireFormatException">Malformed, over a bound, or of another kind than <typeparamref name="T"/>.</exception>
    public static T ReadRoot<T>(JsonValue list) where T : class
    {
        if (list.Kind != JsonKind.Array || list.Count is 0 or > WireLimits.Nodes)
        {
            throw new WireFormatException($"a list of nodes is missing, empty or longer than {WireLimits.Nodes}");
        }

        var reader = new NodeListReader();
        foreach (JsonValue element in list.Items)
        {
            reader.ReadNode(element);
        }

        return reader.nodes[^1].Value as T ?? throw new WireFormatException($"the last node is no {typeof(T).Name}");
    }

    private void ReadNode(JsonValue element)
    {
        (treeSize, depthOfTypes, depthOfExpressions, depthOfPlans) = (1, 0, 0, 0);
        var fields = new JsonFields(element, "a node");
        string kind = fields.Text("kind");
        object value = Build(kind, fields);
        NodeFamily family = FamilyOf(value);
        if (family != NodeFamily.Type)
        {
            value = WithPlace(value, fields);
        }

        fields.End();
        int depth = 1 + family switch
        {
            NodeFamily.Type => depthOfTypes,
            NodeFamily.Expression => depthOfExpressions,
            _ => depthOfPlans,
        };

        nodes.Add(new Node(value, family, Bounded(depth, WireLimits.Depth, "levels"), treeSize));
    }

    private object Build(string kind, JsonFields fields)
    {
        try
        {
            return ReadType(kind, fields) ?? ReadExpression(kind, fields) ?? (object?)ReadPlan(kind, fields)
                ?? throw new WireFormatException("a node is of an unknown kind");
        }
        catch (SparkException e)
        {
            // A node refuses to be built over its depth in words meant for students; here it is the sender's fault.
            throw new WireFormatException(e.Message, e);
        }
    }

    private static object WithPlace(object value, JsonFields fields) => value switch
    {
        Expression expression when fields.ReadOrigin() is { IsKnown: true } origin => expression with { Origin = origin },
        LogicalPlan plan => plan with { PlanId = fields.OptionalLong("id"), Origin = fields.ReadOrigin() },
        _ => value,
    };

    private static NodeFamily FamilyOf(object value) => value switch
    {
        DataType => NodeFamily.Type,
        Expression => NodeFamily.Expression,
        _ => NodeFamily.Plan,
    };

    private T At<T>(JsonValue reference, string field) where T : class
    {
        int index = JsonScalars.Int(reference, field);
        if (index < 0 || index >= nodes.Count)
        {
            throw new WireFormatException($"'{field}' refers to no earlier node");
        }

        Node node = nodes[index];
        if (node.Value is not T value)
        {
            throw new WireFormatException($"'{field}' refers to a node that is no {typeof(T).Name}");
        }

        treeSize = Bounded(treeSize + node.TreeSize, WireLimits.TreeNodes, "nodes");
        switch (node.Family)
        {
            case NodeFamily.Type:
                depthOfTypes = Math.Max(depthOfTypes, node.Depth);
                break;
            case NodeFamily.Expression:
                depthOfExpressions = Math.Max(depthOfExpressions, node.Depth);
                break;
            default:
                depthOfPlans = Math.Max(depthOfPlans, node.Depth);
                break;
        }

        return value;
    }

    private static int Bounded(int value, int limit, string unit) =>
        value <= limit ? value : throw new WireFormatException($"a plan has more than {limit} {unit}");

    private T Ref<T>(JsonFields fields, string field) where T : class => At<T>(fields.Element(field), field);

    private T? OptionalRef<T>(JsonFields fields, string field) where T : class =>
        fields.OptionalElement(field) is { } reference ? At<T>(reference, field) : null;

    private Seq<T> Refs<T>(JsonFields fields, string field) where T : class => fields.List(field, reference => At<T>(reference, field));

    private Seq<T>? OptionalRefs<T>(JsonFields fields, string field) where T : class =>
        fields.OptionalList(field, reference => At<T>(reference, field));
}
