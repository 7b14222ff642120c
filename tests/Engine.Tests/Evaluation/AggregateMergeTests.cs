using Grader.Engine.Expressions;
using Grader.Plans;
using Grader.Plans.Types;

namespace Grader.Engine.Tests.Evaluation;

/// <summary>The law of <see cref="AggregateFunction"/>: any split of the input, merged in order, is the whole.</summary>
public class AggregateMergeTests
{
    private const int Rounds = 30;

    // What these keep is bounded, so the bins depend on the order of arrival; one bin for each value is exact.
    private static readonly Dictionary<string, int> SecondArguments = new() { ["histogram_numeric"] = 1000, ["(collect_frequent_items)"] = 5 };

    public static TheoryData<string> Names => [.. FunctionRegistry.BuiltIn.Aggregates.Keys.Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Merging_the_buffers_of_any_parts_equals_the_whole(string name)
    {
        int tried = 0;
        foreach (DataType type in (DataType[])[new IntegerType(), new DoubleType(), new BooleanType(), new DecimalType(10, 2), new StringType(), new DayTimeIntervalType()])
        {
            if (CallOver(name, type) is not { } call)
            {
                continue;
            }

            tried++;
            for (int seed = 0; seed < Rounds; seed++)
            {
                Check(call, type, seed);
            }
        }

        Assert.True(tried > 0, $"{name} took none of the argument types");
    }

    private static void Check(AggregateCall call, DataType type, int seed)
    {
        var random = new Random(seed);
        Datum[][] rows = [.. Enumerable.Range(0, random.Next(0, 120)).Select(_ => call.Arguments.Select(argument => Value(random, argument)).ToArray())];
        IAggregation aggregation = call.Function.Create(call);
        int width = call.Function.BufferTypes(call).Count;
        Datum[] whole = Fold(aggregation, width, rows);
        Datum[] merged = Fold(aggregation, width, []);
        for (int start = 0; start < rows.Length;)
        {
            int count = random.Next(1, rows.Length - start + 1);
            Datum[] part = Fold(aggregation, width, rows[start..(start + count)]);
            Datum[] before = [.. merged];
            Datum expected = aggregation.Evaluate(before);
            Datum[] next = [.. merged];
            aggregation.Merge(next, part);

            // The buffer that was merged into is a copy: its original, which may still be state, says what it said.
            Assert.True(Same(expected, aggregation.Evaluate(before), call.Type), $"{call.Function.Name}({type.Sql}), seed {seed}: merging changed another buffer");
            merged = next;
            start += count;
        }

        Datum left = aggregation.Evaluate(whole), right = aggregation.Evaluate(merged);
        Assert.True(Same(left, right, call.Type), $"{call.Function.Name}({type.Sql}), seed {seed}: whole {Text(left, call.Type)}, merged {Text(right, call.Type)}");
    }

    private static Datum[] Fold(IAggregation aggregation, int width, Datum[][] rows)
    {
        var buffer = new Datum[width];
        aggregation.Initialize(buffer);
        foreach (Datum[] row in rows)
        {
            aggregation.Update(buffer, row);
        }

        return buffer;
    }

    private static AggregateCall? CallOver(string name, DataType type)
    {
        ResolvedExpression column = new AttributeReference("c", type, true, 1), other = new AttributeReference("d", type, true, 2);
        foreach (Seq<ResolvedExpression> arguments in (Seq<ResolvedExpression>[])
            [
                [column],
                [column, SecondArguments.TryGetValue(name, out int bins) ? new Constant(Datum.Of((long)bins), new IntegerType()) : new Constant(Datum.Of(0.3), new DoubleType())],
                [column, other],
            ])
        {
            try
            {
                if (FunctionRegistry.BuiltIn.TryResolve(name, arguments, isDistinct: false, filter: null) is AggregateCall call)
                {
                    return call;
                }
            }
            catch (SparkException)
            {
                // Not these arguments: others may do.
            }
        }

        return null;
    }

    private static Datum Value(Random random, ResolvedExpression argument) => argument switch
    {
        Constant constant => constant.Value,
        CastExpression or AttributeReference when random.Next(5) == 0 => Datum.Null,
        _ => argument.Type switch
        {
            DoubleType => Datum.Of(random.Next(-50, 50) / 4.0),
            BooleanType => Datum.Of(random.Next(2) == 0),
            DecimalType => Datum.Of(new SparkDecimal(random.Next(-5000, 5000), 2)),
            StringType => Datum.Of(((char)('a' + random.Next(6))).ToString()),
            _ => Datum.Of((long)random.Next(-50, 50)),
        },
    };

    private static bool Same(Datum left, Datum right, DataType type)
    {
        if (left.IsNull || right.IsNull)
        {
            return left.IsNull == right.IsNull;
        }

        return type switch
        {
            DoubleType => double.IsNaN(left.Double) ? double.IsNaN(right.Double) : Math.Abs(left.Double - right.Double) <= 1e-7 * Math.Max(1, Math.Abs(left.Double)),
            ArrayType array => left.Items.Length == right.Items.Length && left.Items.Zip(right.Items).All(pair => Same(pair.First, pair.Second, array.ElementType)),
            StructType fields => left.Items.Zip(right.Items, fields.Fields).All(item => Same(item.First, item.Second, item.Third.DataType)),
            _ => DatumComparer.Identical(left, right),
        };
    }

    private static string Text(Datum value, DataType type) => ValueText.Shown(value, type, TimeZoneInfo.Utc);
}
