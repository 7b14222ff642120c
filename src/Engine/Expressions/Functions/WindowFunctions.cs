using System.Collections.Frozen;
using Grader.Plans;
using Grader.Plans.Types;

namespace Grader.Engine.Expressions.Functions;

/// <summary>Functions that exist only over windows.</summary>
internal static class WindowFunctions
{
    private static readonly ResolvedFrame RowsSoFar = ResolvedFrame.UpToCurrentRow(isRange: false);

    private static readonly FrozenDictionary<string, WindowFunction> Functions = new WindowFunction[]
    {
        new("row_number", NoArguments(new IntegerType()), _ => RowsSoFar, null, false, (_, p) => Enumerable.Range(1, p.Count).Select(i => Datum.Of((long)i)), "The row's place, counted from 1."),
        new("rank", RankArguments(new IntegerType()), _ => RowsSoFar, "RANK()", false, (_, p) => Rows(p, i => Datum.Of(p.PeersOf(i).Start + 1L)), "The place of the first equal row."),
        new("dense_rank", RankArguments(new IntegerType()), _ => RowsSoFar, "DENSE_RANK()", false, DenseRank, "The number of different rows so far."),
        new("percent_rank", RankArguments(new DoubleType()), _ => RowsSoFar, "PERCENT_RANK()", false,
            (_, p) => Rows(p, i => Datum.Of(p.Count == 1 ? 0.0 : p.PeersOf(i).Start / (double)(p.Count - 1))), "rank, from 0 to 1."),
        new("cume_dist", NoArguments(new DoubleType()), _ => ResolvedFrame.UpToCurrentRow(isRange: true), null, false,
            (_, p) => Rows(p, i => Datum.Of(p.PeersOf(i).End / (double)p.Count)), "The part of the rows that are not above this one."),
        new("ntile", TileRule, _ => RowsSoFar, null, false, Tiles, "The number of the row's bucket of n nearly equal ones."),
        new("lag", OffsetRule, call => OffsetFrame(-Offset(call)), null, true, (call, p) => AtOffset(call, p, -Offset(call)), "The value some rows before."),
        new("lead", OffsetRule, call => OffsetFrame(Offset(call)), null, true, (call, p) => AtOffset(call, p, Offset(call)), "The value some rows after."),
        new("nth_value", NthRule, _ => null, null, false, Nth, "The value of the n-th row of the frame."),
    }.ToFrozenDictionary(function => function.Name);

    public static IEnumerable<(string Name, string Documentation)> Documentation => Functions.Values.Select(function => (function.Name, function.Documentation));

    public static bool IsDefined(string name) => Functions.ContainsKey(name.ToLowerInvariant());

    public static WindowFunctionCall? TryResolve(string name, Seq<ResolvedExpression> arguments, bool ignoresNulls)
    {
        if (!Functions.TryGetValue(name.ToLowerInvariant(), out WindowFunction? function))
        {
            return null;
        }

        (Seq<ResolvedExpression> typed, ResultType result) = function.TypeRule(function.Name, arguments);
        return new WindowFunctionCall(function, typed, result, ignoresNulls);
    }

    private static TypeRule NoArguments(DataType type) => (name, arguments) => arguments.Count == 0
        ? (arguments, new ResultType(type, Nullable: false))
        : throw FunctionErrors.ArgumentCount(name, "0", arguments.Count);

    // Spark's ranks take the order's columns as arguments; what a program gives has no meaning.
    private static TypeRule RankArguments(DataType type) => (_, arguments) => (arguments, new ResultType(type, Nullable: false));

    private static (Seq<ResolvedExpression>, ResultType) TileRule(string name, Seq<ResolvedExpression> arguments)
    {
        if (arguments.Count > 1)
        {
            throw FunctionErrors.ArgumentCount(name, "[0, 1]", arguments.Count);
        }

        ResolvedExpression buckets = arguments.Count == 0 ? new Constant(Datum.Of(1L), new IntegerType()) : Fold(arguments[0], name, arguments, "buckets");
        return buckets is not Constant { Value: { IsNull: false, Int64: var count }, DataType: IntegerType }
            ? throw FunctionErrors.UnexpectedInputType(Signature.CallText(name, arguments), 1, "\"INT\"", buckets)
            : count <= 0
            ? throw FunctionErrors.Mismatch("VALUE_OUT_OF_RANGE", Signature.CallText(name, arguments), $"The `buckets` must be between (0, 2147483647] (current value = {count}).")
            : ([buckets], new ResultType(new IntegerType(), Nullable: false));
    }

