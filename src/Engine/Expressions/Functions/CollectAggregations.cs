using Grader.Plans;
using Grader.Plans.Types;

namespace Grader.Engine.Expressions.Functions;

/// <summary>collect_list: every value that is not null, in processing order.</summary>
internal sealed class CollectListAggregation : IAggregation
{
    public static Seq<DataType> BufferOf(DataType element) => [new ArrayType(element), new LongType()];

    public void Initialize(Span<Datum> buffer) => ListBuffer.Clear(buffer);

    public void Update(Span<Datum> buffer, ReadOnlySpan<Datum> arguments)
    {
        if (!arguments[0].IsNull)
        {
            ListBuffer.Add(buffer, arguments[0]);
        }
    }

    public void Merge(Span<Datum> buffer, ReadOnlySpan<Datum> other) => ListBuffer.AddAll(buffer, ListBuffer.Values(other));

    public Datum Evaluate(ReadOnlySpan<Datum> buffer) => Datum.Of(ListBuffer.Values(buffer).ToArray());
}

/// <summary>collect_set and approx_count_distinct: repetitions are thrown out when the list has doubled.</summary>
internal sealed class DistinctAggregation(DataType element, Func<Datum[], Datum> result) : IAggregation
{
    private const int Smallest = 32;

    private readonly IEqualityComparer<Datum> equality = Arguments.Equality(element);

    public static Seq<DataType> BufferOf(DataType element) => [new ArrayType(element), new LongType(), new LongType()];

    public void Initialize(Span<Datum> buffer)
    {
        ListBuffer.Clear(buffer);
        buffer[2] = Datum.Of(0L);
    }

    public void Update(Span<Datum> buffer, ReadOnlySpan<Datum> arguments)
    {
        if (!arguments[0].IsNull)
        {
            ListBuffer.Add(buffer, arguments[0]);
            CompactIfDoubled(buffer);
        }
    }

    public void Merge(Span<Datum> buffer, ReadOnlySpan<Datum> other)
    {
        ListBuffer.AddAll(buffer, ListBuffer.Values(other));
        CompactIfDoubled(buffer);
    }

    public Datum Evaluate(ReadOnlySpan<Datum> buffer) => result(Distinct(buffer));

    private void CompactIfDoubled(Span<Datum> buffer)
    {
        if (ListBuffer.Count(buffer) >= Math.Max(Smallest, 2 * buffer[2].Int64))
        {
            ListBuffer.Replace(buffer, Distinct(buffer));
            buffer[2] = buffer[1];
        }
    }

    private Datum[] Distinct(ReadOnlySpan<Datum> buffer) => [.. ListBuffer.Values(buffer).ToArray().Distinct(equality)];
}

/// <summary>mode: the value that is there most often, the first of several.</summary>
internal sealed class ModeAggregation(DataType element) : IAggregation
{
    private readonly IEqualityComparer<Datum> equality = Arguments.Equality(element);

    public void Initialize(Span<Datum> buffer) => ListBuffer.Clear(buffer);

    public void Update(Span<Datum> buffer, ReadOnlySpan<Datum> arguments)
    {
        if (!arguments[0].IsNull)
        {
            ListBuffer.Add(buffer, arguments[0]);
        }
    }

    public void Merge(Span<Datum> buffer, ReadOnlySpan<Datum> other) => ListBuffer.AddAll(buffer, ListBuffer.Values(other));

    public Datum Evaluate(ReadOnlySpan<Datum> buffer) =>
        ListBuffer.Values(buffer).ToArray().GroupBy(value => value, equality).MaxBy(group => group.Count())?.Key ?? Datum.Null;
}

/// <summary>Frequent items, some of which may not be (Karp, Schenker and Papadimitriou): as many counters as are asked for, of which each new item takes one away from all.</summary>
/// <remarks>Source: Spark's CollectFrequentItems, which <c>freqItems</c> uses; no program can call it by name. Nulls are items like others.</remarks>
internal sealed class FrequentItemsAggregation(DataType element, long size) : IAggregation
{
    private readonly IEqualityComparer<Datum> equality = Arguments.Equality(element);

    public void Initialize(Span<Datum> buffer) => ListBuffer.Clear(buffer);

    public void Update(Span<Datum> buffer, ReadOnlySpan<Datum> arguments) => ListBuffer.Add(buffer, Datum.Of([arguments[0]]));

    public void Merge(Span<Datum> buffer, ReadOnlySpan<Datum> other) => ListBuffer.AddAll(buffer, ListBuffer.Values(other));

    public Datum Evaluate(ReadOnlySpan<Datum> buffer)
    {
        // In the order in which they came, so that results do not depend on hashes.
        var counters = new OrderedDictionary<Datum, long>(equality);
        foreach (Datum wrapped in ListBuffer.Values(buffer))
        {
            Datum item = wrapped.Items[0];
            if (counters.TryGetValue(item, out long count))
            {
                counters[item] = count + 1;
            }
            else if (counters.Count < size)
            {
                counters[item] = 1;
            }
            else
            {
                counters = new OrderedDictionary<Datum, long>(
                    counters.Where(counter => counter.Value > 1).Select(counter => KeyValuePair.Create(counter.Key, counter.Value - 1)), equality);
            }
        }

        return Datum.Of([.. counters.Keys]);
    }
}
