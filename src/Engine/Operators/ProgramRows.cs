using Grader.Engine.Analysis;
using Grader.Engine.Expressions;
using Grader.Plans;
using Grader.Plans.Session;
using Grader.Plans.Types;

namespace Grader.Engine.Operators;

/// <summary>Rows on their way to the program's own code and back. A call carries many of them, as each may cost a frame to another process.</summary>
internal static class ProgramRows
{
    /// <summary>Rows of one call at most, and about how many bytes: far below what a frame may have.</summary>
    private const int MaxRows = 6_400, EnoughBytes = 1024 * 1024;

    // The first call is small, as Spark's are: who wants only the first rows shall not wait for thousands.
    private const int FirstRows = 100;

    /// <summary>Cuts a sequence into the parts that one call takes each.</summary>
    /// <param name="sent">The values that an item sends, of these types.</param>
    public static IEnumerable<List<T>> InParts<T>(IEnumerable<T> items, Func<T, Datum[]> sent, IReadOnlyList<DataType> types)
    {
        int rows = FirstRows;
        var part = new List<T>();
        long bytes = 0;
        foreach (T item in items)
        {
            part.Add(item);
            Datum[] values = sent(item);
            for (int i = 0; i < types.Count && bytes < EnoughBytes; i++)
            {
                bytes += SizeOf(values[i], types[i], EnoughBytes - bytes);
            }

            if (part.Count == rows || bytes >= EnoughBytes)
            {
                yield return part;
                part = [];
                bytes = 0;
                rows = Math.Min(2 * rows, MaxRows);
            }
        }

        if (part.Count > 0)
        {
            yield return part;
        }
    }

    /// <param name="first">Where the schema's columns begin in a row.</param>
    public static CollectedRows Of(StructType schema, IReadOnlyList<Datum[]> rows, int first = 0)
    {
        DataType[] types = [.. schema.Fields.Select(field => field.DataType)];
        var sent = new Seq<object?>[rows.Count];
        for (int i = 0; i < sent.Length; i++)
        {
            var values = new object?[types.Length];
            for (int column = 0; column < types.Length; column++)
            {
                values[column] = ExternalValue.Of(rows[i][first + column], types[column]);
            }

            sent[i] = Seq.Own(values);
        }

        return new CollectedRows(schema, Seq.Own(sent));
    }

    /// <summary>The one column that a function of the program gave.</summary>
    /// <exception cref="SparkException">It is not of that type, or not a value for each row: the other side broke its word.</exception>
    public static Datum[] Results(CollectedRows results, DataType type, int count) =>
        results.Schema.Fields is [var column] && column.DataType.Equals(type) && results.Rows.Count == count
            ? [.. results.Rows.Select(row => PlanValues.ToDatum(row[0], type))]
            : throw new SparkException(new SparkError("SparkException", null, $"A user-defined function did not give {count} values of type {type.Sql}."));

    // On the wire, roughly; looks no further than it must.
    private static long SizeOf(Datum value, DataType type, long enough) => value.IsNull ? 4 : type switch
    {
        StringType => value.String.Length + 2,
        BinaryType => value.Binary.Length * 4L / 3,
        ArrayType array => Sum(value.Items, _ => array.ElementType, enough),
        StructType fields => Sum(value.Items, i => fields.Fields[i].DataType, enough),
        MapType map => Sum(value.Map.Keys, _ => map.KeyType, enough) + Sum(value.Map.Values, _ => map.ValueType, enough),
        _ => 16,
    };

    private static long Sum(Datum[] items, Func<int, DataType> typeOf, long enough)
    {
        long size = 8;
        for (int i = 0; i < items.Length && size < enough; i++)
        {
            size += SizeOf(items[i], typeOf(i), enough - size);
        }

        return size;
    }
}