    private static (Seq<ResolvedExpression>, ResultType) OffsetRule(string name, Seq<ResolvedExpression> arguments)
    {
        if (arguments.Count is 0 or > 3)
        {
            throw FunctionErrors.ArgumentCount(name, "[1, 2, 3]", arguments.Count);
        }

        ResolvedExpression offset = arguments.Count > 1 ? Fold(arguments[1], name, arguments, "offset") : new Constant(Datum.Of(1L), new IntegerType());
        if (offset.Type is not IntegralType)
        {
            throw FunctionErrors.UnexpectedInputType(Signature.CallText(name, arguments), 2, "\"INT\"", offset);
        }

        ResolvedExpression otherwise = arguments.Count > 2 ? arguments[2] : new Constant(Datum.Null, new NullType());
        DataType type = otherwise.Type is NullType || TypeCoercion.LeastCommonType(arguments[0].Type, otherwise.Type) is not null
            ? arguments[0].Type
            : throw FunctionErrors.DifferentTypes(Signature.CallText(name, arguments), name, [arguments[0].Type, otherwise.Type]);
        return ([arguments[0], offset, otherwise.Type is NullType || otherwise.Type == type ? otherwise : new CastExpression(otherwise, type, IsImplicit: true)], new ResultType(type, Nullable: true));
    }

    private static (Seq<ResolvedExpression>, ResultType) NthRule(string name, Seq<ResolvedExpression> arguments)
    {
        if (arguments.Count is not (2 or 3))
        {
            throw FunctionErrors.ArgumentCount(name, "[2, 3]", arguments.Count);
        }

        ResolvedExpression offset = Fold(arguments[1], name, arguments, "offset");
        return offset is Constant { Value: { IsNull: false, Int64: > 0 }, DataType: IntegralType }
            ? ([arguments[0], offset, .. arguments.Skip(2)], new ResultType(arguments[0].Type, Nullable: true))
            : throw FunctionErrors.Mismatch("VALUE_OUT_OF_RANGE", Signature.CallText(name, arguments), $"The `offset` must be between (0, 9223372036854775807] (current value = {PrettySql.Of(offset)}).");
    }

    private static Constant Fold(ResolvedExpression expression, string name, Seq<ResolvedExpression> arguments, string parameter) =>
        ConstantFolding.TryFold(expression) ?? throw FunctionErrors.Mismatch("NON_FOLDABLE_INPUT", Signature.CallText(name, arguments),
            $"the input `{parameter}` should be a foldable \"INT\" expression; however, got \"{PrettySql.Of(expression)}\".");

    private static long Offset(WindowFunctionCall call) => ((Constant)call.Arguments[1]).Value.Int64;

    private static ResolvedFrame OffsetFrame(long offset)
    {
        var bound = new FrameBound($"{offset} FOLLOWING", offset);
        return new ResolvedFrame(IsRange: false, bound, bound);
    }

    private static IEnumerable<Datum> Rows(WindowPartition partition, Func<int, Datum> value) => Enumerable.Range(0, partition.Count).Select(value);

    private static IEnumerable<Datum> DenseRank(WindowFunctionCall call, WindowPartition partition)
    {
        long rank = 0;
        for (int i = 0; i < partition.Count; i++)
        {
            rank += partition.PeersOf(i).Start == i ? 1 : 0;
            yield return Datum.Of(rank);
        }
    }

    private static IEnumerable<Datum> Tiles(WindowFunctionCall call, WindowPartition partition)
    {
        long buckets = ((Constant)call.Arguments[0]).Value.Int64;
        long size = partition.Count / buckets, larger = partition.Count % buckets;
        return Rows(partition, i => Datum.Of(i < larger * (size + 1) ? (i / (size + 1)) + 1 : larger + ((i - (larger * (size + 1))) / Math.Max(size, 1)) + 1));
    }

    private static IEnumerable<Datum> AtOffset(WindowFunctionCall call, WindowPartition partition, long offset)
    {
        int[] notNull = call.IgnoresNulls ? NotNullRows(partition) : [];
        return Rows(partition, i =>
        {
            long place = call.IgnoresNulls ? NotNullPlace(notNull, i, offset) : i + offset;
            return place >= 0 && place < partition.Count ? partition.Argument(0, (int)place) : partition.Argument(2, i);
        });
    }

    private static int[] NotNullRows(WindowPartition partition) =>
        [.. Enumerable.Range(0, partition.Count).Where(i => !partition.Argument(0, i).IsNull)];

    /// <summary>The row with the offset-th value that is not null, before or after; -1 where there are not so many.</summary>
    private static long NotNullPlace(int[] notNull, int row, long offset)
    {
        int at = Array.BinarySearch(notNull, row);
        long wanted = offset == 0 ? at
            : offset > 0 ? (at >= 0 ? at : ~at - 1) + offset
            : (at >= 0 ? at : ~at) + offset;
        return offset == 0 ? row : wanted >= 0 && wanted < notNull.Length ? notNull[wanted] : -1;
    }

    private static IEnumerable<Datum> Nth(WindowFunctionCall call, WindowPartition partition)
    {
        long wanted = ((Constant)call.Arguments[1]).Value.Int64;
        int[] notNull = call.IgnoresNulls ? NotNullRows(partition) : [];
        return Rows(partition, i =>
        {
            (int start, int end) = partition.FrameOf(i);
            if (!call.IgnoresNulls)
            {
                return wanted <= end - start ? partition.Argument(0, (int)(start + wanted - 1)) : Datum.Null;
            }

            int first = Array.BinarySearch(notNull, start);
            long place = (first >= 0 ? first : ~first) + wanted - 1;
            return place < notNull.Length && notNull[place] < end ? partition.Argument(0, notNull[place]) : Datum.Null;
        });
    }
}
