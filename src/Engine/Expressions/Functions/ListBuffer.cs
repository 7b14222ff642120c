namespace Grader.Engine.Expressions.Functions;

/// <summary>
/// A growing list in two columns of an aggregation buffer: an array with room to spare, and how much of it is used. Adding is cheap, and a buffer that
/// shares the array keeps its own values: a place is written once only, and only non-null values are kept.
/// </summary>
internal static class ListBuffer
{
    public static void Clear(Span<Datum> buffer) => (buffer[0], buffer[1]) = (Datum.Of(Array.Empty<Datum>()), Datum.Of(0L));

    public static int Count(ReadOnlySpan<Datum> buffer) => (int)buffer[1].Int64;

    public static ReadOnlySpan<Datum> Values(ReadOnlySpan<Datum> buffer) => buffer[0].Items.AsSpan(0, Count(buffer));

    public static void Add(Span<Datum> buffer, Datum value)
    {
        Datum[] items = buffer[0].Items;
        int count = Count(buffer);
        if (count == items.Length || !items[count].IsNull)
        {
            ValueLimits.CheckElements("an aggregate function", count + 1);
            var larger = new Datum[Math.Max(4, count * 2)];
            items.AsSpan(0, count).CopyTo(larger);
            items = larger;
            buffer[0] = Datum.Of(items);
        }

        items[count] = value;
        buffer[1] = Datum.Of(count + 1L);
    }

    public static void AddAll(Span<Datum> buffer, ReadOnlySpan<Datum> values)
    {
        foreach (Datum value in values)
        {
            Add(buffer, value);
        }
    }

    public static void Replace(Span<Datum> buffer, Datum[] values) => (buffer[0], buffer[1]) = (Datum.Of(values), Datum.Of((long)values.Length));
}
