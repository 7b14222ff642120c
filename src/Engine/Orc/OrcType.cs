using Grader.Engine.Files;
using Grader.Engine.Sql;
using Grader.Plans;
using Grader.Plans.Types;

namespace Grader.Engine.Orc;

/// <summary>A node of a file's schema.</summary>
/// <param name="Column">Its place in the footer's list, by which streams name it.</param>
/// <param name="Children">The fields of a struct, the element of a list, key and value of a map.</param>
internal sealed record OrcType(int Column, OrcTypeEntry Entry, IReadOnlyList<OrcType> Children)
{
    public OrcKind Kind => Entry.Kind;

    /// <summary>As messages name it.</summary>
    public string Name => Kind switch
    {
        OrcKind.Byte => "tinyint",
        OrcKind.Short => "smallint",
        OrcKind.Long => "bigint",
        OrcKind.List => "array",
        OrcKind.Union => "uniontype",
        OrcKind.TimestampInstant => "timestamp with local time zone",
        OrcKind.Decimal => $"decimal({Entry.Precision},{Entry.Scale})",
        OrcKind.Char or OrcKind.Varchar => $"{Kind.ToString().ToLowerInvariant()}({Entry.MaximumLength})",
        _ => Kind.ToString().ToLowerInvariant(),
    };

    /// <summary>The tree of a footer's list.</summary>
    /// <exception cref="FileFormatException">The list is no tree, or one too deep, or its root is no struct.</exception>
    public static OrcType Tree(IReadOnlyList<OrcTypeEntry> entries)
    {
        int used = 0;
        OrcType root = Node(entries, 0, 0, ref used);
        return root.Kind == OrcKind.Struct ? root : throw new FileFormatException("its rows are no structs");
    }

    /// <summary>All columns; every one may be null, as in all that Spark reads from files.</summary>
    /// <exception cref="SparkException">A column has a type that Spark has not.</exception>
    public StructType Schema() => new(Children.Select((child, i) => new StructField(Entry.FieldNames[i], child.SparkType())).ToSeq());

    private DataType SparkType() => Kind switch
    {
        OrcKind.Struct => Schema(),
        OrcKind.List => new ArrayType(Children[0].SparkType()),
        OrcKind.Map => new MapType(Children[0].SparkType(), Children[1].SparkType()),
        _ => Catalyst() ?? Leaf(),
    };

    private DataType Leaf() => Kind switch
    {
        OrcKind.Boolean => new BooleanType(),
        OrcKind.Byte => new ByteType(),
        OrcKind.Short => new ShortType(),
        OrcKind.Int => new IntegerType(),
        OrcKind.Long => new LongType(),
        OrcKind.Float => new FloatType(),
        OrcKind.Double => new DoubleType(),
        OrcKind.String or OrcKind.Char or OrcKind.Varchar => new StringType(),
        OrcKind.Binary => new BinaryType(),
        OrcKind.Timestamp => new TimestampType(),
        OrcKind.Date => new DateType(),
        OrcKind.Decimal => new DecimalType(Entry.Precision, Entry.Scale),
        _ => throw new SparkException(new SparkError("SparkException", null, $"Reading ORC files with the type {Name} is not supported by this engine.")),
    };

    /// <summary>What Spark wrote the column as, where a column of this kind can be it.</summary>
    private DataType? Catalyst()
    {
        if (Entry.CatalystType is not { Length: < 100 } text)
        {
            return null;
        }

        try
        {
            return (SqlParser.ParseDataType(text), Kind) switch
            {
                (TimestampType or TimestampNtzType, OrcKind.Timestamp) or (YearMonthIntervalType, OrcKind.Int) or (DayTimeIntervalType, OrcKind.Long) => SqlParser.ParseDataType(text),
                _ => null,
            };
        }
        catch (SparkException)
        {
            return null; // ORC's own type says enough.
        }
    }

    private static OrcType Node(IReadOnlyList<OrcTypeEntry> entries, int column, int depth, ref int used)
    {
        // The list goes through the tree from the root down and from left to right, so that each entry is the next one.
        if (column != used || column >= entries.Count || depth > OrcLimits.SchemaDepth)
        {
            throw new FileFormatException("its schema is no tree, or one too deep");
        }

        used++;
        OrcTypeEntry entry = entries[column];
        int? needed = entry.Kind switch
        {
            OrcKind.Struct => entry.FieldNames.Count,
            OrcKind.List => 1,
            OrcKind.Map => 2,
            OrcKind.Union => null,
            _ => 0,
        };
        if ((needed is { } count && count != entry.Subtypes.Count)
            || (entry.Kind == OrcKind.Decimal && (entry.Precision is < 1 or > DecimalType.MaxPrecision || entry.Scale > entry.Precision)))
        {
            throw new FileFormatException($"its schema has a broken {entry.Kind.ToString().ToLowerInvariant()}");
        }

        var children = new List<OrcType>();
        foreach (int child in entry.Subtypes)
        {
            children.Add(Node(entries, child, depth + 1, ref used));
        }

        return new OrcType(column, entry, children);
    }
}
